import { Readable } from "node:stream";
import type { ArchiveEntry } from "../domain/archive.ts";

/** Entries as client-zip takes them. */
export async function* zipInput(entries: AsyncIterable<ArchiveEntry>) {
  for await (const { name, modified, body } of entries) {
    const input = typeof body === "string" ? body : (Readable.toWeb(body) as ReadableStream<Uint8Array>);
    yield { name, lastModified: modified, input };
  }
}
