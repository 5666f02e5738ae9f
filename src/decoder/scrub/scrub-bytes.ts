import { cutTiffFile } from "#decoder/edit/tiff-file.ts";
import { sourceOfBytes } from "#picture/containers/byte-source.ts";
import type { Part, Walk } from "#picture/containers/part.ts";
import { svgPrefixes } from "#picture/containers/svg-stretches.ts";
import { walkFile } from "#picture/containers/walk.ts";
import type { Action, ScrubOrder } from "./order.ts";
import { planActions } from "./plan-actions.ts";
import { rewritePng, writeParts, writeRiff } from "./write-chunks.ts";
import { writeIco } from "./write-ico.ts";
import { writeIsobmff } from "./write-isobmff.ts";
import { writeJpeg } from "./write-jpeg.ts";

/** A picture in a picture in a picture. */
const MAX_LEVEL = 4;

/**
 * A copy of a file without what an order names; coded pixels are not touched. Null where the container cannot be
 * written, or nothing of it had to change.
 *
 * @param bytes of the result, for a picture inside another one: the same as before, or it does not fit
 */
export async function scrubBytes(file: Uint8Array, order: ScrubOrder, level = 0): Promise<Uint8Array | null> {
  if (level > MAX_LEVEL) return null;
  const walk = await walkFile(sourceOfBytes(file));
  if (walk.container === "tiff") return scrubTiff(file, order, level);
  const inner = (bytes: Uint8Array) => scrubBytes(bytes, order, level + 1);
  const prefixes = walk.container === "svg" ? { prefixes: svgPrefixes(new TextDecoder().decode(file)) } : {};
  const actions = await planActions(file, walk, { ...order, ...prefixes }, inner);
  if (actions.size === 0) return null;
  return write(file, walk, actions, level > 0);
}

async function write(
  file: Uint8Array,
  walk: Walk,
  actions: ReadonlyMap<Part, Action>,
  sameSize: boolean,
): Promise<Uint8Array | null> {
  switch (walk.container) {
    case "jpeg":
      return writeJpeg(file, walk, actions, sameSize ? file.length : undefined);
    case "png":
      return rewritePng(file, walk, actions);
    case "webp":
      return writeRiff(file, walk, actions);
    case "heic":
    case "avif":
    case "mp4":
    case "mov":
      return writeIsobmff(file, walk, actions);
    case "gif":
    case "svg":
    case "bmp":
      return writeParts(file, walk, actions);
    case "ico":
      return writeIco(file, walk, actions);
    default:
      // Inside another file nothing stays that was to go.
      return sameSize ? new Uint8Array(0) : null;
  }
}

/** Nothing moves in a TIFF: its editor writes zeros; what stands behind its last part is cut off where it goes. */
async function scrubTiff(file: Uint8Array, order: ScrubOrder, level: number): Promise<Uint8Array | null> {
  const makerNote = order.drop.has("maker_note") ? "drop" : "keep";
  const cut = cutTiffFile(file, order.cut, { makerNote, inner: () => order.inner });
  if (cut === null) return null;
  const bytes = Buffer.from(cut.bytes);
  const walk = await walkFile(sourceOfBytes(bytes));
  const actions = await planActions(bytes, walk, order, (inner) => scrubBytes(inner, order, level + 1));
  for (const [part, action] of actions) {
    const { offset, bytes: room } = "content" in action ? (part.content ?? part) : part;
    bytes.fill(0, offset, offset + room);
    if ("content" in action) bytes.set(action.content.subarray(0, room), offset);
  }
  const last = walk.parts.at(-1);
  return last && actions.has(last) && last.kind === "trailing" ? bytes.subarray(0, last.offset) : bytes;
}
