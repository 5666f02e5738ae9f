/** A disk of a few megabytes that a test may fill. */
import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallDisk {
  /** the data folder: the disk's root */
  path: string;
  /** bytes */
  free(): number;
  /** Fills it up to that many free bytes, with a file that is nobody's; what is less already stays. */
  fill(leaving: number): void;
  /** Takes that file away again. */
  empty(): void;
  /** Gives the folder back to the system; whoever still has a file open there keeps it. */
  unmount(): void;
}

const FILLER = "filler-of-the-test";
const PAGE = 4096;

/** A file system in memory with `megabytes` of room, or the reason why this system does not let a test have one. */
export function mountSmallDisk(megabytes: number): SmallDisk | string {
  if (process.platform !== "linux") return "a small disk is mounted as on Linux alone";
  if (process.getuid?.() !== 0) return "only root may mount a small disk";
  const path = mkdtempSync(join(tmpdir(), "proofsheet-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=700`, "proofsheet-test", path], {
      stdio: "pipe",
    });
  } catch (error) {
    rmSync(path, { recursive: true, force: true });
    return `this system mounts no small disk: ${String((error as { stderr?: unknown }).stderr ?? error).trim()}`;
  }
  const free = () => {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  };
  return {
    path,
    free,
    fill(leaving) {
      const file = openSync(join(path, FILLER), "a", 0o600);
      try {
        for (let more = free() - leaving; more > 0; more = free() - leaving) {
          const written = writeSync(file, Buffer.alloc(Math.min(1 << 20, Math.ceil(more / PAGE) * PAGE)));
          if (written === 0) break;
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      } finally {
        closeSync(file);
      }
    },
    empty: () => rmSync(join(path, FILLER), { force: true }),
    unmount() {
      execFileSync("umount", ["--lazy", path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}
