import type { ByteSource } from "./byte-source.ts";
import { byte, u16be, u16le, u32be, u32le, u64be, u64le } from "./bytes.ts";

/** One entry of a directory (TIFF 6.0 section 2). Positions are bytes from the start of the TIFF stream. */
export interface TiffDirectoryEntry {
  tag: number;
  type: number;
  count: number;
  /** of the value, in the entry itself where it is small; it may lie outside the stream */
  valueOffset: number;
  valueBytes: number;
  entryOffset: number;
}

export interface TiffDirectoryRead {
  /** `IFD0` `IFD1` … `ExifIFD` `GPS` `InteropIFD` `SubIFD` `SubIFD1` …, else `IFD:0x…` by the tag that points to it */
  role: string;
  offset: number;
  /** count, entries and the pointer to the next one; 0 where there is no directory */
  bytes: number;
  entries: TiffDirectoryEntry[];
  /** where the next one of its chain is; 0 where there is none */
  next: number;
  littleEndian: boolean;
  /** BigTIFF: 20 bytes an entry */
  big: boolean;
  /** `outside`: the pointer leads out of the stream; `cut`: it ends too early; `broken`: what stands there is none */
  flaw: null | "outside" | "cut" | "broken" | "too_many";
}

/** Bytes of one value by its type: TIFF 6.0 section 2, BigTIFF, and UTF-8 of Exif 3.0 section 4.6.2. */
const TYPE_BYTES: Record<number, number> = {
  ...{ 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8 },
  129: 1,
};
const IFD_TYPES = new Set([13, 18]);

/** Tags whose value says where another directory is, whatever its type. */
const POINTERS: Record<number, string> = {
  330: "SubIFD",
  400: "GlobalParametersIFD",
  33424: "KodakIFD",
  34665: "ExifIFD",
  34853: "GPS",
  40965: "InteropIFD",
  65024: "KodakIFD",
};

const MAX_DIRECTORIES = 2000;
const MAX_ENTRIES = 100_000;
/** Directories that one tag points to. */
const MAX_POINTERS = 100;

interface Pointer {
  offset: number;
  role: string;
  /** what the pointer behind the entries leads to */
  next: ((n: number) => string) | null;
  n: number;
}

/** A stream's numbers: which end comes first, and how wide a position is. */
class Numbers {
  readonly little: boolean;
  readonly big: boolean;
  constructor(little: boolean, big: boolean) {
    this.little = little;
    this.big = big;
  }
  u16 = (bytes: Uint8Array, at: number) => (this.little ? u16le : u16be)(bytes, at);
  u32 = (bytes: Uint8Array, at: number) => (this.little ? u32le : u32be)(bytes, at);
  u64 = (bytes: Uint8Array, at: number) => (this.little ? u64le : u64be)(bytes, at);
  position = (bytes: Uint8Array, at: number) => (this.big ? this.u64 : this.u32)(bytes, at);
}

/** Which end comes first, by the first bytes of a stream; null for what is no TIFF stream. */
function numbersOf(head: Uint8Array): Numbers | null {
  const order = u16be(head, 0);
  if (head.length < 8 || (order !== 0x4949 && order !== 0x4d4d)) return null;
  const little = order === 0x4949;
  return new Numbers(little, (little ? u16le : u16be)(head, 2) === 43);
}

/**
 * All directories of a TIFF or BigTIFF file, or of an Exif block: the chain from the header, and those that tags point
 * to. Each is read once, so that a loop ends. Throws nothing for broken bytes: `flaw` says what is wrong with one.
 */
export async function readTiffDirectories(source: ByteSource): Promise<TiffDirectoryRead[]> {
  const head = await source.read(0, 16);
  const numbers = numbersOf(head);
  if (numbers === null) return [];
  const read: TiffDirectoryRead[] = [];
  const seen = new Set<number>([0]);
  const first = numbers.position(head, numbers.big ? 8 : 4);
  const waiting: Pointer[] = [{ offset: first, role: "IFD0", next: (n) => `IFD${n}`, n: 0 }];
  let entries = 0;
  for (let pointer = waiting.shift(); pointer !== undefined; pointer = waiting.shift()) {
    if (seen.has(pointer.offset)) continue;
    seen.add(pointer.offset);
    if (read.length >= MAX_DIRECTORIES || entries >= MAX_ENTRIES) {
      read.push({ ...emptyDirectory(pointer, numbers), flaw: "too_many" });
      break;
    }
    const directory = await readDirectory(source, pointer, numbers);
    read.push(directory);
    entries += directory.entries.length;
    const inside = await pointersOf(source, directory);
    // What belongs to a directory comes before the next one of its chain.
    waiting.unshift(...inside, ...(directory.next > 0 && pointer.next ? [following(pointer, directory.next)] : []));
  }
  return read;
}

