import type { Dirent } from "node:fs";
import { readdir, rmdir, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hasCode } from "./durable.ts";

/**
 * Deletes a file, or a directory with all in it, and then the parents that are empty, up to `area`. Bears
 * others deleting and writing beside it. Returns how many files this call deleted.
 */
export async function removeTree(path: string, area: string): Promise<number> {
  const removed = await removeBelow(path);
  for (let parent = dirname(path); parent !== area && parent.startsWith(area); parent = dirname(parent)) {
    if (!(await removeEmpty(parent))) break;
  }
  return removed;
}

async function removeBelow(path: string): Promise<number> {
  let entries: Dirent[];
  try {
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (hasCode(error, "ENOTDIR")) return await removeFile(path);
    if (hasCode(error, "ENOENT")) return 0;
    throw error;
  }
  let removed = 0;
  for (const entry of entries) {
    const inside = join(path, entry.name);
    removed += entry.isDirectory() ? await removeBelow(inside) : await removeFile(inside);
  }
  await removeEmpty(path);
  return removed;
}

async function removeFile(path: string): Promise<number> {
  try {
    await unlink(path);
    return 1;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return 0;
    throw error;
  }
}

/** True where the directory is gone; false where something is (again) in it. */
export async function removeEmpty(dir: string): Promise<boolean> {
  try {
    await rmdir(dir);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return true;
    if (hasCode(error, "ENOTEMPTY", "EEXIST")) return false;
    throw error;
  }
}
