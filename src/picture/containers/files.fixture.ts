import { bytesOfLatin1, concat } from "./bytes.ts";

const u16 = (value: number) => Uint8Array.of(value >> 8, value & 255);
const u32 = (value: number) => Uint8Array.of(value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255);
const bytesOf = (body: Uint8Array | string) => (typeof body === "string" ? bytesOfLatin1(body) : body);

/** A segment of a JPEG: its marker's second byte, its length, what it holds. */
export function jpegSegment(marker: number, body: Uint8Array | string): Uint8Array {
  return concat([Uint8Array.of(0xff, marker), u16(bytesOf(body).length + 2), bytesOf(body)]);
}

const FRAME = jpegSegment(0xc0, Uint8Array.of(8, 0, 1, 0, 1, 1, 1, 0x11, 0));
const SCAN = concat([
  jpegSegment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)),
  Uint8Array.of(0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56),
]);

/** The skeleton of a JPEG, with segments in front of its frame. A decoder would not open it; a walk asks for less. */
export function jpegFile(...segments: Uint8Array[]): Uint8Array {
  return concat([Uint8Array.of(0xff, 0xd8), ...segments, FRAME, SCAN, Uint8Array.of(0xff, 0xd9)]);
}

export interface TiffValue {
  tag: number;
  type: number;
  count: number;
  /** a number in the entry itself, bytes out of line, or another directory */
  value: number | Uint8Array | TiffValue[];
}

/** A TIFF stream of the big end first: a chain of directories, what they point to behind each. */
export function tiffFile(...directories: TiffValue[][]): Uint8Array {
  const pieces: Uint8Array[] = [bytesOfLatin1("MM\0*"), u32(8)];
  let at = 8;
  for (const [n, entries] of directories.entries()) {
    const directory = tiffDirectory(entries, at, n === directories.length - 1);
    pieces.push(directory);
    at += directory.length;
  }
  return concat(pieces);
}

function tiffDirectory(entries: TiffValue[], from: number, isLast: boolean): Uint8Array {
  const heads: Uint8Array[] = [];
  const values: Uint8Array[] = [];
  let at = from + 6 + entries.length * 12;
  for (const { tag, type, count, value } of entries) {
    const head = [u16(tag), u16(type), u32(count)];
    if (typeof value === "number")
      heads.push(concat([...head, type === 3 ? concat([u16(value), u16(0)]) : u32(value)]));
    else {
      const body = value instanceof Uint8Array ? value : tiffDirectory(value, at, true);
      heads.push(concat([...head, u32(at)]));
      values.push(body);
      at += body.length;
    }
  }
  return concat([u16(entries.length), ...heads, u32(isLast ? 0 : at), ...values]);
}

/** A GPS directory with a latitude of three rationals. */
export const GPS_DIRECTORY: TiffValue[] = [
  { tag: 1, type: 2, count: 2, value: 0x4e000000 },
  { tag: 2, type: 5, count: 3, value: concat([48, 1, 51, 1, 31, 1].map(u32)) },
];

/** An APP1 of Exif around a TIFF stream. */
export const exifSegment = (tiff: Uint8Array): Uint8Array =>
  jpegSegment(0xe1, concat([bytesOfLatin1("Exif\0\0"), tiff]));

/** One of Photoshop's image resources. */
export function photoshopResource(id: number, body: Uint8Array | string): Uint8Array {
  const bytes = bytesOf(body);
  return concat([bytesOfLatin1("8BIM"), u16(id), u16(0), u32(bytes.length), bytes, new Uint8Array(bytes.length % 2)]);
}

/** A box of ISO/IEC 14496-12. */
export const isoBox = (type: string, body: Uint8Array | string): Uint8Array =>
  concat([u32(bytesOf(body).length + 8), bytesOfLatin1(type), bytesOf(body)]);
