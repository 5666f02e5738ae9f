import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const OURS = /^proofsheet-(\d+)-/;

/**
 * A folder of this process's own for copies of originals in work and results on their way. Those of processes that
 * are gone, and left them in their hurry, go first: pictures must not outlive a process that was killed.
 */
export function openScratch(): string {
  const root = tmpdir();
  for (const name of readdirSync(root)) {
    const pid = Number(OURS.exec(name)?.[1]);
    // In a container that is started again, the last process had our own number.
    if (pid && (pid === process.pid || !lives(pid))) rmSync(join(root, name), { recursive: true, force: true });
  }
  return mkdtempSync(join(root, `proofsheet-${process.pid}-`));
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // another user's
  }
}
