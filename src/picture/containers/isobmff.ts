import { type ByteSource, windowed } from "./byte-source.ts";
import { latin1 } from "./bytes.ts";
import { byPosition } from "./covered-range.ts";
import { partsBehindEnd } from "./files-behind-end.ts";
import { finishedWalk, restOf } from "./inside.ts";
import { COLOUR_BOXES, CONTAINER_BOXES, MAKER_BOXES, STRUCTURE_BOXES } from "./isobmff-box-kinds.ts";
import { boxPart, withClaims } from "./isobmff-box-parts.ts";
import { type IsobmffBox, MAX_BOXES, readBox } from "./isobmff-boxes.ts";
import { isobmffItemParts } from "./isobmff-item-parts.ts";
import { itemsOfMeta } from "./isobmff-items.ts";
import { trackParts } from "./isobmff-tracks.ts";
import type { Part } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";
import type { Walker } from "./walker.ts";

/** Types that a box at the top may have: a box of another one that goes beyond the end is no box. */
const TOP_BOXES = new Set(["meta", "mdat", "free", "skip", "uuid", "jumb", "mpvd", "sefd", "udta"]);
const HEIF_BRANDS = /heic|heix|heim|heis|hevc|hevx|mif1|msf1|heif|miaf/;

/**
 * Every box of HEIC, AVIF, MP4 and MOV (ISO/IEC 14496-12; ISO/IEC 23008-12), with what items and tracks refer to as
 * parts of the box that it lies in, and what lies behind the last box.
 */
export const walkIsobmff: Walker = async (file, budget, level) => {
  const source = windowed(file);
  const { boxes, rest } = await topBoxes(source);
  const container = containerOf(latin1(await source.read(0, 64)));
  const claims: Part[] = [];
  for (const box of boxes) {
    if (box.type === "meta") {
      claims.push(...(await isobmffItemParts(source, await itemsOfMeta(source, box), budget, level)));
    }
    if (box.type === "moov") claims.push(...(await trackParts(source, box, budget)));
  }
  if (boxes.some(({ type }) => type === "moof")) claims.push(...boxes.filter(isData).map(fragmentData));
  claims.sort(byPosition);
  const parts: Part[] = [];
  for (const box of boxes) parts.push(await boxPart(source, box, { budget, level, depth: 0, claims, within: "" }));
  const cut = boxes.some(({ whole }) => !whole);
  if (boxes.length >= MAX_BOXES) {
    parts.push(...restOf(source, rest, "not_walked"));
    return finishedWalk(container, parts, cut);
  }
  parts.push(...(await filesBehind(source, rest, budget, level)).map((part) => withClaims(part, { claims })));
  return finishedWalk(container, parts, cut);
};

const isData = ({ type }: IsobmffBox): boolean => type === "mdat";
/** Fragments say where their samples lie in a way of their own; all of them are of the movie. */
const fragmentData = ({ content }: IsobmffBox): Part => ({
  ...content,
  kind: "video",
  name: "samples",
  label: "fragments",
});

/** The boxes of the file, up to where the next file or something else begins. */
async function topBoxes(source: ByteSource): Promise<{ boxes: IsobmffBox[]; rest: number }> {
  const boxes: IsobmffBox[] = [];
  let at = 0;
  while (at < source.bytes && boxes.length < MAX_BOXES) {
    const box = await readBox(source, at, source.bytes);
    if (box === null || !/^[\x20-\x7e\xa9]{4}$/.test(box.type)) break;
    if (at > 0 && (box.type === "ftyp" || (!box.whole && !isKnown(box.type)))) break;
    boxes.push(box);
    at += box.bytes;
  }
  return { boxes, rest: at };
}

const isKnown = (type: string): boolean =>
  TOP_BOXES.has(type) ||
  CONTAINER_BOXES.has(type) ||
  STRUCTURE_BOXES.has(type) ||
  COLOUR_BOXES.has(type) ||
  MAKER_BOXES.has(type);

async function filesBehind(source: ByteSource, at: number, budget: WalkBudget, level: number): Promise<Part[]> {
  if (at >= source.bytes || at > 0) return partsBehindEnd(source, at, budget, level);
  // Not even a first box.
  return restOf(source, at, "broken");
}

/** What a file is, by its brands (ISO/IEC 14496-12 §4.3; AV1 Image File Format §8). */
function containerOf(head: string): string {
  if (head.slice(4, 8) !== "ftyp" && head.slice(4, 8) !== "styp") return "mov";
  const major = head.slice(8, 12);
  const brands = head.slice(8, 8 + Math.max(8, head.charCodeAt(3) - 8));
  if (major === "avis") return "avifs";
  if (major === "avif") return "avif";
  if (major === "qt  ") return "mov";
  if (HEIF_BRANDS.test(major)) return /avif|avis/.test(brands) && !/hei[cxms]|hev[cx]/.test(brands) ? "avif" : "heic";
  return major.startsWith("crx") ? "cr3" : "mp4";
}
