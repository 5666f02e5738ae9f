import type { ArchiveEntry } from "#domain/archive.ts";
import { closeWith } from "#web/responses/bytes-response.ts";

/** Entries as client-zip takes them. The file of an entry is closed also where the reader goes away, at any moment. */
export async function* zipInput(entries: AsyncIterable<ArchiveEntry>, signal: AbortSignal) {
  for await (const { name, modified, body } of entries) {
    if (typeof body === "string") yield { name, lastModified: modified, input: body };
    else {
      closeWith(signal, body);
      try {
        yield { name, lastModified: modified, input: body };
      } finally {
        body.destroy();
      }
    }
  }
}
