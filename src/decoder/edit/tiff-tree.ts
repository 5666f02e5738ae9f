import { startsWith, u16be, u16le, u32be, u32le, u64be, u64le } from "#picture/containers/bytes.ts";

/** A tag of a directory: where it is written, and where its value lies; all positions from the first byte given. */
export interface TreeEntry {
  tag: number;
  type: number;
  count: number;
  /** of the entry itself: 12 bytes, of BigTIFF 20 */
  at: number;
  /** of the value, which may lie in the entry */
  start: number;
  /** of the value, bytes; 0 where the type is not known */
  length: number;
  /** true where the value lies in the entry */
  inside: boolean;
  /** the directories that it points to */
  leads: TreeDirectory[];
}

export interface TreeDirectory {
  /** ExifTool's family 1: `IFD0` `IFD1` `ExifIFD` `GPS` `InteropIFD` `SubIFD` … */
  place: string;
  at: number;
  entries: TreeEntry[];
  /** where the position of the next directory is written */
  link: number;
}

/** The directories of a TIFF stream, of Exif or of a file (TIFF 6.0 §2; BigTIFF). */
export interface TiffTree {
  bytes: Uint8Array;
  /** where the TIFF header begins: places in the stream count from there */
  base: number;
  little: boolean;
  big: boolean;
  /** IFD0, IFD1 …: the chain of those that follow one another */
  chain: TreeDirectory[];
  /** true where the chain goes on to a directory that cannot be read */
  broken: boolean;
}

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
export const sizeOfType = (type: number): number => SIZES[type] ?? 0;

/** Tags that point to a directory, whatever the type of the pointer (Exif 3.0 §4.6.3; ExifTool's SubDirectory tags). */
const POINTERS: Readonly<Record<number, string>> = {
  330: "SubIFD",
  400: "GlobParamIFD",
  33424: "KodakIFD",
  34665: "ExifIFD",
  34853: "GPS",
  34954: "LeafSubIFD",
  40965: "InteropIFD",
  50933: "ProfileIFD",
};
const POINTER_TYPES = [3, 4, 8, 9, 13, 16, 17, 18];
const IFD = 13;
const IFD8 = 18;

/** More than any camera or scanner writes; what has more is not read. */
const MAX_DIRECTORIES = 1_000;
const MAX_ENTRIES = 20_000;
const MAX_LEVELS = 6;

/**
 * Where the TIFF header of an Exif block begins; null where there is none. Blocks come with `Exif\0\0` before it, and in
 * ISO BMFF with four bytes of offset or a JPEG marker besides (ISO/IEC 23008-12 annex A.2.1).
 */
export function tiffStart(bytes: Uint8Array): number | null {
  for (let at = 0; at <= 32 && at + 8 <= bytes.length; at++) {
    if (["II*\0", "MM\0*", "II+\0", "MM\0+"].some((order) => startsWith(bytes, order, at))) return at;
  }
  return null;
}

/**
 * Reads all directories of a TIFF stream. Null where its first one, or one of those that its tags point to, cannot be
 * read to its end, and where there are too many. A pointer that leads out of the stream leads nowhere.
 */
export function readTree(bytes: Uint8Array): TiffTree | null {
  const base = tiffStart(bytes);
  if (base === null) return null;
  const little = startsWith(bytes, "II", base);
  const tree: TiffTree = { bytes, base, little, big: u16(bytes, base + 2, little) === 43, chain: [], broken: false };
  const limits = { directories: 0, entries: 0, seen: new Set<number>() };
  let next = readPlace(tree, base + (tree.big ? 8 : 4));
  while (next > 0 && !limits.seen.has(next)) {
    const directory = readDirectory(tree, next, `IFD${tree.chain.length}`, 0, limits);
    if (directory === null) {
      tree.broken = true;
      break;
    }
    tree.chain.push(directory);
    next = readPlace(tree, directory.link);
  }
  return tree.chain.length > 0 ? tree : null;
}

