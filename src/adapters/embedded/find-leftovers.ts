import { isDerivedFile } from "#adapters/object-key.ts";
import { derivedPrefix, isResultKey, uploadKey } from "#domain/keys.ts";
import type { Leftovers } from "#domain/recover.ts";
import type { SqliteCatalog } from "./catalog.ts";
import type { StoredFolder, StoredImage } from "./leftovers.ts";
import { isSha256 } from "./object-paths.ts";
import type { StoredResult } from "./results.ts";

interface Found {
  leftovers: Leftovers;
  /** results that count and are not there */
  gone: StoredResult[];
  originals: number;
  /** originals that the catalog neither knows nor has deleted: no kill leaves one */
  unknown: number;
}

type Known = Pick<SqliteCatalog, "hasRecord" | "hasTombstone" | "results" | "allUnfinished" | "neverSettled">;

/** Compares the store with the catalog, in one walk. Changes nothing. */
export function findLeftovers(stored: Iterable<StoredFolder>, catalog: Known): Found {
  const results = new Map(catalog.results().map((result) => [result.key, result]));
  const lost = new Map<string, StoredImage>();
  const originals = new Set<string>();
  const uncounted: string[] = [];
  let unknown = 0;
  for (const { area, workspace, id, files } of stored) {
    const image = { workspace, id };
    const isOriginal = area === "uploads" && files.some(isSha256);
    if (isOriginal) originals.add(uploadKey(workspace, id));
    if (!catalog.hasRecord(image)) {
      lost.set(uploadKey(workspace, id), image);
      if (isOriginal && !catalog.hasTombstone(image)) unknown++;
    } else if (area === "derived") {
      for (const file of files.filter(isDerivedFile)) {
        const key = derivedPrefix(workspace, id) + file;
        if (!results.delete(key) && isResultKey(key)) uncounted.push(key);
      }
    }
  }
  const count = originals.size;
  const brokenOff = catalog.neverSettled();
  for (const { workspace, id } of brokenOff) originals.delete(uploadKey(workspace, id));
  const unfinished = catalog.allUnfinished().map(({ workspace, id }) => uploadKey(workspace, id));
  const waiting = unfinished.filter((key) => originals.has(key));
  const leftovers = { lost: [...lost.values()], uncounted, brokenOff, waiting };
  return { leftovers, gone: [...results.values()], originals: count, unknown };
}
