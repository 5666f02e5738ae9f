import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Services } from "./domain/services.ts";

/** Lends files of folders below `root`, one folder a file. What a killed server leaves there is removed at the next start. */
export function scratchFolders(root: string): Services["withScratch"] {
  return async (extension, use) => {
    const folder = await mkdtemp(join(root, "work-"));
    try {
      return await use(join(folder, `result.${extension}`));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}
