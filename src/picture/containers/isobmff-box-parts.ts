import type { ByteSource } from "./byte-source.ts";
import { latin1 } from "./bytes.ts";
import { gapPart, zerosFrom } from "./cover.ts";
import { coveredBy } from "./covered-range.ts";
import { behind, walkRange } from "./inside.ts";
import {
  COLOUR_BOXES,
  CONTAINER_BOXES,
  LONGEST_BOXES,
  MAKER_BOXES,
  STRUCTURE_BOXES,
  TEXT_BOXES,
} from "./isobmff-box-kinds.ts";
import { type IsobmffBox, MAX_BOXES, metaContent, readBoxes } from "./isobmff-boxes.ts";
import { trackKind } from "./isobmff-tracks.ts";
import { itemListParts, metadataKeys, userText } from "./isobmff-user-data.ts";
import { uuidPart } from "./isobmff-uuid.ts";
import { jumbfParts } from "./jumbf.ts";
import type { Part } from "./part.ts";
import { readSamsungTrailer } from "./samsung-trailer.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** Boxes in boxes. */
const DEPTH = 16;

export interface BoxContext {
  budget: WalkBudget;
  level: number;
  depth: number;
  /** the stretches that items and tracks refer to, in the order of the file */
  claims: readonly Part[];
  /** the type of the box around; empty at the top */
  within: string;
}

/** A box as a part, with all that is inside. */
export async function boxPart(source: ByteSource, box: IsobmffBox, context: BoxContext): Promise<Part> {
  const { budget, level } = context;
  const range = { offset: box.offset, bytes: box.bytes };
  const part: Part = { ...range, kind: "structure", name: nameOf(box.type) };
  if (!budget.takePart() || context.depth > DEPTH) return { ...part, kind: "not_walked" };
  switch (box.type) {
    case "mdat":
    case "idat":
      return { ...part, ...(await dataParts(source, box, context)) };
    case "free":
    case "skip":
      return freePart(source, box, part, context);
    case "meta":
      return { ...part, parts: await metaParts(source, box, context) };
    case "udta":
      return { ...part, parts: await innerParts(source, box, context) };
    case "trak": {
      const track = await trackKind(source, box);
      const kind = track.kind === "unknown" ? "structure" : track.kind;
      return { ...part, kind, label: track.label, parts: await innerParts(source, box, context) };
    }
    case "uuid":
      return withClaims(await uuidPart(source, box, part, budget, level), context);
    case "jumb":
      return { ...part, kind: "credentials", content: range, parts: await jumbfParts(source, range, budget, level) };
    case "XMP_":
      return { ...part, kind: "xmp", content: box.content };
    case "mpvd": {
      const { parts } = await walkRange(source, box.content, budget, level);
      return { ...part, kind: "video", content: box.content, parts };
    }
    case "sefd": {
      const trailer = await readSamsungTrailer(source, box.offset + box.bytes, budget, level);
      const parts = trailer && trailer.offset >= box.content.offset ? trailer.parts : undefined;
      return { ...part, kind: "maker_data", label: "Samsung", content: box.content, ...(parts && { parts }) };
    }
    case "colr":
      return colourPart(source, box, part);
    default:
      return otherPart(source, box, part, context);
  }
}

/** Types with bytes that are no letters are numbers. */
const nameOf = (type: string): string => (/^[\x20-\x7e\xa9]{4}$/.test(type) ? type : "box");

async function innerParts(
  source: ByteSource,
  box: IsobmffBox,
  context: BoxContext,
  content = box.content,
): Promise<Part[]> {
  const { boxes, rest } = await readBoxes(source, content);
  const inner = { ...context, depth: context.depth + 1, within: box.type };
  const parts: Part[] = [];
  for (const one of boxes) parts.push(await boxPart(source, one, inner));
  // QuickTime ends a list of user data with four zeros.
  if (rest.bytes > 0) {
    const kind = boxes.length < MAX_BOXES ? "broken" : "not_walked";
    parts.push(await gapPart(source, rest.offset, rest.bytes, kind, context.budget));
  }
  return parts;
}

