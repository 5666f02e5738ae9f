import type { ByteSource } from "./byte-source.ts";
import { findJpegEnd } from "./jpeg-stretches.ts";
import type { Piece } from "./pieces.ts";
import { findBytes } from "./search.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** How a JPEG begins: its SOI, and the first byte of the marker behind it. */
export const JPEG_BEGINS = Uint8Array.of(0xff, 0xd8, 0xff);
/** Attempts in one stretch: what begins as a JPEG need not be one. */
const MAX_ATTEMPTS = 64;

/** Whole JPEGs in a stretch whose layout nobody knows: cameras keep small pictures in maker notes, and behind them. */
export async function findJpegs(source: ByteSource, from: number, to: number, budget: WalkBudget): Promise<Piece[]> {
  const found: Piece[] = [];
  let at = from;
  for (let attempt = 0; attempt < MAX_ATTEMPTS && at < to; attempt++) {
    const offset = await findBytes(source, JPEG_BEGINS, at, to, budget);
    if (offset === null || offset < 0) break;
    const { end, isWhole, hasFrame } = await findJpegEnd(source, offset, to, budget);
    const isOne = isWhole && hasFrame;
    if (isOne) found.push({ offset, bytes: end - offset });
    at = isOne ? end : offset + 2;
  }
  return found;
}
