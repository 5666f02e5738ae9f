import { AppError } from "#errors.ts";

/** What the header of a Windows bitmap says ([MS-WMF] §2.2.2.3, §2.2.2.9 and the BITMAPV2 to V5 headers after it). */
export interface BitmapHeader {
  /** px */
  width: number;
  /** px; rows stand bottom up unless the file's number is negative */
  height: number;
  bitsPerPixel: number;
  /** a mask says which bits are alpha */
  hasAlpha: boolean;
}

const RGB_WITH_MASKS = [3, 6];

/** Reads the header that begins `bytes`. Throws AppError `damaged_image`. */
export function readBitmapHeader(bytes: Buffer): BitmapHeader {
  const size = bytes.length >= 4 ? bytes.readUInt32LE(0) : 0;
  if (bytes.length < (size === 12 ? 12 : 40) || (size !== 12 && size < 16)) throw damagedBitmap();
  const header =
    size === 12
      ? { width: bytes.readUInt16LE(4), height: bytes.readUInt16LE(6), bitsPerPixel: bytes.readUInt16LE(10) }
      : { width: bytes.readInt32LE(4), height: Math.abs(bytes.readInt32LE(8)), bitsPerPixel: bytes.readUInt16LE(14) };
  if (header.width <= 0 || header.height <= 0 || ![1, 2, 4, 8, 16, 24, 32].includes(header.bitsPerPixel)) {
    throw damagedBitmap();
  }
  const hasMasks = size >= 56 && bytes.length >= 56 && RGB_WITH_MASKS.includes(bytes.readUInt32LE(16));
  return { ...header, hasAlpha: hasMasks && bytes.readUInt32LE(52) !== 0 };
}

export function damagedBitmap(): AppError {
  return new AppError("damaged_image", "The file is damaged: its header makes no sense.");
}
