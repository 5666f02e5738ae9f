import { readEmbedded } from "./embedded-jpeg.ts";
import { asRational, GPS_RATIONALS, RATIONALS, type Rationals } from "./rational-tags.ts";
import type { SyncSource } from "./sync-source.ts";
import { readDirectory, readTiffHeader, type TiffEntry, type TiffHeader } from "./tiff-directory.ts";

/** One value that is still copied, and all of them; bytes. A byte costs the reader 16 of memory. */
const MAX_VALUE = 16_000;
const MAX_VALUES = 250_000;

const SUB_DIRECTORIES = 0x014a;
const SUBFILE = 0x00fe;
const EXIF = 0x8769;
const GPS = 0x8825;
const INTEROPERABILITY = 0xa005;
const THUMBNAIL_OFFSET = 0x0201;
const THUMBNAIL_LENGTH = 0x0202;
/** Blocks of their own, and what only describes where pixels lie: not wanted among the fields. */
const LEFT_OUT = new Set([
  0x02bc, 0x83bb, 0x8773, 0x8649, 0x014a, 0x0111, 0x0117, 0x0144, 0x0145, 0x0201, 0x0202, 0x015b,
]);
const MAKER_NOTE = 0x927c;
/** Directories below one that are looked into. */
const MAX_BELOW = 8;
const POINTERS = new Set([EXIF, GPS, INTEROPERABILITY]);

interface CompactTiff {
  /** a classic TIFF of the directories' values alone */
  tiff: Buffer;
  /** true where a second directory holds a small copy of the picture */
  thumbnail: boolean;
  /** that copy, where it is a JPEG (Exif 3.0 §4.5.8) */
  embedded: Buffer | null;
  /** true where the values together passed the limit */
  cut: boolean;
}

/**
 * Writes the directories of a TIFF stream that describe the picture (first, Exif, GPS, interoperability: Exif 3.0
 * §4.6.3) anew, without pixels, thumbnail and maker notes. Whatever counts, offsets and circles a file claims,
 * what comes out is small and has four directories at most; a value that is too long becomes the text
 * `(1234 bytes)`. `null` where the bytes are no TIFF.
 */
export function compactTiff(source: SyncSource): CompactTiff | null {
  const header = readTiffHeader(source);
  if (header === null) return null;
  const writer = new Writer(source, header);
  const first = readDirectory(source, header, header.first);
  const exif = at(source, header, first.entries, EXIF);
  const interoperability = writer.write(at(source, header, exif, INTEROPERABILITY), []);
  const exifAt = writer.write(exif, [[INTEROPERABILITY, interoperability]], RATIONALS);
  const second = first.next === 0 || first.next === header.first ? null : readDirectory(source, header, first.next);
  const gps = gpsOf(source, header, [first.entries, exif, second?.entries ?? []]);
  const gpsAt = writer.write(gps, [], GPS_RATIONALS);
  const firstAt = writer.write(first.entries, [
    [EXIF, exifAt],
    [GPS, gpsAt],
  ]);
  const small = second?.entries.some(
    ({ tag, number }) => (tag === THUMBNAIL_LENGTH && (number ?? 0) > 0) || (tag === SUBFILE && number === 1),
  );
  const value = (tag: number): number => second?.entries.find((entry) => entry.tag === tag)?.number ?? 0;
  return {
    tiff: writer.finish(firstAt),
    thumbnail: small === true,
    embedded: readEmbedded(source, value(THUMBNAIL_OFFSET), value(THUMBNAIL_LENGTH)),
    cut: writer.cut,
  };
}

/**
 * The GPS directory, wherever the file points to it from: the first directory as the standard has it, that of Exif, the
 * second, or one below (`SubIFDs`).
 */
function gpsOf(source: SyncSource, header: TiffHeader, directories: TiffEntry[][]): TiffEntry[] {
  for (const entries of directories) {
    const gps = at(source, header, entries, GPS);
    if (gps.length > 0) return gps;
  }
  for (const entries of directories) {
    const below = entries.find(({ tag }) => tag === SUB_DIRECTORIES);
    for (const pointer of below ? offsetsIn(source, header, below) : []) {
      const gps = at(source, header, readDirectory(source, header, pointer).entries, GPS);
      if (gps.length > 0) return gps;
    }
  }
  return [];
}

