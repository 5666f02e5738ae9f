import type { SyncSource } from "./sync-source.ts";

/** Byte order and shape of a TIFF (TIFF 6.0 §2) or of a BigTIFF, whose counts and offsets have 8 bytes. */
export interface TiffHeader {
  little: boolean;
  big: boolean;
  /** where the first directory lies, bytes from the header */
  first: number;
}

export interface TiffEntry {
  tag: number;
  type: number;
  count: number;
  /** bytes of the whole value; 0 for an unknown type */
  size: number;
  /** where the value lies, bytes from the header */
  offset: number;
  /** the first element where the value is one of whole numbers that lies in the entry itself, else null */
  number: number | null;
}

export interface TiffDirectory {
  entries: TiffEntry[];
  /** the next directory, 0 for none */
  next: number;
}

/** Bytes of one element by type (TIFF 6.0 §2; 13 IFD, 16 to 18 of BigTIFF, 129 UTF-8 of Exif 3.0 §4.6.2). */
const SIZES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
  129: 1,
};

/** No camera or scanner writes as many tags into one directory; hostile files claim 65 535. */
const MAX_ENTRIES = 1000;

/** The header, or null where the bytes are not a TIFF. */
export function readTiffHeader(source: SyncSource): TiffHeader | null {
  const head = source.read(0, 16);
  if (head.length < 8) return null;
  const order = head.toString("latin1", 0, 2);
  if (order !== "II" && order !== "MM") return null;
  const little = order === "II";
  const magic = little ? head.readUInt16LE(2) : head.readUInt16BE(2);
  if (magic === 43 && head.length >= 16) return { little, big: true, first: long8(head, 8, little) };
  if (magic !== 42) return null;
  return { little, big: false, first: little ? head.readUInt32LE(4) : head.readUInt32BE(4) };
}

/** One directory; one that is cut off or lies outside the file has the entries that are there. */
export function readDirectory(source: SyncSource, header: TiffHeader, at: number): TiffDirectory {
  const { little, big } = header;
  const short = (bytes: Buffer, offset: number) => (little ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset));
  const long = (bytes: Buffer, offset: number) => (little ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset));
  const countSize = big ? 8 : 2;
  const entrySize = big ? 20 : 12;
  const slot = big ? 8 : 4;
  const start = source.read(at, countSize);
  if (at < 8 || start.length < countSize) return { entries: [], next: 0 };
  const claimed = big ? long8(start, 0, little) : short(start, 0);
  const wanted = Math.min(claimed, MAX_ENTRIES);
  const body = source.read(at + countSize, wanted * entrySize);
  const entries: TiffEntry[] = [];
  for (let index = 0; index < Math.floor(body.length / entrySize); index++) {
    const from = index * entrySize;
    const type = short(body, from + 2);
    const count = big ? long8(body, from + 4, little) : long(body, from + 4);
    const size = (SIZES[type] ?? 0) * count;
    const valueAt = from + entrySize - slot;
    const inside = size <= slot;
    entries.push({
      tag: short(body, from),
      type,
      count,
      size,
      offset: inside ? at + countSize + valueAt : big ? long8(body, valueAt, little) : long(body, valueAt),
      number: !inside || count < 1 ? null : numberAt(body, valueAt, type, little),
    });
  }
  const end = source.read(at + countSize + claimed * entrySize, slot);
  if (end.length < slot) return { entries, next: 0 };
  return { entries, next: big ? long8(end, 0, little) : long(end, 0) };
}

/** The text of an entry, empty where there is none; cut at 200 bytes. */
export function entryText(source: SyncSource, entry: TiffEntry | undefined): string {
  if (entry === undefined) return "";
  return source.read(entry.offset, Math.min(entry.size, 200)).toString("latin1").replace(/\0.*$/s, "").trim();
}

function numberAt(bytes: Buffer, offset: number, type: number, little: boolean): number | null {
  if (type === 1) return bytes.readUInt8(offset);
  // Signed where the standard has it unsigned: cameras write pointers so.
  if (type === 8 || type === 9) return signedAt(bytes, offset, type, little);
  if (type === 3) return little ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset);
  if (type === 4 || type === 13) return little ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset);
  if (type === 16 || type === 18) return long8(bytes, offset, little);
  return null;
}

/** Null below zero. */
function signedAt(bytes: Buffer, offset: number, type: 8 | 9, little: boolean): number | null {
  const short = type === 8 && (little ? bytes.readInt16LE(offset) : bytes.readInt16BE(offset));
  const value = short === false ? (little ? bytes.readInt32LE(offset) : bytes.readInt32BE(offset)) : short;
  return value < 0 ? null : value;
}

/** 8 bytes as a number; what does not fit becomes infinite, so that no read finds anything there. */
function long8(bytes: Buffer, offset: number, little: boolean): number {
  const value = little ? bytes.readBigUInt64LE(offset) : bytes.readBigUInt64BE(offset);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.POSITIVE_INFINITY : Number(value);
}
