/**
 * Some of the browser tests alone: `node scripts/stories.mjs KILLS=all e2e/kills/` builds where that is needed, sets
 * what is given as NAME=value, and runs the stories of those folders.
 */
import { spawnSync } from "node:child_process";
import { findBrowser } from "./browser.mjs";
import { buildIfNeeded } from "./build.ts";

const SETTING = /^([A-Z_]+)=(.*)$/;
const given = process.argv.slice(2);
const settings = Object.fromEntries(
  given.flatMap((word) => [SETTING.exec(word)?.slice(1) ?? []]).filter(([name]) => name),
);
await buildIfNeeded();
const env = { ...process.env, CHROMIUM: findBrowser() ?? "", ...settings };
const options = { stdio: "inherit", env, shell: process.platform === "win32" };
const { status } = spawnSync("playwright", ["test", ...given.filter((word) => !SETTING.test(word))], options);
process.exit(status ?? 1);
