import { bytesOfLatin1, concat } from "./bytes.ts";
import { isoBox } from "./files.fixture.ts";

const big = (value: number, bytes: number) =>
  Uint8Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** (bytes - 1 - at)) % 256);
const little = (value: number, bytes: number) => big(value, bytes).reverse();
const bytesOf = (body: Uint8Array | string) => (typeof body === "string" ? bytesOfLatin1(body) : body);

/** A chunk of a PNG, with a sum that is none. */
export const pngChunk = (type: string, body: Uint8Array | string): Uint8Array =>
  concat([big(bytesOf(body).length, 4), bytesOfLatin1(type), bytesOf(body), bytesOfLatin1("CRC_")]);

/** The skeleton of a PNG, with chunks in front of its pixels. */
export const pngFile = (...chunks: Uint8Array[]): Uint8Array =>
  concat([
    bytesOfLatin1("\x89PNG\r\n\x1a\n"),
    pngChunk("IHDR", new Uint8Array(13)),
    ...chunks,
    pngChunk("IDAT", "pixels"),
    pngChunk("IDAT", "more"),
    pngChunk("IEND", ""),
  ]);

export const riffChunk = (type: string, body: Uint8Array | string): Uint8Array =>
  concat([
    bytesOfLatin1(type),
    little(bytesOf(body).length, 4),
    bytesOf(body),
    new Uint8Array(bytesOf(body).length % 2),
  ]);

/** A WebP of these chunks. */
export function webpFile(...chunks: Uint8Array[]): Uint8Array {
  const body = concat([bytesOfLatin1("WEBP"), ...chunks]);
  return concat([bytesOfLatin1("RIFF"), little(body.length, 4), body]);
}

/** Data in GIF's sub-blocks. */
export function gifSubBlocks(body: Uint8Array | string): Uint8Array {
  const bytes = bytesOf(body);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 255) {
    const piece = bytes.subarray(at, at + 255);
    pieces.push(Uint8Array.of(piece.length), piece);
  }
  return concat([...pieces, Uint8Array.of(0)]);
}

/** A GIF with a global table of two colours, extensions, and a frame. */
export const gifFile = (...extensions: Uint8Array[]): Uint8Array =>
  concat([
    bytesOfLatin1("GIF89a"),
    Uint8Array.of(1, 0, 1, 0, 0x80, 0, 0),
    new Uint8Array(6),
    ...extensions,
    Uint8Array.of(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2),
    gifSubBlocks("frame"),
    Uint8Array.of(0x3b),
  ]);

export const isoFullBox = (type: string, body: Uint8Array, version = 0): Uint8Array =>
  isoBox(type, concat([Uint8Array.of(version, 0, 0, 0), body]));

/** An item of a HEIC: its type, what it says of others, and its bytes, in pieces if there are several. */
export interface MadeItem {
  type: string;
  /** behind the type: names, media type */
  names?: string;
  pieces: (Uint8Array | string)[];
  references?: [type: string, to: number][];
  /** the URN of an auxiliary picture */
  auxiliary?: string;
  /** true for one whose bytes are in `idat` */
  inMeta?: boolean;
}

/** A HEIC whose items have the ids 1, 2, 3 …; the first is the picture. Between their pieces in `mdat` lies `gap`. */
export function heicFile(
  items: readonly MadeItem[],
  gap: Uint8Array | string = "",
  ...behind: Uint8Array[]
): Uint8Array {
  const ftyp = isoBox("ftyp", "heic\0\0\0\0mif1heic");
  const metaBytes = heicMeta(items, 0, bytesOf(gap).length).length;
  const meta = heicMeta(items, ftyp.length + metaBytes + 8, bytesOf(gap).length);
  const data = items
    .filter(({ inMeta }) => !inMeta)
    .flatMap(({ pieces }) => pieces.flatMap((one) => [bytesOf(one), bytesOf(gap)]));
  return concat([ftyp, meta, isoBox("mdat", concat(data)), ...behind]);
}

function heicMeta(items: readonly MadeItem[], dataFrom: number, gap: number): Uint8Array {
  const entries = items.map(({ type, names = "" }, index) =>
    isoFullBox("infe", concat([big(index + 1, 2), big(0, 2), bytesOfLatin1(`${type}\0${names}`)]), 2),
  );
  let [inFile, inIdat] = [dataFrom, 0];
  const locations = items.map(({ pieces, inMeta }, index) => {
    const extents = pieces.map((piece) => {
      const { length } = bytesOf(piece);
      const offset = inMeta ? inIdat : inFile;
      if (inMeta) inIdat += length;
      else inFile += length + gap;
      return concat([big(offset, 4), big(length, 4)]);
    });
    return concat([big(index + 1, 2), big(inMeta ? 1 : 0, 2), big(0, 2), big(extents.length, 2), ...extents]);
  });
  const references = items.flatMap(({ references: to = [] }, index) =>
    to.map(([type, id]) => isoBox(type, concat([big(index + 1, 2), big(1, 2), big(id, 2)]))),
  );
  const urns = items.map(({ auxiliary = "" }) => isoFullBox("auxC", bytesOfLatin1(`${auxiliary}\0`)));
  const associations = items.flatMap(({ auxiliary }, index) =>
    auxiliary === undefined ? [] : [concat([big(index + 1, 2), Uint8Array.of(1, index + 1)])],
  );
  const idat = items.filter(({ inMeta }) => inMeta).flatMap(({ pieces }) => pieces.map(bytesOf));
  return isoFullBox(
    "meta",
    concat([
      isoFullBox("hdlr", bytesOfLatin1("\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0")),
      isoFullBox("pitm", big(1, 2)),
      isoFullBox("iinf", concat([big(items.length, 2), ...entries])),
      isoFullBox("iloc", concat([Uint8Array.of(0x44, 0), big(items.length, 2), ...locations]), 1),
      isoFullBox("iref", concat(references)),
      isoBox(
        "iprp",
        concat([
          isoBox("ipco", concat(urns)),
          isoFullBox("ipma", concat([big(associations.length, 4), ...associations])),
        ]),
      ),
      isoBox("idat", concat(idat)),
    ]),
  );
}

/** A superbox of JUMBF with a label. */
export function jumbfBox(label: string, ...boxes: Uint8Array[]): Uint8Array {
  const description = concat([new Uint8Array(16), Uint8Array.of(3), bytesOfLatin1(`${label}\0`)]);
  return isoBox("jumb", concat([isoBox("jumd", description), ...boxes]));
}
