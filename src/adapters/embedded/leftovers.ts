/** What lies in the store, and what a crash leaves there. */
import { readdirSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isSegment, type ObjectKey } from "#adapters/object-key.ts";
import { hasCode } from "./durable.ts";
import type { StorePaths } from "./object-paths.ts";
import { removeEmpty } from "./remove-object.ts";

export interface StoredImage {
  workspace: string;
  id: string;
}

/** What one area of the store has of an image. */
export interface StoredFolder extends StoredImage {
  area: ObjectKey["area"];
  /** the names in its folder, whoever put them there */
  files: string[];
}

/**
 * Sweeps a folder of temporary files: what no pass has seen change for `unchangedMs` goes, with 0 everything. How long
 * it lies there is told by our own clock: one that somebody sets would call a file old that is being written, or new
 * for as long as it is behind.
 */
export function watchTemporary(tmp: string, clock: () => number): (unchangedMs: number) => Promise<number> {
  let seen = new Map<string, { touched: number; since: number }>();
  return async (unchangedMs) => {
    let removed = 0;
    const now = clock();
    const still: typeof seen = new Map();
    for (const name of await readdir(tmp)) {
      const path = join(tmp, name);
      try {
        const touched = await lastTouched(path);
        const before = seen.get(name);
        const since = before?.touched === touched ? before.since : now;
        if (now - since < unchangedMs) {
          still.set(name, { touched, since });
          continue;
        }
      } catch (error) {
        if (hasCode(error, "ENOENT")) continue;
        throw error;
      }
      await rm(path, { recursive: true, force: true });
      removed++;
    }
    seen = still;
    return removed;
  };
}

/** ms since 1970. A directory does not change while the file in it grows. */
async function lastTouched(path: string): Promise<number> {
  const own = await stat(path);
  if (!own.isDirectory()) return own.mtimeMs;
  const inside = await Promise.all((await readdir(path)).map((name) => stat(join(path, name))));
  return Math.max(own.mtimeMs, ...inside.map((file) => file.mtimeMs));
}

/**
 * All that lies in the store, in no order. Read without a turn of the event loop, ten times as fast as with one for each
 * folder: for the start, when nobody waits for an answer.
 */
export function* storedFolders(paths: Pick<StorePaths, "uploads" | "derived">): Generator<StoredFolder> {
  for (const area of ["uploads", "derived"] as const) {
    for (const workspace of namesIn(paths[area])) {
      for (const id of namesIn(join(paths[area], workspace))) {
        yield { area, workspace, id, files: filesIn(join(paths[area], workspace, id)) };
      }
    }
  }
}

/** Deletes the directories of workspaces that hold nothing any more. */
export async function removeEmptyWorkspaces(paths: StorePaths): Promise<void> {
  for (const area of [paths.uploads, paths.derived]) {
    for (const workspace of namesIn(area)) {
      const path = join(area, workspace);
      if (filesIn(path).length === 0) await removeEmpty(path);
    }
  }
}

const namesIn = (dir: string): string[] => filesIn(dir).filter(isSegment);

function filesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    // Not made yet, or a file that is not ours.
    if (hasCode(error, "ENOENT", "ENOTDIR")) return [];
    throw error;
  }
}
