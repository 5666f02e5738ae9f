import type { ByteSource } from "./byte-source.ts";
import { indexOfByte } from "./bytes.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** What is read first, and at most, at once where something is looked for, bytes: often it is near. */
const FIRST_CHUNK = 4096;
const MOST_CHUNK = 262_144;

/**
 * Goes through bytes piece by piece until `find` names a place in one (-1: none), which is returned as a place in the
 * source. -1 where there is none, null where the budget ends.
 *
 * @param overlap bytes of the next piece that `find` wants to see too, behind those that it may name
 */
export async function lookThrough(
  source: ByteSource,
  { from, to, overlap }: { from: number; to: number; overlap: number },
  budget: WalkBudget,
  find: (piece: Uint8Array, last: number, start: number) => number,
): Promise<number | null> {
  for (let [start, size] = [from, FIRST_CHUNK]; start < to; size = Math.min(size * 4, MOST_CHUNK)) {
    const piece = await source.read(start, Math.min(size + overlap, to - start));
    const last = Math.min(size, piece.length);
    const at = find(piece, last, start);
    if (!budget.takeBytes(at < 0 ? last : at + 1)) return null;
    if (at >= 0) return start + at;
    if (last === 0) return -1;
    start += last;
  }
  return -1;
}

/** Where a byte sequence begins between two positions; -1 where none does, null where the budget ends. */
export function findBytes(
  source: ByteSource,
  wanted: Uint8Array,
  from: number,
  to: number,
  budget: WalkBudget,
): Promise<number | null> {
  return lookThrough(source, { from, to, overlap: wanted.length - 1 }, budget, (piece, last) => {
    const begin = wanted[0] ?? 0;
    for (let at = indexOfByte(piece, begin, 0, last); at >= 0; at = indexOfByte(piece, begin, at + 1, last)) {
      let same = 1;
      while (same < wanted.length && piece[at + same] === wanted[same]) same += 1;
      if (same === wanted.length) return at;
    }
    return -1;
  });
}

/** Where a row of one value ends; null where the budget ends. */
export async function rowEnd(
  source: ByteSource,
  value: number,
  from: number,
  to: number,
  budget: WalkBudget,
): Promise<number | null> {
  const other = await lookThrough(source, { from, to, overlap: 0 }, budget, (piece, last) => {
    for (let at = 0; at < last; at++) if (piece[at] !== value) return at;
    return -1;
  });
  return other === -1 ? to : other;
}
