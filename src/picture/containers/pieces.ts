import type { ByteSource } from "./byte-source.ts";
import { concat } from "./bytes.ts";
import { cutTo } from "./cover.ts";
import { type Part, shifted } from "./part.ts";

/** A stretch of a file. */
export interface Piece {
  offset: number;
  bytes: number;
}

/** Pieces of a source as one, one after the other. */
export function sourceOfPieces(source: ByteSource, pieces: readonly Piece[]): ByteSource {
  let whole = 0;
  const placed = pieces.map((piece) => {
    const start = whole;
    whole += piece.bytes;
    return { ...piece, start };
  });
  return {
    bytes: whole,
    async read(offset, length) {
      const read: Uint8Array[] = [];
      for (let at = indexOfPiece(placed, offset); at < placed.length; at++) {
        const piece = placed[at]!;
        if (offset < 0 || piece.start >= offset + length) break;
        const from = Math.max(offset, piece.start);
        const to = Math.min(offset + length, piece.start + piece.bytes);
        if (to > from) read.push(await source.read(piece.offset + from - piece.start, to - from));
      }
      return read.length === 1 ? read[0]! : concat(read);
    },
  };
}

/** Which piece holds a position, by halving. */
function indexOfPiece(placed: readonly { start: number }[], offset: number): number {
  let [low, high] = [0, placed.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (placed[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The label of what goes on from an earlier part of the same name. */
export const CONTINUED = "continued";

/**
 * Parts of such a source, each piece's own at their place in the file: what goes over a border is cut there, and the
 * rest of it is a part of the same name with the label `continued`.
 */
export function partsOfPieces(parts: readonly Part[], pieces: readonly Piece[]): Part[][] {
  let start = 0;
  let first = 0;
  return pieces.map((piece) => {
    const from = start;
    start += piece.bytes;
    const mine: Part[] = [];
    let at = first;
    for (let part = parts[at]; part !== undefined && part.offset < start; at += 1, part = parts[at]) {
      mine.push(...cutTo(part, from, start).map((one) => withinPiece(one, from, start)));
      // The last one may go on in the next piece.
      first = at;
    }
    return shifted(mine, piece.offset - from);
  });
}

function withinPiece(part: Part, from: number, to: number): Part {
  const { content, parts, ...rest } = part;
  if (content === undefined)
    return { ...rest, ...(parts && { parts: parts.map((one) => withinPiece(one, from, to)) }) };
  const start = Math.max(from, content.offset);
  const end = Math.max(start, Math.min(to, content.offset + content.bytes));
  return {
    ...rest,
    ...(content.offset < from && { label: CONTINUED }),
    content: { ...content, offset: start, bytes: end - start },
    ...(parts && { parts: parts.map((one) => withinPiece(one, from, to)) }),
  };
}
