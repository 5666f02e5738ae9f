import { statfsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { storageFull } from "#adapters/refusals.ts";

/** So much of the disk stays free of uploads and results, so that records and deletions still have room. */
const FLOOR_BYTES = 256_000_000;
const FLOOR_SHARE = 0.05;
/** Ours where nothing is said: so much of what is free, and of what we have already. */
const SHARE = 0.5;

export interface Disk {
  /** bytes that we may still write */
  free: number;
  /** bytes */
  total: number;
}

/** All that is kept, over all workspaces, and what of it may go for something new. */
export interface Kept {
  /** bytes, with those that uploads have reserved; and those of results in it */
  sum(): { bytes: number; results: number };
  /** at most so many */
  maxBytes: number;
  /** Drops the oldest results until `bytes` are free (or some of them: ask again). False where there is none left. */
  dropResults(bytes: number): Promise<boolean>;
}

export async function measureDisk(path: string): Promise<Disk> {
  const { bavail, blocks, bsize } = await statfs(path);
  return { free: bavail * bsize, total: blocks * bsize };
}

/** The budget where no setting says one, bytes: the same however much of it is kept already. */
export function shareOfDisk(path: string, keptBytes: number): number {
  const { bavail, bsize } = statfsSync(path);
  return Math.floor((bavail * bsize + keptBytes) * SHARE);
}

/**
 * Sees to it that what comes stays within the budget and leaves the disk's floor free (256 MB, or 5 % of a small disk):
 * results go for it, oldest first. Throws `storage_full` where all of them would not do, and leaves them then.
 *
 * @param coming.counts bytes that the budget does not know of yet
 * @param coming.toWrite bytes that are not on the disk yet
 */
export async function makeRoom(
  measure: () => Promise<Disk>,
  kept: Kept,
  coming: { counts: number; toWrite: number },
): Promise<void> {
  for (;;) {
    const { free, total } = await measure();
    const floor = Math.min(FLOOR_BYTES, total * FLOOR_SHARE);
    const { bytes, results } = kept.sum();
    const missing = Math.max(bytes + coming.counts - kept.maxBytes, floor + coming.toWrite - free);
    if (missing <= 0) return;
    if (missing > results || !(await kept.dropResults(missing))) throw storageFull();
  }
}
