import { type ByteSource, sourceOfPiece } from "./byte-source.ts";
import { byte, latin1, u32be, u64be } from "./bytes.ts";
import { gapPart, zerosFrom } from "./cover.ts";
import { findJpegEnd } from "./jpeg-stretches.ts";
import { JPEG_BEGINS } from "./jpegs-inside.ts";
import { knownTrailer } from "./known-trailers.ts";
import { type NamedPicture, ownKind } from "./multi-picture.ts";
import { type Part, type PartKind, shifted } from "./part.ts";
import { readSamsungTrailer } from "./samsung-trailer.ts";
import { findBytes } from "./search.ts";
import type { WalkBudget } from "./walk-budget.ts";

const FTYP = Uint8Array.of(0x66, 0x74, 0x79, 0x70);

/** A stretch behind a picture's end that begins as a file of its own, and where it ends. */
interface Begun {
  end: number;
  kind: PartKind;
  name: string;
}

/**
 * What lies behind the end of a picture, up to the end of the file: further pictures (those that `named` lists where
 * they are said to be), videos, trailers of makers, zeros, and what nobody knows as `trailing`.
 */
export async function walkBehindEnd(
  source: ByteSource,
  from: number,
  budget: WalkBudget,
  level: number,
  named: (end: number) => Promise<NamedPicture[]>,
): Promise<{ parts: Part[]; gaveUp: boolean }> {
  const trailer = from < source.bytes ? await readSamsungTrailer(source, source.bytes, budget, level) : null;
  const fits = trailer !== null && trailer.offset >= from;
  const to = fits ? trailer.offset : source.bytes;
  const parts: Part[] = [];
  const pictures = await named(to);
  let at = from;
  while (at < to) {
    const part = await partAt(source, at, to, budget, level, pictures);
    parts.push(part);
    at += part.bytes;
    if (part.kind === "not_walked") break;
  }
  if (fits && at === to) parts.push(trailer);
  const left = parts.at(-1)?.kind === "not_walked";
  if (left) parts.push(...rest(at, source.bytes));
  return { parts, gaveUp: left };
}

const rest = (from: number, to: number): Part[] =>
  to > from ? [{ offset: from, bytes: to - from, kind: "not_walked", name: "rest" }] : [];

async function partAt(
  source: ByteSource,
  at: number,
  to: number,
  budget: WalkBudget,
  level: number,
  pictures: readonly NamedPicture[],
): Promise<Part> {
  const [notWalked] = rest(at, to);
  if (!budget.takePart()) return notWalked!;
  const begun = await beginsAt(source, at, to, budget, pictures);
  if (begun !== null) {
    const inside = await budget.walkInner(sourceOfPiece(source, at, begun.end - at), level + 1);
    const parts = shifted(inside.parts, at);
    const kind = begun.kind === "image" ? ((await ownKind(source, parts)) ?? "image") : begun.kind;
    const content = { offset: at, bytes: begun.end - at };
    return { offset: at, bytes: begun.end - at, kind, name: begun.name, content, parts };
  }
  const zeros = await zerosFrom(source, at, to, budget);
  if (zeros === null) return notWalked!;
  const free = zeros - (await zerosOfBox(source, at, zeros));
  if (free > 0) return { offset: at, bytes: free, kind: "padding", name: "zeros" };
  const next = await nextBegin(source, at + 1, to, budget, pictures);
  if (next === null) return notWalked!;
  const trailer = await knownTrailer(source, at, next);
  return trailer ?? gapPart(source, at, next - at, "trailing", budget);
}

/** A box's length begins with zeros too: how many of a row of zeros belong to the box behind them. */
async function zerosOfBox(source: ByteSource, at: number, zeros: number): Promise<number> {
  const end = at + zeros;
  for (const back of [1, 2, 3]) {
    if (zeros > back && latin1(await source.read(end - back + 4, 4)) === "ftyp") return back;
  }
  return 0;
}

async function beginsAt(
  source: ByteSource,
  at: number,
  to: number,
  budget: WalkBudget,
  pictures: readonly NamedPicture[],
): Promise<Begun | null> {
  const head = await source.read(at, 16);
  const name = pictures.find(({ offset }) => offset === at);
  const limit = Math.min(to, ...pictures.map(({ offset }) => offset).filter((offset) => offset > at));
  if (latin1(head, 0, 3) === "\xff\xd8\xff" && byte(head, 3) >= 0xc0) {
    const { end, hasFrame } = await findJpegEnd(source, at, limit, budget);
    if (!hasFrame && name === undefined) return null;
    return { end: Math.max(end, Math.min(limit, at + (name?.bytes ?? 0))), kind: name?.kind ?? "image", name: "JPEG" };
  }
  if (latin1(head, 4, 4) === "ftyp") {
    const brand = latin1(head, 8, 4);
    const isPicture = /^(heic|heix|hevc|heim|heis|mif1|msf1|avif|avis)$/.test(brand);
    const kind = isPicture ? "image" : "video";
    return { end: await boxesEnd(source, at, to, budget), kind, name: brand.replaceAll(/[^\x21-\x7e]/g, "") || "ftyp" };
  }
  return null;
}

/** Boxes that stand on the first level of a video. */
const BOXES = new Set(["moov", "mdat", "free", "skip", "wide", "meta", "uuid", "moof", "mfra", "sidx", "styp", "udta"]);

/** Where a row of boxes ends (ISO/IEC 14496-12 section 4.2): at the first that has no name, or does not fit. */
async function boxesEnd(source: ByteSource, from: number, to: number, budget: WalkBudget): Promise<number> {
  let at = from;
  for (let box = 0; box < 10_000 && at + 8 <= to && budget.takePart(); box++) {
    const head = await source.read(at, 16);
    if (!/^[\x20-\x7e\xa9]{4}$/.test(latin1(head, 4, 4))) break;
    const size = u32be(head, 0) === 1 ? u64be(head, 8) : u32be(head, 0);
    const isKnown = at === from || BOXES.has(latin1(head, 4, 4));
    // A size of 0: to the end of the file. A video that is cut off ends there too.
    if (isKnown && (size === 0 || at + size > to)) return to;
    if (size < 8 || at + size > to) break;
    at += size;
  }
  return at > from ? at : to;
}

/** Where the next picture or video begins: one that is named, or one that looks so. */
async function nextBegin(
  source: ByteSource,
  from: number,
  to: number,
  budget: WalkBudget,
  pictures: readonly NamedPicture[],
): Promise<number | null> {
  const limit = Math.min(to, ...pictures.map(({ offset }) => offset).filter((offset) => offset >= from));
  // Four bytes of length stand before the name of a box.
  const jpeg = await findBytes(source, JPEG_BEGINS, from, limit, budget);
  if (jpeg === null) return null;
  const box = await findBytes(source, FTYP, from + 4, jpeg < 0 ? limit : jpeg, budget);
  if (box === null) return null;
  if (box >= 0) return box - 4;
  if (jpeg >= 0) return jpeg;
  return limit;
}
