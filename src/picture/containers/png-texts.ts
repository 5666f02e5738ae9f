import type { ByteSource } from "./byte-source.ts";
import { byte, latin1, startsWith } from "./bytes.ts";
import { readContent } from "./content.ts";
import { type ByteRange, behind } from "./inside.ts";
import type { Coding, Part, PartKind } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** Keywords have 1 to 79 letters (PNG 3rd edition §11.3.3.2). */
const MAX_KEYWORD = 79;
/** How far language and translated keyword of an iTXt are looked for, bytes. */
const HEAD = 4096;
/** Of a raw profile that is looked into, bytes, unpacked. */
const MAX_PROFILE = 1_000_000;

const XMP = "XML:com.adobe.xmp";
const RAW_PROFILE = /^Raw profile type\s+(.+)$/i;
const PROFILES: ReadonlyMap<string, PartKind> = new Map([
  ["exif", "exif"],
  ["app1", "exif"],
  ["iptc", "iptc"],
  ["8bim", "photoshop"],
  ["xmp", "xmp"],
  ["icc", "colour"],
  ["icm", "colour"],
]);

/**
 * A tEXt, zTXt or iTXt chunk (PNG 3rd edition §11.3.3), with its keyword as label. XMP and the raw profiles that
 * ImageMagick puts into texts are of the kind of what is in them.
 *
 * @param body of the chunk, without head and sum
 */
export async function pngText(source: ByteSource, chunk: Part, body: ByteRange, budget: WalkBudget): Promise<Part> {
  const head = budget.takeBytes(HEAD) ? await source.read(body.offset, Math.min(HEAD, body.bytes)) : null;
  if (head === null) return { ...chunk, kind: "not_walked" };
  const end = head.indexOf(0);
  const label = latin1(head, 0, Math.min(end < 0 ? MAX_KEYWORD : end, MAX_KEYWORD));
  const text = end < 0 ? null : textOf(chunk.name, head, end);
  // Without its head a text is still words; packed ones are lost.
  if (text === null) return { ...chunk, kind: chunk.name === "tEXt" ? "text" : "broken", label, content: body };
  const { at, packed, inner } = text;
  const profile = RAW_PROFILE.exec(label)?.[1]?.trim().toLowerCase();
  const part: Part = {
    ...chunk,
    kind: label === XMP ? "xmp" : "text",
    label,
    content: { ...codingOf(packed, profile !== undefined), ...behind(body, at) },
  };
  if (inner.length > 0) part.parts = inner.map((piece) => shiftedPiece(piece, body.offset));
  return profile === undefined ? part : { ...part, kind: await profileKind(source, part, profile, budget) };
}

interface TextHead {
  /** where the text begins, bytes from the start of the body */
  at: number;
  packed: boolean;
  /** a translated keyword is a text of its own */
  inner: Part[];
}

function textOf(name: string, head: Uint8Array, end: number): TextHead | null {
  if (name === "tEXt") return { at: end + 1, packed: false, inner: [] };
  if (name === "zTXt") return byte(head, end + 1) === 0 ? { at: end + 2, packed: true, inner: [] } : null;
  const language = head.indexOf(0, end + 3);
  const translated = language < 0 ? -1 : head.indexOf(0, language + 1);
  if (translated < 0) return null;
  const range = { offset: language + 1, bytes: translated - language - 1 };
  const inner: Part[] =
    range.bytes > 0 ? [{ ...range, kind: "text", name: "iTXt", label: "translated keyword", content: range }] : [];
  return { at: translated + 1, packed: byte(head, end + 1) === 1, inner };
}

function shiftedPiece(piece: Part, by: number): Part {
  const range = { offset: piece.offset + by, bytes: piece.bytes };
  return { ...piece, ...range, content: range };
}

function codingOf(packed: boolean, profile: boolean): { coding?: Coding } {
  if (profile) return { coding: packed ? "deflate_raw_profile" : "raw_profile" };
  return packed ? { coding: "deflate" } : {};
}

/** A profile is called by a name that does not always say what is in it: `APP1` is Exif or XMP, `iptc` Photoshop's. */
async function profileKind(source: ByteSource, part: Part, name: string, budget: WalkBudget): Promise<PartKind> {
  const kind = PROFILES.get(name) ?? "unknown";
  const bytes = Math.min(part.content?.bytes ?? 0, MAX_PROFILE);
  const inside = budget.takeBytes(bytes) ? await readContent(source, part, MAX_PROFILE) : null;
  if (inside === null) return kind;
  if (startsWith(inside, "8BIM") || startsWith(inside, "Photoshop 3.0\0")) return "photoshop";
  if (/^(http:\/\/ns\.adobe\.com\/x|<\?xpacket|<x:xmpmeta|<rdf:)/.test(latin1(inside, 0, 32))) return "xmp";
  if (startsWith(inside, "Exif\0\0")) return "exif";
  return kind;
}
