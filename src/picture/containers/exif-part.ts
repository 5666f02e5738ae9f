import type { ByteSource } from "./byte-source.ts";
import { byte, startsWith } from "./bytes.ts";
import { type ByteRange, behind, walkRange } from "./inside.ts";
import type { Part } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** How far into a block its TIFF header is looked for, bytes. */
const SEARCHED = 64;

/**
 * An Exif block: a TIFF stream, before which some writers put JPEG's `Exif` and two zeros, or the whole head of an APP1.
 * `broken` for what is none.
 */
export async function exifPart(
  source: ByteSource,
  part: Part,
  body: ByteRange,
  budget: WalkBudget,
  level: number,
): Promise<Part> {
  const head = await source.read(body.offset, Math.min(SEARCHED, body.bytes));
  const skip = tiffHeaderIn(head);
  if (skip < 0) return { ...part, kind: "broken", label: "Exif", content: body };
  const content = behind(body, skip);
  return { ...part, kind: "exif", content, parts: (await walkRange(source, content, budget, level)).parts };
}

/** How a TIFF or BigTIFF stream begins (TIFF 6.0 section 2). */
const HEADERS = ["II*\0", "MM\0*", "II+\0", "MM\0+"];

/** Where a TIFF header stands; -1 without one. */
export function tiffHeaderIn(bytes: Uint8Array): number {
  for (let at = 0; at + 8 <= bytes.length; at++) {
    const order = byte(bytes, at);
    if (order !== 0x49 && order !== 0x4d) continue;
    if (HEADERS.some((header) => startsWith(bytes, header, at))) return at;
  }
  return -1;
}
