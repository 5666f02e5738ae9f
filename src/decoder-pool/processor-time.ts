import { readFileSync } from "node:fs";

/** Linux counts in ticks of 10 ms for programs, whatever the kernel's own clock (proc(5), USER_HZ). */
const TICK_MS = 10;

/** ms that a process has had a processor, or null where it is gone or the system does not say. */
export function processorTime(pid: number): number | null {
  if (process.platform !== "linux") return null;
  try {
    // proc(5): what follows the name in parentheses begins with field 3; utime and stime are 14 and 15.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return null;
  }
}
