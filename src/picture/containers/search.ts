import type { ByteSource } from "./byte-source.ts";
import { indexOfBytes } from "./bytes.ts";
import { findJpegEnd } from "./jpeg-stretches.ts";
import type { Piece } from "./pieces.ts";
import type { WalkBudget } from "./walk-budget.ts";

const CHUNK = 65_536;
/** How a JPEG begins: its SOI, and the first byte of the marker behind it. */
export const JPEG_BEGINS = Uint8Array.of(0xff, 0xd8, 0xff);

/** Where the first of some byte sequences begins between two positions; -1 where none does, or the budget ends. */
export async function findBytes(
  source: ByteSource,
  wanted: readonly Uint8Array[],
  from: number,
  to: number,
  budget: WalkBudget,
): Promise<number> {
  const longest = Math.max(...wanted.map(({ length }) => length));
  for (let start = from; start < to; start += CHUNK) {
    const length = Math.min(CHUNK + longest - 1, to - start);
    if (!budget.takeBytes(length)) return -1;
    const piece = await source.read(start, length);
    const found = wanted.map((one) => indexOfBytes(piece, one)).filter((at) => at >= 0 && at < CHUNK);
    if (found.length > 0) return start + Math.min(...found);
  }
  return -1;
}

/** Attempts in one stretch: what begins as a JPEG need not be one. */
const MAX_ATTEMPTS = 64;

/** Whole JPEGs in a stretch whose layout nobody knows: cameras keep small pictures in maker notes, and behind them. */
export async function findJpegs(source: ByteSource, from: number, to: number, budget: WalkBudget): Promise<Piece[]> {
  const found: Piece[] = [];
  let at = from;
  for (let attempt = 0; attempt < MAX_ATTEMPTS && at < to; attempt++) {
    const offset = await findBytes(source, [JPEG_BEGINS], at, to, budget);
    if (offset < 0) break;
    const { end, isWhole, hasFrame } = await findJpegEnd(source, offset, to, budget);
    const isOne = isWhole && hasFrame;
    if (isOne) found.push({ offset, bytes: end - offset });
    at = isOne ? end : offset + 2;
  }
  return found;
}
