import { defineConfig } from "@playwright/test";
import { launchOptions } from "#e2e/chromium.ts";
import type { Modes } from "#e2e/fixtures.ts";

/** What runs in both modes: these folders, and single stories elsewhere that say so. Told from a story's full title. */
const TOUCHES_THE_CLOUD = /\b(journey|store|aws)\/|@store\b/;

export default defineConfig<object, Modes>({
  testDir: "e2e",
  workers: 2,
  // Two stories share two cores with their servers and browsers, and the machine may have other work.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  // A shared machine stands still for seconds now and then: one more try there, and the report names it as flaky.
  retries: process.env.CI ? 1 : 0,
  projects: [
    { name: "embedded", testMatch: ["journey/**", "pages/**", "api/**", "store/**"].map(specs) },
    {
      name: "aws",
      use: { mode: "aws" },
      testMatch: ["journey/**", "pages/**", "api/**", "store/**", "aws/**"].map(specs),
      grep: TOUCHES_THE_CLOUD,
      grepInvert: /@embedded\b/,
    },
    // Each kills processes of its own, or reads many pictures: two lanes, away from those who wait for a page.
    { name: "kills", testMatch: [specs("kills/**")] },
    { name: "corpus", testMatch: [specs("corpus/**")] },
    { name: "hostile", testMatch: [specs("hostile/**")], fullyParallel: true },
    // Measures, or takes all that the machine has: in a run of its own, one story after the other.
    { name: "alone", testMatch: [specs("load/**")], workers: 1 },
  ],
  use: { browserName: "chromium", launchOptions: launchOptions(), trace: "on-first-retry" },
});

function specs(folder: string): string {
  return `e2e/${folder}/*.spec.ts`;
}
