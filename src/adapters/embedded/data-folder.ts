import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { explained, withoutCatalog } from "./data-folder-fault.ts";
import { openDatabase } from "./database.ts";
import { storedFolders } from "./leftovers.ts";
import { lockDataDir } from "./lock.ts";
import { isSha256 } from "./object-paths.ts";

/** Where what stands at the top of a data folder is; absolute where the folder is. */
export function dataPaths(dataDir: string) {
  const at = (name: string) => join(dataDir, name);
  return { catalog: at("catalog.sqlite"), uploads: at("uploads"), derived: at("derived") };
}

/**
 * Opens the catalog, or makes a new one where there are no originals. Throws a DataFolderFault where there are: SQLite
 * itself would make a new one without a word, delete the write-ahead log of the one that is missing, and every original
 * would then be one that nobody knows.
 */
export function openCatalog(dataDir: string): DatabaseSync {
  const { catalog, uploads } = dataPaths(dataDir);
  const size = statSync(catalog, { throwIfNoEntry: false })?.size;
  const refuseNew = () => {
    const originals = countOriginals(dataDir);
    if (originals > 0) throw withoutCatalog(catalog, size === undefined ? "missing" : "empty", originals, uploads);
  };
  if (!size) refuseNew();
  return openDatabase(catalog, refuseNew);
}

/**
 * Deletes every picture of a data folder and its catalog: the next start is the first. The secret stays. Throws a
 * DataFolderFault where a server holds the folder. Returns how many originals went.
 */
export function emptyDataFolder(dataDir: string): number {
  const lock = lockDataDir(dataDir);
  try {
    const { catalog, uploads, derived } = dataPaths(dataDir);
    const originals = countOriginals(dataDir);
    const all = [uploads, derived, catalog, `${catalog}-wal`, `${catalog}-shm`];
    for (const path of all) explained(path, () => rmSync(path, { recursive: true, force: true }));
    return originals;
  } finally {
    lock.release();
  }
}

function countOriginals(dataDir: string): number {
  let originals = 0;
  for (const { area, files } of storedFolders(dataPaths(dataDir))) {
    if (area === "uploads" && files.some(isSha256)) originals++;
  }
  return originals;
}
