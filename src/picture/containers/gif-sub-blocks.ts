import type { ByteSource } from "./byte-source.ts";
import { byte } from "./bytes.ts";

/** Lengths lie at most 256 bytes apart: many of them come with one read, bytes. */
const WINDOW = 65_536;

/**
 * Where the data sub-blocks that begin at a position end (GIF89a §15): behind the empty one; at the file's end, and
 * `cut`, where there is none.
 */
export async function endOfSubBlocks(source: ByteSource, from: number): Promise<{ end: number; cut: boolean }> {
  let at = from;
  while (at < source.bytes) {
    const start = at;
    const bytes = await source.read(start, WINDOW);
    if (bytes.length === 0) break;
    while (at - start < bytes.length) {
      const length = byte(bytes, at - start);
      at += 1 + length;
      if (length === 0) return { end: at, cut: false };
    }
  }
  return { end: source.bytes, cut: true };
}
