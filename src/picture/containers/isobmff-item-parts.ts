import type { ByteSource } from "./byte-source.ts";
import { byte, startsWith, u32be } from "./bytes.ts";
import { behind, type Range, walkRange } from "./inside.ts";
import { isobmffItemKinds } from "./isobmff-item-kinds.ts";
import type { IsobmffItem, IsobmffItems } from "./isobmff-items.ts";
import { jumbfParts } from "./jumbf.ts";
import type { Part } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** How far behind the place that an Exif item names its TIFF header is looked for, bytes. */
const SEARCHED = 256;

/** The stretches of all items, in the order of the file: tiles of one picture that touch are one part. */
export async function isobmffItemParts(
  source: ByteSource,
  items: IsobmffItems,
  budget: WalkBudget,
  level: number,
): Promise<Part[]> {
  const kinds = isobmffItemKinds(items);
  const stretches: { part: Part; item: IsobmffItem }[] = [];
  for (const item of items.items) {
    const { kind, label } = kinds.get(item.id) ?? { kind: "unknown" };
    for (const extent of item.extents) {
      const bytes = Math.min(extent.bytes, source.bytes - extent.offset);
      if (!(bytes > 0)) continue;
      const part: Part = { offset: extent.offset, bytes, kind, name: item.type || "item" };
      stretches.push({ part: { ...part, ...(label !== undefined && { label }) }, item });
    }
  }
  stretches.sort((one, other) => one.part.offset - other.part.offset);
  const parts: Part[] = [];
  for (const { part, item } of stretches) {
    const last = parts.at(-1);
    if (last && isCoded(part) && part.kind === last.kind && part.name === last.name && part.label === last.label) {
      const end = last.offset + last.bytes;
      if (part.offset <= end) {
        last.bytes = Math.max(end, part.offset + part.bytes) - last.offset;
        continue;
      }
    }
    parts.push(budget.takePart() ? await readItem(source, part, item, budget, level) : { ...part, kind: "not_walked" });
  }
  return parts;
}

const isCoded = ({ kind, name }: Part): boolean =>
  name !== "mime" && name !== "jpeg" && ["pixels", "gain_map", "depth_map", "thumbnail", "image"].includes(kind);

async function readItem(
  source: ByteSource,
  part: Part,
  item: IsobmffItem,
  budget: WalkBudget,
  level: number,
): Promise<Part> {
  const range = { offset: part.offset, bytes: part.bytes };
  // Only what lies in one piece can be walked.
  const whole = item.extents.length === 1;
  switch (part.kind) {
    case "exif":
      return whole ? exifItem(source, part, budget, level) : { ...part, content: range };
    case "credentials":
      return { ...part, content: range, parts: await jumbfParts(source, range, budget, level) };
    case "image":
    case "thumbnail":
    case "gain_map":
    case "depth_map": {
      if (!whole || (part.name !== "mime" && part.name !== "jpeg")) return part;
      return { ...part, content: range, parts: (await walkRange(source, range, budget, level)).parts };
    }
    case "pixels":
      return part;
    default: {
      const packed = item.contentEncoding === "deflate";
      return { ...part, content: { ...range, ...(packed && { coding: "deflate" as const }) } };
    }
  }
}

/**
 * An Exif item (ISO/IEC 23008-12 §A.2.1): four bytes say how far behind them the TIFF header begins. Phones put the head
 * of a JPEG's APP1 before it, counted or not. `broken` where there is no TIFF header.
 */
async function exifItem(source: ByteSource, part: Part, budget: WalkBudget, level: number): Promise<Part> {
  const range: Range = { offset: part.offset, bytes: part.bytes };
  const head = await source.read(part.offset, Math.min(4, part.bytes));
  const said = Math.min(4 + u32be(head, 0), part.bytes);
  // First where it should be, then from the front: an offset may count from elsewhere.
  for (const from of [said, 0]) {
    const bytes = await source.read(part.offset + from, Math.min(SEARCHED, part.bytes - from));
    const skip = tiffHeaderIn(bytes);
    if (skip < 0) continue;
    const content = behind(range, from + skip);
    const { parts } = await walkRange(source, content, budget, level);
    return { ...part, content, parts };
  }
  return { ...part, kind: "broken", label: "Exif", content: range };
}

/** Where a TIFF header stands (TIFF 6.0 section 2); -1 without one. */
function tiffHeaderIn(bytes: Uint8Array): number {
  for (let at = 0; at + 8 <= bytes.length; at++) {
    const order = byte(bytes, at);
    if (order !== 0x49 && order !== 0x4d) continue;
    if (startsWith(bytes, "II*\0", at) || startsWith(bytes, "MM\0*", at)) return at;
  }
  return -1;
}
