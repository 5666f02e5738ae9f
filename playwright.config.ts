import { defineConfig } from "@playwright/test";

/** Debian's Chromium needs these as root and behind a closed network. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  // A shared machine stands still for seconds now and then: one more try there, and the report names it as flaky.
  retries: process.env.CI ? 1 : 0,
  // The same stories on either set of adapters. What looks into the data folder and its processes has one alone.
  projects: [
    { name: "embedded", testIgnore: ["aws/**", "lambda.spec.ts"] },
    { name: "aws", testIgnore: ["kills/**", "load/**", "hostile/hostile.spec.ts", "corpus/**"] },
  ],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args },
    trace: "retain-on-failure",
  },
});
