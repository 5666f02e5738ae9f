/** Small bitmaps for the tests, byte by byte: sharp writes none. */

export interface BitmapToBuild {
  width: number;
  /** negative: rows stand top down */
  height: number;
  bits: number;
  /** 0 plain, 1 RLE8, 2 RLE4, 3 with masks */
  compression?: number;
  /** bytes of the header: 12, 40, 108 (V4), 124 (V5) */
  header?: number;
  /** red, green, blue, alpha */
  masks?: readonly number[];
  /** `#rrggbb` */
  palette?: readonly string[];
  pixels: Buffer;
}

export function bmp(about: BitmapToBuild): Buffer {
  const body = bitmap(about);
  const file = Buffer.alloc(14);
  file.write("BM", "latin1");
  file.writeUInt32LE(14 + body.length, 2);
  file.writeUInt32LE(14 + body.length - about.pixels.length, 10);
  return Buffer.concat([file, body]);
}

/** Without the file header, as in an icon. */
export function bitmap(about: BitmapToBuild): Buffer {
  const { width, height, bits, compression = 0, header: size = 40, masks = [], palette = [], pixels } = about;
  const header = Buffer.alloc(size);
  header.writeUInt32LE(size);
  if (size === 12) {
    header.writeUInt16LE(width, 4);
    header.writeUInt16LE(height, 6);
    header.writeUInt16LE(1, 8);
    header.writeUInt16LE(bits, 10);
  } else {
    header.writeInt32LE(width, 4);
    header.writeInt32LE(height, 8);
    header.writeUInt16LE(1, 12);
    header.writeUInt16LE(bits, 14);
    header.writeUInt32LE(compression, 16);
    header.writeUInt32LE(pixels.length, 20);
    header.writeUInt32LE(palette.length, 32);
  }
  const words = Buffer.alloc(masks.length * 4);
  for (const [index, mask] of masks.entries()) words.writeUInt32LE(mask >>> 0, index * 4);
  if (size > 40) words.copy(header, 40);
  const colours = palette.map((colour) =>
    Buffer.from([...[5, 3, 1].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)), ...(size === 12 ? [] : [0])]),
  );
  return Buffer.concat([header, ...(size > 40 ? [] : [words]), ...colours, pixels]);
}

export interface IconEntry {
  body: Buffer;
  offset?: number;
  bytes?: number;
}

export function ico(entries: readonly IconEntry[]): Buffer {
  const directory = Buffer.alloc(6 + entries.length * 16);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(entries.length, 4);
  let at = directory.length;
  for (const [index, { body, bytes = body.length, offset = at }] of entries.entries()) {
    directory.writeUInt32LE(bytes, 6 + index * 16 + 8);
    directory.writeUInt32LE(offset, 6 + index * 16 + 12);
    at += body.length;
  }
  return Buffer.concat([directory, ...entries.map(({ body }) => body)]);
}