async function metaParts(source: ByteSource, box: IsobmffBox, context: BoxContext): Promise<Part[]> {
  const content = await metaContent(source, box);
  const { boxes } = await readBoxes(source, content);
  const ilst = boxes.find(({ type }) => type === "ilst");
  const parts = await innerParts(source, box, context, content);
  if (!ilst) return parts;
  const keys = await metadataKeys(
    source,
    boxes.find(({ type }) => type === "keys"),
  );
  const items = await itemListParts(source, ilst, keys, context.budget, context.level);
  return parts.map((part) => (part.offset === ilst.offset ? { ...part, kind: "structure", parts: items } : part));
}

/** The data of items and tracks: what none of them refers to is unknown. */
async function dataParts(
  source: ByteSource,
  box: IsobmffBox,
  context: BoxContext,
): Promise<Pick<Part, "kind" | "parts">> {
  const { offset, bytes } = box.content;
  if (bytes === 0) return { kind: "structure" };
  const range = { from: offset, to: offset + bytes };
  const parts = await coveredBy(source, context.claims, range, context.budget);
  const [first] = parts;
  // All of one kind: so is the whole.
  const kind = first && parts.every((part) => part.kind === first.kind && !part.content) ? first.kind : "structure";
  return { kind, parts };
}

/** Free space (ISO/IEC 14496-12 §8.1.2) is padding only where it is empty. */
async function freePart(source: ByteSource, box: IsobmffBox, part: Part, context: BoxContext): Promise<Part> {
  const { offset, bytes } = box.content;
  const zeros = await zerosFrom(source, offset, offset + bytes, context.budget);
  if (zeros === bytes) return { ...part, kind: "padding" };
  return withClaims({ ...part, kind: "unknown", content: box.content }, context);
}

async function colourPart(source: ByteSource, box: IsobmffBox, part: Part): Promise<Part> {
  const type = latin1(await source.read(box.content.offset, 4));
  if (type === "prof" || type === "rICC") {
    return { ...part, kind: "colour", label: "ICC", content: behind(box.content, 4) };
  }
  // Three or four numbers (ISO/IEC 14496-12 §12.1.5; QuickTime: `nclc`).
  const numbers = (type === "nclx" || type === "nclc") && box.content.bytes <= 11;
  return numbers ? { ...part, kind: "colour", label: type } : { ...part, kind: "unknown", content: box.content };
}

async function otherPart(source: ByteSource, box: IsobmffBox, part: Part, context: BoxContext): Promise<Part> {
  const type = box.type.trim();
  const inMeta = context.within === "meta" || context.within === "ipco";
  if (type.startsWith("\xa9")) return userText(source, box, part);
  if (CONTAINER_BOXES.has(type)) return { ...part, parts: await innerParts(source, box, context) };
  if (type === "thmb" || type === "THMB") return { ...part, kind: "thumbnail", content: box.content };
  if (TEXT_BOXES.has(type)) return { ...part, kind: "text", label: type, content: box.content };
  if (MAKER_BOXES.has(type) && !inMeta) return { ...part, kind: "maker_data", label: type, content: box.content };
  if (COLOUR_BOXES.has(type)) return { ...part, kind: "colour" };
  if (box.content.bytes > (LONGEST_BOXES.get(type) ?? box.content.bytes)) {
    return { ...part, kind: "broken", content: box.content };
  }
  // Lists of keys and items are read with their `meta` box.
  if (STRUCTURE_BOXES.has(type) || ((type === "keys" || type === "ilst") && inMeta)) return part;
  return withClaims({ ...part, kind: "unknown", content: box.content }, context);
}

/** Where items lie in a box that is not for data: they are what they are all the same. */
export function withClaims(part: Part, { claims }: Pick<BoxContext, "claims">): Part {
  const end = part.offset + part.bytes;
  const inside = claims.filter(({ offset, bytes }) => offset >= part.offset && offset + bytes <= end);
  return inside.length > 0 && !part.parts ? { ...part, parts: inside } : part;
}
