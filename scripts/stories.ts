/**
 * Some of the stories alone: `node scripts/stories.ts KILLS=all e2e/kills/` builds where that is needed, sets what is
 * given as NAME=value, and hands all else to the runner, folders and its own flags alike.
 */
import { findBrowser } from "./browser.ts";
import { buildIfNeeded } from "./build.ts";
import { run } from "./run.ts";

const SETTING = /^([A-Z_]+)=(.*)$/s;

const settings: Record<string, string> = {};
const args: string[] = [];
for (const word of process.argv.slice(2)) {
  const [, name, value = ""] = SETTING.exec(word) ?? [];
  if (name) settings[name] = value;
  else args.push(word);
}
await buildIfNeeded();
const env = { CHROMIUM: findBrowser() ?? "", ...settings };
process.exit(run("playwright", ["test", ...args], { env, stdio: "inherit" }) ? 0 : 1);
