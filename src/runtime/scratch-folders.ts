import { mkdtemp, rm, rmdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { Services } from "#domain/services.ts";

/** Lends files of folders below `root`, one folder a file. What a killed server leaves there is removed at the next start. */
export function scratchFolders(root: string): Services["withScratch"] {
  return async (extension, use) => {
    const folder = await mkdtemp(join(root, "work-"));
    const path = join(folder, `result.${extension}`);
    try {
      return await use(path);
    } finally {
      await unlink(path).catch(() => {}); // taken over by the store, or never written
      await rmdir(folder).catch(() => rm(folder, { recursive: true, force: true }));
    }
  };
}
