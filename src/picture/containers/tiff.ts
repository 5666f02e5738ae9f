import { type ByteSource, sourceOfPiece } from "./byte-source.ts";
import { startsWith } from "./bytes.ts";
import { coverOf } from "./cover.ts";
import { findJpegs } from "./jpegs-inside.ts";
import { onePart } from "./one-part.ts";
import { type Part, shifted, type Walk } from "./part.ts";
import { walkPhotoshop } from "./photoshop.ts";
import { readTiffDirectories, type TiffDirectoryEntry, type TiffDirectoryRead } from "./tiff-directories.ts";
import { pixelsOf } from "./tiff-pixels.ts";
import { kindOfTag } from "./tiff-tags.ts";
import type { WalkBudget } from "./walk-budget.ts";
import type { Walker } from "./walker.ts";

const hex = (tag: number): string => `0x${tag.toString(16).padStart(4, "0")}`;

/** Directories that hold facts about the picture alone, also in their entries themselves. */
const isFacts = (role: string): boolean => /^(ExifIFD|GPS|InteropIFD|KodakIFD)/.test(role);

/**
 * A TIFF or BigTIFF file, or an Exif block, which is one (Exif 3.0 section 4.5): its parts lie anywhere, and only the
 * directories say where. What no directory points to is `unknown`, behind all of them `trailing`.
 */
export const walkTiff: Walker = async (source, budget, level) => {
  const directories = await readTiffDirectories(source);
  const [first] = directories;
  if (first === undefined) return onePart(source, source.bytes === 0 ? "broken" : "unknown", "tiff");
  const found: Part[] = [{ offset: 0, bytes: first.big ? 16 : 8, kind: "structure", name: "header" }];
  const walk: Walk = { container: "tiff", parts: [], gaveUp: false, endsEarly: source.bytes < 8 };
  for (const directory of directories) {
    if (directory.flaw === "too_many") walk.gaveUp = true;
    if (directory.flaw === "cut" || directory.flaw === "outside") walk.endsEarly = true;
    for (const part of await partsOfDirectory(source, directory, directories, budget, walk)) {
      if (!budget.takePart()) {
        walk.gaveUp = true;
        break;
      }
      if (part.offset + part.bytes > source.bytes) walk.endsEarly = true;
      found.push(await withInside(source, clipped(part, source.bytes), budget, level));
    }
  }
  const cover = await coverOf(source, found, budget);
  walk.gaveUp ||= cover.gaveUp;
  for (const part of cover.parts) walk.parts.push(...(await withJpegs(source, part, budget, level)));
  return walk;
};

async function partsOfDirectory(
  source: ByteSource,
  directory: TiffDirectoryRead,
  all: readonly TiffDirectoryRead[],
  budget: WalkBudget,
  walk: Walk,
): Promise<Part[]> {
  const { role, offset, bytes, entries } = directory;
  const parts: Part[] = [];
  if (bytes > 0) {
    const kind = isFacts(role) ? "exif" : "structure";
    parts.push({ offset, bytes, kind, name: role, ...(kind === "exif" && { content: { offset, bytes } }) });
  }
  for (const entry of entries) if (isOutOfLine(entry, directory.big)) parts.push(valuePart(entry, role));
  const pixels = await pixelsOf(source, directory, all, budget);
  walk.gaveUp ||= pixels.gaveUp;
  return [...parts, ...pixels.parts];
}

/** A value of up to 4 bytes, of BigTIFF 8, stands in its entry (TIFF 6.0 section 2). */
const isOutOfLine = ({ valueBytes }: TiffDirectoryEntry, big: boolean): boolean => valueBytes > (big ? 8 : 4);

function valuePart({ tag, valueOffset: offset, valueBytes: bytes }: TiffDirectoryEntry, role: string): Part {
  const [kind, label = role] = kindOfTag(tag);
  return { offset, bytes, kind, name: hex(tag), label, content: { offset, bytes } };
}

function clipped(part: Part, end: number): Part {
  const bytes = Math.max(0, Math.min(part.bytes, end - part.offset));
  return { ...part, bytes, ...(part.content && { content: { ...part.content, bytes } }) };
}

/** A JPEG, or Photoshop's resources, in a value or in bytes that nothing points to. */
async function withInside(source: ByteSource, part: Part, budget: WalkBudget, level: number): Promise<Part> {
  const { content } = part;
  if (content === undefined || content.bytes < 4 || part.parts !== undefined) return part;
  const piece = sourceOfPiece(source, content.offset, content.bytes);
  if (part.kind === "photoshop") {
    return { ...part, parts: shifted((await walkPhotoshop(piece, budget, level)).parts, content.offset) };
  }
  if (!startsWith(await piece.read(0, 3), "\xff\xd8\xff")) return part;
  const inside = await budget.walkInner(piece, level + 1);
  return { ...part, parts: shifted(inside.parts, content.offset) };
}

/** Small pictures in a maker note, and in bytes that only a maker note points to. */
async function withJpegs(source: ByteSource, part: Part, budget: WalkBudget, level: number): Promise<Part[]> {
  const isGap = part.kind === "unknown" || part.kind === "trailing";
  if ((!isGap && part.kind !== "maker_note") || part.parts !== undefined) return [part];
  const end = part.offset + part.bytes;
  const previews: Part[] = [];
  for (const piece of await findJpegs(source, part.offset, end, budget)) {
    const inside = await budget.walkInner(sourceOfPiece(source, piece.offset, piece.bytes), level + 1);
    previews.push({
      ...piece,
      kind: "preview",
      name: "JPEG",
      content: piece,
      parts: shifted(inside.parts, piece.offset),
    });
  }
  if (previews.length === 0) return [part];
  if (!isGap) return [{ ...part, parts: previews }];
  return split(part, previews);
}

/** A stretch with parts found in it, as a row: what lies between them is of the stretch's kind. */
function split(part: Part, found: readonly Part[]): Part[] {
  const row: Part[] = [];
  const between = (from: number, to: number) => {
    const piece = { offset: from, bytes: to - from };
    if (to > from) row.push({ ...part, ...piece, content: piece });
  };
  let at = part.offset;
  for (const one of found) {
    between(at, one.offset);
    row.push(one);
    at = one.offset + one.bytes;
  }
  between(at, part.offset + part.bytes);
  return row;
}
