import type { ByteSource } from "./byte-source.ts";
import { u32be } from "./bytes.ts";
import { tiffHeaderIn } from "./exif-part.ts";
import { type ByteRange, behind, walkRange } from "./inside.ts";
import { isobmffItemKinds } from "./isobmff-item-kinds.ts";
import type { IsobmffItem, IsobmffItems } from "./isobmff-items.ts";
import { jumbfParts } from "./jumbf.ts";
import type { Part } from "./part.ts";
import { CONTINUED, partsOfPieces, sourceOfPieces } from "./pieces.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** How far behind the place that an Exif item names its TIFF header is looked for, bytes. */
const SEARCHED = 256;
/** Of an Exif item; writers put it in one. */
const MAX_PIECES = 50;

/** The stretches of all items, in the order of the file: tiles of one picture that touch are one part. */
export async function isobmffItemParts(
  source: ByteSource,
  items: IsobmffItems,
  budget: WalkBudget,
  level: number,
): Promise<Part[]> {
  const kinds = isobmffItemKinds(items);
  const stretches: { part: Part; item: IsobmffItem; pieces: ByteRange[] }[] = [];
  for (const item of items.items) {
    const { kind, label } = kinds.get(item.id) ?? { kind: "unknown" };
    const pieces = item.extents
      .map(({ offset, bytes }) => ({ offset, bytes: Math.min(bytes, source.bytes - offset) }))
      .filter(({ bytes }) => bytes > 0);
    for (const [index, piece] of pieces.entries()) {
      const part: Part = { ...piece, kind, name: item.type || "item" };
      const own = index > 0 && !isCoded(part) ? CONTINUED : label;
      stretches.push({ part: { ...part, ...(own !== undefined && { label: own }) }, item, pieces });
    }
  }
  stretches.sort((one, other) => one.part.offset - other.part.offset);
  const parts: Part[] = [];
  for (const { part, item, pieces } of stretches) {
    const last = parts.at(-1);
    if (last && isCoded(part) && part.kind === last.kind && part.name === last.name && part.label === last.label) {
      const end = last.offset + last.bytes;
      if (part.offset <= end) {
        last.bytes = Math.max(end, part.offset + part.bytes) - last.offset;
        continue;
      }
    }
    const context = { item, pieces, budget, level };
    parts.push(budget.takePart() ? await readItem(source, part, context) : { ...part, kind: "not_walked" });
  }
  return parts;
}

/** An item with its pieces, of which one is looked at. */
interface ItemContext {
  item: IsobmffItem;
  pieces: readonly ByteRange[];
  budget: WalkBudget;
  level: number;
}

const isCoded = ({ kind, name }: Part): boolean =>
  name !== "mime" && name !== "jpeg" && ["pixels", "gain_map", "depth_map", "thumbnail", "image"].includes(kind);

async function readItem(source: ByteSource, part: Part, context: ItemContext): Promise<Part> {
  const range = { offset: part.offset, bytes: part.bytes };
  const { item, pieces, budget, level } = context;
  // Of a picture in several pieces only the whole could be walked.
  const isFile = pieces.length === 1 && (part.name === "mime" || part.name === "jpeg");
  switch (part.kind) {
    case "exif":
      return exifItem(source, part, context);
    case "credentials":
      return { ...part, content: range, parts: await jumbfParts(source, range, budget, level) };
    case "image":
    case "thumbnail":
    case "gain_map":
    case "depth_map":
      if (!isFile) return part;
      return { ...part, content: range, parts: (await walkRange(source, range, budget, level)).parts };
    case "pixels":
      return part;
    default: {
      const packed = item.contentEncoding === "deflate";
      return { ...part, content: { ...range, ...(packed && { coding: "deflate" as const }) } };
    }
  }
}

/**
 * A piece of an Exif item (ISO/IEC 23008-12 §A.2.1): its first four bytes say how far behind them the TIFF header
 * begins. Phones put the head of a JPEG's APP1 before it, counted or not. `broken` where there is no TIFF header.
 */
async function exifItem(source: ByteSource, part: Part, { pieces, budget, level }: ItemContext): Promise<Part> {
  const range: ByteRange = { offset: part.offset, bytes: part.bytes };
  const item = sourceOfPieces(source, pieces);
  const head = await item.read(0, 4);
  if (pieces.length > MAX_PIECES) return { ...part, content: range };
  const said = Math.min(4 + u32be(head, 0), item.bytes);
  // First where it should be, then from the front: an offset may count from elsewhere.
  for (const from of [said, 0]) {
    const skip = tiffHeaderIn(await item.read(from, SEARCHED));
    if (skip < 0) continue;
    const tiff = withoutFirst(pieces, from + skip);
    const piece = tiff.findIndex(({ offset, bytes }) => offset + bytes === range.offset + range.bytes);
    const walk = await budget.walkInner(sourceOfPieces(source, tiff), level + 1);
    const content = tiff[piece];
    return content ? { ...part, content, parts: partsOfPieces(walk.parts, tiff)[piece] ?? [] } : part;
  }
  return { ...part, kind: "broken", label: "Exif", content: range };
}

/** Pieces without their first bytes. */
function withoutFirst(pieces: readonly ByteRange[], bytes: number): ByteRange[] {
  let skip = bytes;
  return pieces.flatMap((piece) => {
    const rest = behind(piece, skip);
    skip -= Math.min(skip, piece.bytes);
    return rest.bytes > 0 ? [rest] : [];
  });
}
