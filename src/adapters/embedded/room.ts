import { statfs } from "node:fs/promises";
import { storageFull } from "#adapters/refusals.ts";

/** Uploads stop while this much is left, so that records, results and deletions still have room. */
const FLOOR_BYTES = 256_000_000;
const FLOOR_SHARE = 0.05;

export interface Disk {
  /** bytes that we may still write */
  free: number;
  /** bytes */
  total: number;
}

export async function measureDisk(path: string): Promise<Disk> {
  const { bavail, blocks, bsize } = await statfs(path);
  return { free: bavail * bsize, total: blocks * bsize };
}

/** Throws `storage_full` where `bytes` more would leave less than 256 MB, or than 5 % of a small disk. */
export function checkRoom({ free, total }: Disk, bytes: number): void {
  if (free - bytes < Math.min(FLOOR_BYTES, total * FLOOR_SHARE)) throw storageFull();
}