/** The offsets of a tag that points to several directories; a few of them. */
function offsetsIn(source: SyncSource, { little, big }: TiffHeader, entry: TiffEntry): number[] {
  if (big || entry.size < 4) return entry.number === null ? [] : [entry.number];
  const bytes = source.read(entry.offset, Math.min(entry.size, 4 * MAX_BELOW));
  return Array.from({ length: bytes.length >> 2 }, (_, index) =>
    little ? bytes.readUInt32LE(index * 4) : bytes.readUInt32BE(index * 4),
  );
}

function at(source: SyncSource, header: TiffHeader, entries: TiffEntry[], tag: number): TiffEntry[] {
  const pointer = entries.find((entry) => entry.tag === tag)?.number ?? 0;
  return pointer === 0 ? [] : readDirectory(source, header, pointer).entries;
}

/** A little or big endian TIFF, as the source is, so that values are copied as they are. */
class Writer {
  cut = false;
  readonly #source: SyncSource;
  readonly #header: TiffHeader;
  #parts: Buffer[] = [Buffer.alloc(8)];
  #length = 8;
  #values = 0;

  constructor(source: SyncSource, header: TiffHeader) {
    this.#source = source;
    this.#header = header;
  }

  /** Writes one directory and answers where; 0 for none. */
  write(
    entries: TiffEntry[],
    pointers: (readonly [tag: number, at: number])[],
    rationals: Rationals = new Map(),
  ): number {
    const rows: { tag: number; type: number; count: number; value: Buffer }[] = [];
    for (const entry of entries) {
      if (POINTERS.has(entry.tag) || LEFT_OUT.has(entry.tag) || entry.size === 0 || !Number.isSafeInteger(entry.size))
        continue;
      rows.push({ tag: entry.tag, ...this.#value(asRational(entry, rationals)) });
    }
    for (const [tag, where] of pointers) {
      if (where > 0) rows.push({ tag, type: 4, count: 1, value: this.#long(where) });
    }
    if (rows.length === 0) return 0;
    const directory = Buffer.alloc(2 + rows.length * 12 + 4);
    this.#short(directory, 0, rows.length);
    for (const [index, row] of rows.entries()) {
      const from = 2 + index * 12;
      this.#short(directory, from, row.tag);
      this.#short(directory, from + 2, row.type);
      this.#long(row.count).copy(directory, from + 4);
      (row.value.length <= 4 ? row.value : this.#long(this.#append(row.value))).copy(directory, from + 8);
    }
    return this.#append(directory);
  }

  finish(first: number): Buffer {
    const head = this.#parts[0] ?? Buffer.alloc(8);
    head.write(this.#header.little ? "II" : "MM", "latin1");
    this.#short(head, 2, 42);
    this.#long(first === 0 ? this.#append(Buffer.alloc(6)) : first).copy(head, 4);
    return Buffer.concat(this.#parts);
  }

  #value(entry: TiffEntry): { type: number; count: number; value: Buffer } {
    // Exif 3.0's UTF-8 reads like ASCII text.
    const type = entry.type === 129 ? 2 : entry.type;
    const size = type === 2 ? Math.min(entry.size, MAX_VALUE) : entry.size;
    const known = entry.tag !== MAKER_NOTE && size <= MAX_VALUE;
    if (known && this.#values + size > MAX_VALUES) this.cut = true;
    const value = known && !this.cut ? Buffer.from(this.#source.read(entry.offset, size)) : null;
    if (value === null || value.length < size) return asText(`(${entry.size} bytes)`);
    this.#values += size;
    return { type, count: type === 2 ? size : entry.count, value };
  }

  #append(bytes: Buffer): number {
    const where = this.#length;
    const padded = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
    this.#parts.push(padded);
    this.#length += padded.length;
    return where;
  }

  #short(into: Buffer, offset: number, value: number): void {
    if (this.#header.little) into.writeUInt16LE(value, offset);
    else into.writeUInt16BE(value, offset);
  }

  #long(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    if (this.#header.little) bytes.writeUInt32LE(value);
    else bytes.writeUInt32BE(value);
    return bytes;
  }
}

function asText(text: string): { type: number; count: number; value: Buffer } {
  const value = Buffer.from(`${text}\0`, "latin1");
  return { type: 2, count: value.length, value };
}
