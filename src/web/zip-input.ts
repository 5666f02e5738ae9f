import { Readable } from "node:stream";
import type { ArchiveEntry } from "../domain/archive.ts";

/** Entries as client-zip takes them. The file of an entry is closed also where the reader of the archive goes away. */
export async function* zipInput(entries: AsyncIterable<ArchiveEntry>) {
  for await (const { name, modified, body } of entries) {
    if (typeof body === "string") yield { name, lastModified: modified, input: body };
    else {
      body.on("error", () => {});
      try {
        yield { name, lastModified: modified, input: Readable.toWeb(body) as ReadableStream<Uint8Array> };
      } finally {
        body.destroy();
      }
    }
  }
}
