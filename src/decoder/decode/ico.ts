import { stat } from "node:fs/promises";
import { decodeError } from "#decoder/decode-error.ts";
import { refuseTooMuch } from "#decoder/inspect/read-properties.ts";
import { FileSource } from "#decoder/inspect/sync-source.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { damagedBitmap, readBitmapHeader } from "./bitmap-header.ts";
import { type FormatDecoder, plainHeader } from "./decoder.ts";
import { decodeFrames } from "./image-magick.ts";
import { writeRawPng } from "./raw-png.ts";

/** Pictures of an icon that are looked at; real ones have up to a dozen. */
const MAX_ENTRIES = 256;
const MAX_HEADERS = 2_000_000;
/** bytes of the directory's header and of each of its entries */
const DIRECTORY = 6;
const ENTRY = 16;
const PNG = Buffer.from("89504e470d0a1a0a", "hex");

export interface IcoHeader {
  /** px, of the largest picture */
  width: number;
  height: number;
  /** how many pictures the icon holds */
  pictures: number;
}

/** One picture of an icon: its size as its own header says, for the directory's goes to 256 alone. */
interface IconPicture {
  width: number;
  height: number;
  bitsPerPixel: number;
  offset: number;
  bytes: number;
  isPng: boolean;
}

/**
 * Reads the directory of a Windows icon and the headers of its pictures.
 *
 * @throws AppError `damaged_image`; file system errors as they are
 */
export function readIcoHeader(path: string): IcoHeader {
  const source = new FileSource(path, MAX_HEADERS);
  try {
    const pictures = readPictures(source);
    const { width, height } = largest(pictures);
    return { width, height, pictures: pictures.length };
  } finally {
    source.close();
  }
}

/**
 * Decodes the largest picture of an icon, the deepest of that size, into a PNG at `output`.
 *
 * @param maxPixels width x height that may be decoded
 * @throws AppError `damaged_image`, `too_many_pixels`, `too_complex`; file system errors as they are
 */
export async function decodeIco(path: string, output: string, { maxPixels }: { maxPixels: number }): Promise<void> {
  const source = new FileSource(path, MAX_HEADERS + (await stat(path)).size);
  try {
    const picture = largest(readPictures(source));
    refuseTooMuch({ ...picture, frames: 1 }, maxPixels);
    const bytes = source.read(picture.offset, picture.bytes);
    if (picture.isPng) {
      await sharp(bytes, { failOn: "error", limitInputPixels: maxPixels }).toColourspace("srgb").png().toFile(output);
      return;
    }
    await decodeFrames(iconOf(picture, bytes), "ICO", async (frame, index) => {
      if (frame.width !== picture.width || frame.height !== picture.height) throw damagedBitmap();
      if (index === 0) await writeRawPng(frame, output, true);
    });
  } catch (error) {
    throw decodeError(error);
  } finally {
    source.close();
  }
}

function readPictures(source: FileSource): IconPicture[] {
  const directory = source.read(0, DIRECTORY);
  if (directory.length < DIRECTORY || directory.readUInt32LE(0) !== 0x0001_0000) throw damagedBitmap();
  const count = Math.min(directory.readUInt16LE(4), MAX_ENTRIES);
  const pictures: IconPicture[] = [];
  for (let index = 0; index < count; index++) {
    const entry = source.read(DIRECTORY + index * ENTRY, ENTRY);
    if (entry.length < ENTRY) break;
    const range = { offset: entry.readUInt32LE(12), bytes: entry.readUInt32LE(8) };
    pictures.push({ ...range, ...readPictureHeader(Buffer.from(source.read(range.offset, 40))) });
  }
  return pictures;
}

/** A PNG, by its IHDR (PNG 3 §11.2.1), or a bitmap without its file header, twice as high: the mask follows the colours. */
function readPictureHeader(head: Buffer): Omit<IconPicture, "offset" | "bytes"> {
  if (head.length < 40) throw damagedBitmap();
  if (head.subarray(0, 8).equals(PNG)) {
    return { width: head.readUInt32BE(16), height: head.readUInt32BE(20), bitsPerPixel: 32, isPng: true };
  }
  const { width, height, bitsPerPixel } = readBitmapHeader(head);
  return { width, height: Math.floor(height / 2), bitsPerPixel, isPng: false };
}

function largest(pictures: readonly IconPicture[]): IconPicture {
  const area = ({ width, height }: IconPicture) => width * height;
  const [first] = pictures.toSorted((a, b) => area(b) - area(a) || b.bitsPerPixel - a.bitsPerPixel);
  if (!first || area(first) === 0) throw damagedBitmap();
  return first;
}

/** An icon of this one picture: ImageMagick never sees the others. */
function iconOf(picture: IconPicture, bytes: Buffer): Buffer {
  const head = Buffer.alloc(DIRECTORY + ENTRY);
  head.writeUInt32LE(0x0001_0000, 0);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(picture.width & 0xff, DIRECTORY);
  head.writeUInt8(picture.height & 0xff, DIRECTORY + 1);
  head.writeUInt16LE(1, DIRECTORY + 4);
  head.writeUInt16LE(picture.bitsPerPixel, DIRECTORY + 6);
  head.writeUInt32LE(bytes.length, DIRECTORY + 8);
  head.writeUInt32LE(head.length, DIRECTORY + 12);
  return Buffer.concat([head, bytes]);
}

/** Windows icons: the largest picture of one, as a PNG. */
export const ico: FormatDecoder = {
  async readHeader(source) {
    const { width, height } = readIcoHeader(source);
    return plainHeader({ width, height }, true);
  },
  async decode(source, output, maxPixels) {
    await decodeIco(source, output, { maxPixels });
    return null;
  },
};