interface Limits {
  directories: number;
  entries: number;
  seen: Set<number>;
}

function readDirectory(tree: TiffTree, at: number, place: string, level: number, limits: Limits): TreeDirectory | null {
  const { bytes, little, big } = tree;
  const [head, size, slot] = big ? [8, 20, 8] : [2, 12, 4];
  const count = big ? u64(bytes, at, little) : u16(bytes, at, little);
  const link = at + head + count * size;
  limits.directories += 1;
  limits.entries += count;
  if (at + head > bytes.length || link > bytes.length || level > MAX_LEVELS) return null;
  if (limits.directories > MAX_DIRECTORIES || limits.entries > MAX_ENTRIES) return null;
  limits.seen.add(at);
  const directory: TreeDirectory = { place, at, entries: [], link };
  for (let index = 0; index < count; index++) {
    const entry = readEntry(tree, at + head + index * size, slot);
    directory.entries.push(entry);
    const role = POINTERS[entry.tag] ?? (entry.type === IFD || entry.type === IFD8 ? "SubIFD" : null);
    if (role === null || !POINTER_TYPES.includes(entry.type)) continue;
    for (const [order, to] of numbersOf(tree, entry).slice(0, MAX_DIRECTORIES).entries()) {
      const target = tree.base + to;
      if (to < 8 || target + head > bytes.length || limits.seen.has(target)) continue;
      const inner = readDirectory(tree, target, order > 0 ? `${role}${order}` : role, level + 1, limits);
      if (inner === null) return null;
      entry.leads.push(inner);
    }
  }
  return directory;
}

function readEntry(tree: TiffTree, at: number, slot: number): TreeEntry {
  const { bytes, little, big, base } = tree;
  const type = u16(bytes, at + 2, little);
  const count = big ? u64(bytes, at + 4, little) : u32(bytes, at + 4, little);
  const length = sizeOfType(type) * count;
  const value = at + (big ? 12 : 8);
  const inside = length <= slot;
  const start = inside ? value : base + (big ? u64(bytes, value, little) : u32(bytes, value, little));
  return { tag: u16(bytes, at, little), type, count, at, start, length, inside, leads: [] };
}

/** The whole numbers of a value, so many as lie in the stream; none for other types. */
export function numbersOf({ bytes, little }: TiffTree, { type, start, length, count }: TreeEntry): number[] {
  const size = sizeOfType(type);
  if (![1, 3, 4, 6, 8, 9, 13, 16, 17, 18].includes(type) || start + length > bytes.length || count > 1_000_000)
    return [];
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * size;
    if (size === 1) return bytes[at] ?? 0;
    return size === 2 ? u16(bytes, at, little) : size === 4 ? u32(bytes, at, little) : u64(bytes, at, little);
  });
}

/** The position of a directory that is written at `at`, from the first byte given; 0 for none. */
function readPlace({ bytes, base, little, big }: TiffTree, at: number): number {
  if (at + (big ? 8 : 4) > bytes.length) return 0;
  const place = big ? u64(bytes, at, little) : u32(bytes, at, little);
  return place < 8 || base + place >= bytes.length ? 0 : base + place;
}

const u16 = (bytes: Uint8Array, at: number, little: boolean) => (little ? u16le : u16be)(bytes, at);
const u32 = (bytes: Uint8Array, at: number, little: boolean) => (little ? u32le : u32be)(bytes, at);
const u64 = (bytes: Uint8Array, at: number, little: boolean) => (little ? u64le : u64be)(bytes, at);

/** Writes a whole number of so many bytes. */
export function numberInto(bytes: Uint8Array, at: number, value: number, size: number, little: boolean): void {
  for (let index = 0; index < size; index++) {
    bytes[at + (little ? index : size - 1 - index)] = Math.floor(value / 256 ** index) & 0xff;
  }
}
