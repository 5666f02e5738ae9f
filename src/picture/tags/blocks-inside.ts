import { bytesOfLatin1, indexOfBytes } from "#picture/containers/bytes.ts";
import type { PartKind } from "#picture/containers/part.ts";

/** How blocks of metadata begin, and how they end where they say so. */
const BEGINNINGS: readonly { kind: PartKind; begins: string; ends?: string }[] = [
  { kind: "exif", begins: "II*\0" },
  { kind: "exif", begins: "MM\0*" },
  { kind: "xmp", begins: "<x:xmpmeta", ends: "</x:xmpmeta>" },
  { kind: "iptc", begins: "\x1c\x01\x5a\0\x03" },
  { kind: "iptc", begins: "\x1c\x02\0\0\x02" },
];
/** An image resource that holds IPTC: its head, with no name and of less than 64 KB (Adobe Photoshop File Formats). */
const RESOURCE = { begins: "8BIM\x04\x04\0\0\0\0", bytes: 12 };
/** Of each beginning so many are read: chance makes some. */
const MOST = 8;
/** How far is looked, bytes. */
const FARTHEST = 4_000_000;

/** Blocks of metadata in bytes of no known kind: a program may have put a picture's own there. */
export function blocksInside(bytes: Uint8Array): { kind: PartKind; bytes: Uint8Array }[] {
  const piece = bytes.subarray(0, FARTHEST);
  const found = BEGINNINGS.flatMap(({ kind, begins, ends }) =>
    placesOf(piece, begins).flatMap((at) => {
      if (ends === undefined) return [{ kind, bytes: piece.subarray(at) }];
      const end = indexOfBytes(piece, bytesOfLatin1(ends), at);
      return end < 0 ? [] : [{ kind, bytes: piece.subarray(at, end + ends.length) }];
    }),
  );
  const resources = placesOf(piece, RESOURCE.begins).map((at): { kind: PartKind; bytes: Uint8Array } => {
    const start = at + RESOURCE.bytes;
    const length = ((piece[start - 2] ?? 0) << 8) | (piece[start - 1] ?? 0);
    return { kind: "iptc", bytes: piece.subarray(start, start + length) };
  });
  return [...found, ...resources];
}

function placesOf(bytes: Uint8Array, begins: string): number[] {
  const wanted = bytesOfLatin1(begins);
  const places: number[] = [];
  let at = indexOfBytes(bytes, wanted);
  while (at >= 0 && places.length < MOST) {
    places.push(at);
    at = indexOfBytes(bytes, wanted, at + 1);
  }
  return places;
}
