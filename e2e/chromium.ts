/** How the browser of the stories is started. */
import type { LaunchOptions } from "@playwright/test";

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

/** @param more arguments of one story alone */
export const launchOptions = (...more: string[]): LaunchOptions => ({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: [...args, ...more],
});
