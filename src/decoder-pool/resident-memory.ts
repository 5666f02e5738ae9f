import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);
const KILOBYTE = 1024;

/** Bytes of memory that a process holds in RAM, or null where it is gone or the system does not say. */
export async function residentMemory(pid: number): Promise<number | null> {
  try {
    if (process.platform === "linux") {
      // proc(5): VmRSS in kB. At once: these are no bytes of a disk, and four trips to another thread cost more.
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      return kilobytes(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
    }
    if (process.platform === "win32") return null;
    return kilobytes((await run("ps", ["-o", "rss=", "-p", String(pid)])).stdout.trim());
  } catch {
    return null;
  }
}

function kilobytes(text: string | undefined): number | null {
  return text && /^\d+$/.test(text) ? Number(text) * KILOBYTE : null;
}
