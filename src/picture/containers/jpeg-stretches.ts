import type { ByteSource } from "./byte-source.ts";
import { byte, indexOfByte, u16be } from "./bytes.ts";
import { lookThrough, rowEnd } from "./search.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** What a JPEG consists of (ITU-T T.81 annex B), and what stands between that. */
export interface Stretch {
  what: "marker" | "segment" | "scan" | "fill" | "stray" | "broken" | "not_walked";
  offset: number;
  bytes: number;
  /** the second byte of its marker; 0 where it has none */
  marker: number;
  /** true where the bytes end inside it */
  cut: boolean;
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const TEM = 0x01;

const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;
/** Markers that a decoder stops a scan for; the others occur in damaged scans. */
const stops = (marker: number): boolean => (marker >= 0xc0 && marker <= 0xef && !isRestart(marker)) || marker === 0xfe;

/**
 * One JPEG from its SOI to its EOI, or to where another one begins, or to `to`. The stretches lie one behind the other.
 * Where the budget ends the last one is `not_walked`, up to `to`.
 */
export async function* jpegStretches(
  source: ByteSource,
  from: number,
  to: number,
  budget: WalkBudget,
): AsyncGenerator<Stretch> {
  const stretch = (what: Stretch["what"], offset: number, end: number, marker = 0): Stretch => ({
    ...{ what, offset, bytes: Math.min(end, to) - offset, marker, cut: end > to },
  });
  // Any number of bytes of 0xFF may stand before a marker (T.81 section B.1.1.2); the last one belongs to it.
  const fillFrom = async (at: number): Promise<Stretch> => {
    const end = await rowEnd(source, 0xff, at, to, budget);
    if (end === null) return stretch("not_walked", at, to);
    return stretch("fill", at, end === to ? to : end - 1);
  };
  yield stretch("marker", from, from + 2, SOI);
  let at = from + 2;
  while (at < to) {
    if (!budget.takePart() || !budget.takeBytes(4)) {
      yield stretch("not_walked", at, to);
      return;
    }
    const head = await source.read(at, 4);
    const marker = byte(head, 1);
    let next: Stretch | null = null;
    if (head[0] !== 0xff || head.length < 2) next = null;
    else if (marker === 0xff) next = await fillFrom(at);
    else if (marker === SOI) return;
    else if (marker === EOI || marker === TEM || isRestart(marker)) next = stretch("marker", at, at + 2, marker);
    else if (marker >= 0xc0 && u16be(head, 2) >= 2) next = stretch("segment", at, at + 2 + u16be(head, 2), marker);
    else if (marker >= 0xc0) next = stretch("broken", at, at + 2, marker);
    if (next === null) {
      const end = await strayEnd(source, at, to, budget);
      next = end === null ? stretch("not_walked", at, to) : stretch("stray", at, end);
    }
    yield next;
    at = next.offset + next.bytes;
    if (marker === EOI && next.what === "marker") return;
    if (next.what !== "segment" || marker !== SOS || at >= to) continue;
    const end = await scanEnd(source, at, to, budget);
    if (end !== at) yield end === null ? stretch("not_walked", at, to) : stretch("scan", at, end);
    at = end ?? to;
  }
}

/** Where entropy-coded data end: at a marker that is no restart. null where the budget does not reach so far. */
function scanEnd(source: ByteSource, from: number, to: number, budget: WalkBudget): Promise<number | null> {
  return markerFrom(source, from, to, budget, (piece, at) => stops(byte(piece, at + 1)));
}

/** Where bytes that belong to no segment end: at a marker whose segment fits. */
function strayEnd(source: ByteSource, from: number, to: number, budget: WalkBudget): Promise<number | null> {
  return markerFrom(source, from + 1, to, budget, (piece, at, position) => {
    const marker = byte(piece, at + 1);
    if (marker === EOI || marker === SOI) return true;
    return stops(marker) && u16be(piece, at + 2) >= 2 && position + 2 + u16be(piece, at + 2) <= to;
  });
}

async function markerFrom(
  source: ByteSource,
  from: number,
  to: number,
  budget: WalkBudget,
  isOne: (piece: Uint8Array, at: number, position: number) => boolean,
): Promise<number | null> {
  const found = await lookThrough(source, { from, to, overlap: 3 }, budget, (piece, last, start) => {
    let at = indexOfByte(piece, 0xff, 0, last);
    while (at >= 0 && !isOne(piece, at, start + at)) at = indexOfByte(piece, 0xff, at + 1, last);
    return at;
  });
  return found === -1 ? to : found;
}

/** Where the JPEG that begins at a position ends, and whether it is one: it has a frame, and an end of its own. */
export async function findJpegEnd(
  source: ByteSource,
  from: number,
  to: number,
  budget: WalkBudget,
): Promise<{ end: number; isWhole: boolean; hasFrame: boolean }> {
  let end = from;
  let hasFrame = false;
  let isWhole = false;
  for await (const { what, offset, bytes, marker } of jpegStretches(source, from, to, budget)) {
    if (what === "segment" && marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) hasFrame = true;
    if (what === "marker" && marker === EOI) isWhole = true;
    if (what !== "not_walked") end = offset + bytes;
  }
  return { end, isWhole, hasFrame };
}
