/** Finds a Chromium for the browser tests, or installs one: Debian's where we may, Playwright's own as the last way. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/** The path of a browser, or null with the reason on standard error. */
export function findBrowser() {
  return fromSystem() ?? playwrights() ?? installed();
}

const fromSystem = () => SYSTEM.find((path) => existsSync(path)) ?? null;

function playwrights() {
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

function installed() {
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const options = { stdio: ["ignore", "ignore", 2], env };
    spawnSync("apt-get", ["update", "-qq"], options);
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"], options);
    if (fromSystem()) return fromSystem();
  }
  spawnSync("playwright", ["install", "chromium"], {
    stdio: ["ignore", "ignore", 2],
    shell: process.platform === "win32",
  });
  const found = playwrights();
  if (!found)
    console.error("No Chromium: none is installed, and neither Debian's nor Playwright's could be installed here.");
  return found;
}
