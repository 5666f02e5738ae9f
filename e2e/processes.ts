import { readdirSync, readFileSync } from "node:fs";

/** Where a system tells of its processes as Linux does (proc(5)). */
export const tellsProcesses = process.platform === "linux";

/** The processes that this one started and that still run. */
export function childrenOf(pid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => parentOf(child) === pid);
}

/** These, those that they started, and so on. */
export function descendantsOf(pid: number): number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);
}

/** False for one that ended, also where nobody asked for its exit code yet. */
export function isRunning(pid: number): boolean {
  return /^\d+ \(.*\) [^ZX] /s.test(stat(pid));
}

export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

const parentOf = (pid: number): number => Number(/^\d+ \(.*\) \S (\d+) /s.exec(stat(pid))?.[1] ?? -1);

function stat(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
}
