import type { ByteSource } from "./byte-source.ts";
import type { Part, PartKind } from "./part.ts";
import { readTiffNumbers, type TiffDirectoryRead } from "./tiff-directories.ts";
import { TAGS } from "./tiff-tags.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** Strips or tiles of one directory whose places are read; more are not walked. */
const MAX_STRIPS = 400_000;
/** A reduced picture up to here is a thumbnail, px; a larger one is a preview. */
const THUMBNAIL_WIDTH = 512;

/**
 * Where the coded pixels of a directory lie: its strips or tiles, those beside one another as one, its JPEG of Exif's
 * kind (JPEGInterchangeFormat), what it calls free, and the tables of the JPEG of TIFF 6.0 section 22.
 */
export async function pixelsOf(
  source: ByteSource,
  directory: TiffDirectoryRead,
  all: readonly TiffDirectoryRead[],
  budget: WalkBudget,
): Promise<{ parts: Part[]; gaveUp: boolean }> {
  const numbers = async (tag: number): Promise<number[]> => {
    const entry = directory.entries.find((one) => one.tag === tag);
    if (entry === undefined) return [];
    if (!budget.takeBytes(Math.min(entry.valueBytes, source.bytes))) return [];
    return readTiffNumbers(source, directory, entry, MAX_STRIPS);
  };
  const parts: Part[] = [];
  const kind = await kindOfPixels(directory, all, numbers);
  const add = (offsets: number[], lengths: number[], what: PartKind, name: string) => {
    for (const { offset, bytes } of joined(offsets, lengths)) {
      const content = what === "padding" ? undefined : { offset, bytes };
      // Pixels of the picture itself hold nothing else, unless they are a whole JPEG.
      const holds = content && (what !== "pixels" || offsets.length === 1);
      parts.push({ offset, bytes, kind: what, name, label: directory.role, ...(holds && { content }) });
    }
  };
  for (const [at, length, name] of [
    [TAGS.strips, TAGS.stripBytes, "strips"],
    [TAGS.tiles, TAGS.tileBytes, "tiles"],
  ] as const) {
    const offsets = await numbers(at);
    const lengths = await numbers(length);
    add(offsets, lengths.length > 0 ? lengths : await plainLength(offsets, numbers), kind, name);
  }
  const jpegKind = kind === "pixels" && directory.role !== "IFD0" ? "thumbnail" : kind;
  add(await numbers(TAGS.jpeg), await numbers(TAGS.jpegBytes), jpegKind, "jpeg");
  add(await numbers(TAGS.free), await numbers(TAGS.freeBytes), "unknown", "free");
  for (const [n, tag] of TAGS.jpegTables.entries()) {
    const tables = await numbers(tag);
    for (const offset of tables.slice(0, 4)) {
      const bytes = n === 0 ? 64 : await huffmanBytes(source, offset);
      parts.push({ offset, bytes, kind: "structure", name: "table", label: directory.role });
    }
  }
  const counts = directory.entries.filter(({ tag }) => tag === TAGS.strips || tag === TAGS.tiles);
  return { parts, gaveUp: counts.some(({ count }) => count > MAX_STRIPS) };
}

/** True for a file of pictures; an Exif block's first directory has none of its own. */
const isFile = ([first]: readonly TiffDirectoryRead[]): boolean =>
  first?.entries.some(({ tag }) => tag === TAGS.strips || tag === TAGS.tiles || tag === TAGS.jpeg) === true;

async function kindOfPixels(
  { role }: TiffDirectoryRead,
  all: readonly TiffDirectoryRead[],
  numbers: (tag: number) => Promise<number[]>,
): Promise<PartKind> {
  const [subfile = 0] = await numbers(TAGS.subfile);
  const [width = 0] = await numbers(TAGS.width);
  if (subfile % 2 === 0 && isFile(all)) return "pixels";
  return role !== "IFD0" && width <= THUMBNAIL_WIDTH ? "thumbnail" : "preview";
}

/** Of one strip without a length, what its pixels take unpacked: old programs left the length away. */
async function plainLength(offsets: number[], numbers: (tag: number) => Promise<number[]>): Promise<number[]> {
  if (offsets.length !== 1) return [];
  const [[width = 0], [height = 0], bits] = [
    await numbers(TAGS.width),
    await numbers(TAGS.height),
    await numbers(TAGS.bits),
  ];
  const [samples = 1] = await numbers(TAGS.samples);
  return [Math.ceil((width * samples * (bits[0] ?? 1)) / 8) * height];
}

/** A Huffman table as TIFF 6.0 section 22 keeps it: how many codes of each length, then their values. */
async function huffmanBytes(source: ByteSource, offset: number): Promise<number> {
  const counts = await source.read(offset, 16);
  return (
    16 +
    Math.min(
      256,
      counts.reduce((sum, count) => sum + count, 0),
    )
  );
}

function joined(offsets: readonly number[], lengths: readonly number[]): { offset: number; bytes: number }[] {
  const pieces: { offset: number; bytes: number }[] = [];
  const sorted = offsets
    .map((offset, n) => ({ offset, bytes: lengths[n] ?? 0 }))
    .filter(({ bytes }) => bytes > 0)
    .sort((one, other) => one.offset - other.offset);
  for (const piece of sorted) {
    const last = pieces.at(-1);
    if (last !== undefined && piece.offset <= last.offset + last.bytes) {
      last.bytes = Math.max(last.bytes, piece.offset + piece.bytes - last.offset);
    } else pieces.push({ ...piece });
  }
  return pieces;
}
