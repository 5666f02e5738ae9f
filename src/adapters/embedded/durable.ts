/** Changes of directories that are still there after a power cut, and that bear others deleting beside them. */
import { mkdirSync, renameSync } from "node:fs";
import { copyFile, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** A deleter may take the empty parent away between making it and using it; each round is a new chance. */
const ROUNDS = 100;

/** A directory that is gone has nothing to sync: its deleter saw it empty. */
export async function syncDirectory(dir: string): Promise<void> {
  try {
    const handle = await open(dir, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
  }
}

/**
 * Gives `from` the name `to`, whose parents below `area` are made as needed, durably. A file takes the place of
 * a file; a directory never takes the place of one that holds something (rename(2): ENOTEMPTY or EEXIST).
 */
export async function moveInto(from: string, to: string, area: string): Promise<void> {
  for (let round = 1; ; round++) {
    // In one breath, without a turn of the event loop: every moment in between is one for a deleter.
    try {
      mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
      renameSync(from, to);
      break;
    } catch (error) {
      if (!hasCode(error, "ENOENT") || round === ROUNDS) throw error;
    }
  }
  // All the way up: a parent may have been made a moment ago, by another who has not synced it yet.
  for (let dir = dirname(to); dir.startsWith(area); dir = dirname(dir)) await syncDirectory(dir);
}

/** As `rename`, also from another file system: there by a copy, and `from` is deleted. */
export async function bringOver(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!hasCode(error, "EXDEV")) throw error;
    await copyFile(from, to);
    await rm(from, { force: true });
  }
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
