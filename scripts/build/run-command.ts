import { spawnSync } from "node:child_process";
import { root } from "./root.ts";

/**
 * Runs a command in `cwd`, what it prints on standard error: standard output belongs to the caller.
 *
 * @throws an Error where it does not end with 0
 */
export function runCommand(command: string, args: string[], { cwd = root, env = process.env } = {}): void {
  const { status } = spawnSync(command, args, {
    cwd,
    stdio: ["ignore", 2, 2],
    env,
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}`);
}
