/** What a crash leaves in the store, found at the next start. */
import { opendir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isDerivedFile, isSegment } from "#adapters/object-key.ts";
import { hasCode } from "./durable.ts";
import type { StorePaths } from "./object-paths.ts";
import { removeEmpty } from "./remove-object.ts";

export interface StoredImage {
  workspace: string;
  id: string;
}

/** Deletes temporary files that nobody has touched for `olderThan` ms; returns how many. */
export async function sweepTemporary(tmp: string, olderThan: number, now: number): Promise<number> {
  let removed = 0;
  for (const name of await readdir(tmp)) {
    const path = join(tmp, name);
    try {
      if (now - (await lastTouched(path)) < olderThan) continue;
    } catch (error) {
      if (hasCode(error, "ENOENT")) continue;
      throw error;
    }
    await rm(path, { recursive: true, force: true });
    removed++;
  }
  return removed;
}

/** ms since 1970. A directory does not change while the file in it grows. */
async function lastTouched(path: string): Promise<number> {
  const own = await stat(path);
  if (!own.isDirectory()) return own.mtimeMs;
  const inside = await Promise.all((await readdir(path)).map((name) => stat(join(path, name))));
  return Math.max(own.mtimeMs, ...inside.map((file) => file.mtimeMs));
}

/** The images that have something in the store, original or derived (some may be named twice), in no order. */
export async function* storedImages(paths: StorePaths): AsyncGenerator<StoredImage> {
  for (const area of [paths.uploads, paths.derived]) {
    for await (const workspace of namesIn(area)) {
      for await (const id of namesIn(join(area, workspace))) yield { workspace, id };
    }
  }
}

/** The keys of all derived objects, in no order. */
export async function* derivedKeys(paths: StorePaths): AsyncGenerator<string> {
  for await (const workspace of namesIn(paths.derived)) {
    for await (const id of namesIn(join(paths.derived, workspace))) {
      for await (const file of namesIn(join(paths.derived, workspace, id), isDerivedFile))
        yield `derived/${workspace}/${id}/${file}`;
    }
  }
}

/** Deletes the directories of workspaces that hold nothing any more. */
export async function removeEmptyWorkspaces(paths: StorePaths): Promise<void> {
  for (const area of [paths.uploads, paths.derived]) {
    for await (const workspace of namesIn(area)) await removeEmpty(join(area, workspace));
  }
}

async function* namesIn(dir: string, isOurs = isSegment): AsyncGenerator<string> {
  try {
    for await (const entry of await opendir(dir)) if (isOurs(entry.name)) yield entry.name;
  } catch (error) {
    // Deleted while we walk, or a file that is not ours.
    if (!hasCode(error, "ENOENT", "ENOTDIR")) throw error;
  }
}
