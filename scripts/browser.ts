/** Finds a Chromium for the stories, or installs one: Debian's where we may, Playwright's own as the last way. */
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { type How, run } from "./run.ts";

/** The shell alone first: it shows no window of its own, and costs little more than half. */
const SYSTEM = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];
/** Debian's packages; not every release has the first. */
const DEBIANS = ["chromium-headless-shell", "chromium"];

/** The path of a browser, or null with the reason on standard error. */
export function findBrowser(): string | null {
  return fromSystem() ?? playwrights() ?? installed();
}

const fromSystem = (): string | null => SYSTEM.find((path) => existsSync(path)) ?? null;

function playwrights(): string | null {
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : null;
}

function installed(): string | null {
  const quiet: How = { stdio: ["ignore", "ignore", 2] };
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const apt: How = { ...quiet, env: { DEBIAN_FRONTEND: "noninteractive" } };
    run("apt-get", ["update", "-qq"], apt);
    for (const browser of DEBIANS) {
      run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", browser, "fonts-dejavu-core"], apt);
      if (fromSystem()) return fromSystem();
    }
  }
  run("playwright", ["install", "chromium"], quiet);
  const found = playwrights();
  if (!found)
    console.error("No Chromium: none is installed, and neither Debian's nor Playwright's could be installed here.");
  return found;
}
