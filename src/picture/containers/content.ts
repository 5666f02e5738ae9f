import type { ByteSource } from "./byte-source.ts";
import type { Part } from "./part.ts";

/** What a part holds; null where that is more than `most` bytes, or packed in a way that is not read. */
export async function readContent(source: ByteSource, part: Part, most: number): Promise<Uint8Array | null> {
  const { content } = part;
  if (content === undefined || content.coding !== undefined || content.bytes > most) return null;
  return source.read(content.offset, content.bytes);
}
