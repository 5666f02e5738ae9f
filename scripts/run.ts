import { type StdioOptions, spawnSync } from "node:child_process";

export interface How {
  /** beside the environment of this process */
  env?: Record<string, string>;
  stdio?: StdioOptions;
}

/** Runs a program of the project or the system to its end, and says whether it ended well. */
export function run(command: string, args: string[], { env = {}, stdio = ["ignore", "inherit", "inherit"] }: How = {}) {
  const shell = process.platform === "win32"; // where npm's programs are scripts
  return spawnSync(command, args, { stdio, env: { ...process.env, ...env }, shell }).status === 0;
}
