import { statSync } from "node:fs";
import { FileSource, type SyncSource } from "#decoder/inspect/sync-source.ts";

/** What is read of one file at most, bytes: boxes are stepped over by their heads. */
const MAX_READ = 4_000_000;

/** Lends a file to a walk over its boxes, with its length in bytes. Throws what the file system throws. */
export function withBoxSource<T>(path: string, walk: (source: SyncSource, fileBytes: number) => T): T {
  const source = new FileSource(path, MAX_READ);
  try {
    return walk(source, statSync(path).size);
  } finally {
    source.close();
  }
}
