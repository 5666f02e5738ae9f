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
  const whole = pieces.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    bytes: whole,
    async read(offset, length) {
      const read: Uint8Array[] = [];
      let start = 0;
      for (const piece of pieces) {
        const from = Math.max(offset, start);
        const to = Math.min(offset + length, start + piece.bytes);
        if (offset >= 0 && to > from) read.push(await source.read(piece.offset + from - start, to - from));
        start += piece.bytes;
      }
      return read.length === 1 ? (read[0] as Uint8Array) : concat(read);
    },
  };
}

/** The label of what goes on from an earlier part of the same name. */
export const CONTINUED = "continued";

/**
 * Parts of such a source, each piece's own at their place in the file: what goes over a border is cut there, and the
 * rest of it is a part of the same name with the label `continued`.
 */
export function partsOfPieces(parts: readonly Part[], pieces: readonly Piece[]): Part[][] {
  let start = 0;
  return pieces.map((piece) => {
    const from = start;
    start += piece.bytes;
    return shifted(
      parts.flatMap((part) => cutTo(part, from, start)).map((part) => withinPiece(part, from, start)),
      piece.offset - from,
    );
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
