import { readFile } from "node:fs/promises";
import { decodeError } from "#decoder/decode-error.ts";
import { refuseTooMuch } from "#decoder/inspect/read-properties.ts";
import { FileSource } from "#decoder/inspect/sync-source.ts";
import { type BitmapHeader, damagedBitmap, readBitmapHeader } from "./bitmap-header.ts";
import { type FormatDecoder, plainHeader } from "./decoder.ts";
import { decodeFrames } from "./image-magick.ts";
import { writeRawPng } from "./raw-png.ts";

/** Bytes of a BITMAPFILEHEADER, which begins with `BM` ([MS-WMF] has it not; Windows GDI, BITMAPFILEHEADER). */
const FILE_HEADER = 14;

/**
 * Reads the header of a BMP, never its pixels.
 *
 * @throws AppError `damaged_image`; file system errors as they are
 */
export function readBmpHeader(path: string): BitmapHeader {
  const source = new FileSource(path, 8192);
  try {
    if (source.read(0, 2).toString("latin1") !== "BM") throw damagedBitmap();
    return readBitmapHeader(source.read(FILE_HEADER, 124));
  } finally {
    source.close();
  }
}

/**
 * Decodes a BMP into a PNG at `output`. A file whose header has no mask for alpha has none, whatever its fourth byte holds.
 *
 * @param maxPixels width x height that may be decoded
 * @returns a sentence where rows are missing at the end: they are black then
 * @throws AppError `damaged_image`, `too_many_pixels`, `too_complex`; file system errors as they are
 */
export async function decodeBmp(
  source: string,
  output: string,
  { maxPixels }: { maxPixels: number },
): Promise<string | null> {
  const header = readBmpHeader(source);
  refuseTooMuch({ ...header, frames: 1 }, maxPixels);
  try {
    const file = await readFile(source);
    const missing = missingBytes(file, header);
    await decodeFrames(
      missing > 0 ? Buffer.concat([file, Buffer.alloc(missing)]) : file,
      "BMP",
      async (frame, index) => {
        if (frame.width !== header.width || frame.height !== header.height) throw damagedBitmap();
        if (index === 0) await writeRawPng(frame, output, header.hasAlpha);
      },
    );
    if (missing === 0) return null;
    const share = Math.round((missing / (file.length + missing)) * 100);
    return `This file is cut off: about ${Math.max(1, share)} % of it is missing.`;
  } catch (error) {
    throw decodeError(error);
  }
}

/** Bytes of uncompressed rows that are not there; 0 where rows are packed, and where not one row is there. */
function missingBytes(file: Buffer, { width, height, bitsPerPixel }: BitmapHeader): number {
  const start = file.readUInt32LE(10);
  const packed =
    file.length >= 34 && file.readUInt32LE(FILE_HEADER) >= 40 && ![0, 3, 6].includes(file.readUInt32LE(30));
  const row = Math.ceil((width * bitsPerPixel) / 32) * 4;
  return packed || file.length < start + row ? 0 : Math.max(0, start + row * height - file.length);
}

/** Windows bitmaps: their master is a PNG. */
export const bmp: FormatDecoder = {
  async readHeader(source) {
    const { width, height, hasAlpha } = readBmpHeader(source);
    return plainHeader({ width, height }, hasAlpha);
  },
  decode: (source, output, maxPixels) => decodeBmp(source, output, { maxPixels }),
};
