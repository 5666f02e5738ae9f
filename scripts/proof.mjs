/** The long proofs: `node scripts/proof.mjs e2e/kills/ …` builds where that is needed and runs those folders' stories. */
import { spawnSync } from "node:child_process";
import { findBrowser } from "./browser.mjs";
import { buildIfNeeded } from "./build.mjs";

await buildIfNeeded();
const env = { ...process.env, PROOF: "1", CHROMIUM: findBrowser() ?? "" };
const options = { stdio: "inherit", env, shell: process.platform === "win32" };
const { status } = spawnSync("playwright", ["test", ...process.argv.slice(2)], options);
process.exit(status ?? 1);