const following = (pointer: Pointer, offset: number): Pointer => ({
  ...pointer,
  offset,
  n: pointer.n + 1,
  role: pointer.next?.(pointer.n + 1) ?? pointer.role,
});

const emptyDirectory = ({ offset, role }: Pointer, { little, big }: Numbers): TiffDirectoryRead => ({
  ...{ role, offset, bytes: 0, entries: [], next: 0, littleEndian: little, big },
  flaw: null,
});

async function readDirectory(source: ByteSource, pointer: Pointer, numbers: Numbers): Promise<TiffDirectoryRead> {
  const empty = emptyDirectory(pointer, numbers);
  const [countBytes, entryBytes, positionBytes] = numbers.big ? [8, 20, 8] : [2, 12, 4];
  if (!(pointer.offset + countBytes <= source.bytes)) return { ...empty, flaw: "outside" };
  const head = await source.read(pointer.offset, countBytes);
  const count = numbers.big ? numbers.u64(head, 0) : numbers.u16(head, 0);
  const room = Math.floor((source.bytes - pointer.offset - countBytes) / entryBytes);
  const present = Math.min(count, room, 65_535);
  const body = await source.read(pointer.offset + countBytes, present * entryBytes + positionBytes);
  const entries: TiffDirectoryEntry[] = [];
  for (let at = 0; at < present; at++) {
    const entry = entryOf(body, at * entryBytes, pointer.offset + countBytes, numbers);
    if (entry !== null) entries.push(entry);
  }
  // A pointer to other bytes reads as a directory of nonsense: most of its types do not exist.
  if (entries.length * 2 < count) return { ...empty, flaw: present < count ? "cut" : "broken" };
  const bytes = Math.min(countBytes + present * entryBytes + positionBytes, source.bytes - pointer.offset);
  if (present < count) return { ...empty, bytes, entries, flaw: "cut" };
  return { ...empty, bytes, entries, next: numbers.position(body, present * entryBytes) };
}

function entryOf(body: Uint8Array, at: number, from: number, numbers: Numbers): TiffDirectoryEntry | null {
  const type = numbers.u16(body, at + 2);
  const size = TYPE_BYTES[type];
  if (size === undefined) return null;
  const count = numbers.position(body, at + 4);
  const valueAt = at + (numbers.big ? 12 : 8);
  const valueBytes = size * count;
  const inline = valueBytes <= (numbers.big ? 8 : 4);
  const valueOffset = inline ? from + valueAt : numbers.position(body, valueAt);
  return { tag: numbers.u16(body, at), type, count, valueOffset, valueBytes, entryOffset: from + at };
}

/** What a directory is that an entry points to; null for an entry that is no pointer. */
export const roleOf = ({ tag, type }: TiffDirectoryEntry): string | null =>
  POINTERS[tag] ?? (IFD_TYPES.has(type) ? `IFD:0x${tag.toString(16)}` : null);

async function pointersOf(source: ByteSource, directory: TiffDirectoryRead): Promise<Pointer[]> {
  const pointers: Pointer[] = [];
  for (const entry of directory.entries) {
    const role = roleOf(entry);
    if (role === null) continue;
    const offsets = await readTiffNumbers(source, directory, entry, MAX_POINTERS);
    const many = entry.tag === 0x14a || POINTERS[entry.tag] === undefined;
    for (const [n, offset] of offsets.slice(0, many ? MAX_POINTERS : 1).entries()) {
      const next = role === "SubIFD" ? (after: number) => `SubIFD${after}` : null;
      pointers.push({ offset, role: n === 0 ? role : `${role}${n}`, next, n });
    }
  }
  return pointers.filter(({ offset }) => offset > 0);
}

/**
 * The whole numbers of an entry, however wide they are, `most` of them: also of a pointer whose type is signed;
 * bytes are one number, of as many bytes. Empty for rationals, fractions and texts, and for a value outside the stream.
 */
export async function readTiffNumbers(
  source: ByteSource,
  { littleEndian, big }: TiffDirectoryRead,
  { type, count, valueOffset, valueBytes }: TiffDirectoryEntry,
  most = Number.POSITIVE_INFINITY,
): Promise<number[]> {
  const numbers = new Numbers(littleEndian, big);
  const isBytes = type === 1 || type === 6 || type === 7;
  const wide = isBytes ? valueBytes : (TYPE_BYTES[type] ?? 0);
  if ([2, 5, 10, 11, 12, 129].includes(type) || ![1, 2, 4, 8].includes(wide)) return [];
  const howMany = isBytes ? 1 : Math.min(most, count);
  const bytes = await source.read(valueOffset, Math.min(howMany * wide, source.bytes));
  const present = Math.min(howMany, Math.floor(bytes.length / wide));
  const read = { 1: byte, 2: numbers.u16, 4: numbers.u32, 8: numbers.u64 }[wide] ?? byte;
  return Array.from({ length: present }, (_, at) => read(bytes, at * wide));
}
