import type { Block } from "#picture/containers/blocks.ts";
import { indexOfBytes, startsWith } from "#picture/containers/bytes.ts";

/** How blocks of metadata begin, wherever they stand. */
const BEGINNINGS: readonly { kind: "exif" | "xmp" | "photoshop" | "iptc"; begins: string; ends?: string }[] = [
  { kind: "exif", begins: "II*\0" },
  { kind: "exif", begins: "MM\0*" },
  { kind: "xmp", begins: "<x:xmpmeta", ends: "</x:xmpmeta>" },
  { kind: "xmp", begins: "<rdf:RDF", ends: "</rdf:RDF>" },
  { kind: "photoshop", begins: "8BIM\x04\x04" },
  { kind: "iptc", begins: "\x1c\x02\0\0\x02" },
];
/** Blocks of one kind of beginning that are read; chance makes some of them. */
const MOST = 8;

/** Blocks of metadata that stand in bytes of no known kind: whoever put them there may have copied a picture's own. */
export function blocksInside({ bytes, parts, document }: Block): Block[] {
  return BEGINNINGS.flatMap(({ kind, begins, ends }) =>
    placesOf(bytes, begins).map((at) => {
      const end = ends === undefined ? -1 : indexOfBytes(bytes, Buffer.from(ends, "latin1"), at);
      return { kind, bytes: bytes.subarray(at, end < 0 ? bytes.length : end + (ends?.length ?? 0)), parts, document };
    }),
  );
}

function placesOf(bytes: Uint8Array, begins: string): number[] {
  const wanted = Buffer.from(begins, "latin1");
  const places: number[] = [];
  for (
    let at = indexOfBytes(bytes, wanted);
    at >= 0 && places.length < MOST;
    at = indexOfBytes(bytes, wanted, at + 1)
  ) {
    if (startsWith(bytes, begins, at)) places.push(at);
  }
  return places;
}
