import type { ByteSource } from "./byte-source.ts";
import {
  readTiffDirectories,
  readTiffNumbers,
  roleOf,
  type TiffDirectoryEntry,
  type TiffDirectoryRead,
} from "./tiff-directories.ts";
import { kindOfTag } from "./tiff-tags.ts";

/** Of the layout's values only the small ones are kept, bytes: lists of strips are long. */
const MAX_LAYOUT = 64;

interface Kept {
  entry: TiffDirectoryEntry;
  /** null: in the entry itself */
  value: Uint8Array | null;
  /** where directories are that it points to */
  pointers: number[];
}

/**
 * A TIFF file without its pixels: the same directories, with the values that say something, as a new stream of at most
 * `most` bytes. Readers of Exif blocks read it as one. null where the directories alone are more.
 */
export async function tiffWithoutPixels(source: ByteSource, most: number): Promise<Uint8Array | null> {
  const directories = (await readTiffDirectories(source)).filter(({ entries }) => entries.length > 0);
  const [first] = directories;
  if (first === undefined) return null;
  const { big, littleEndian } = first;
  const wide = big ? 8 : 4;
  let room = most - (big ? 16 : 8);
  const plans: { directory: TiffDirectoryRead; kept: Kept[]; at: number }[] = [];
  for (const directory of directories) {
    const kept: Kept[] = [];
    room -= (big ? 16 : 6) + directory.entries.length * (big ? 20 : 12);
    if (room < 0) return null;
    for (const entry of directory.entries) {
      const one = await keptOf(source, directory, entry, room, wide);
      room -= (one?.value?.length ?? 0) + (one?.pointers.length ?? 0) * wide + 1;
      if (one !== null) kept.push(one);
    }
    plans.push({ directory, kept, at: 0 });
  }
  return written(source, plans, { big, littleEndian, wide });
}

async function keptOf(
  source: ByteSource,
  directory: TiffDirectoryRead,
  entry: TiffDirectoryEntry,
  room: number,
  wide: number,
): Promise<Kept | null> {
  if (roleOf(entry) !== null) {
    const pointers = await readTiffNumbers(source, directory, entry, 100);
    return { entry, value: null, pointers };
  }
  if (entry.valueBytes <= wide) return { entry, value: null, pointers: [] };
  const isLayout = kindOfTag(entry.tag)[0] === "structure" && entry.valueBytes > MAX_LAYOUT;
  if (isLayout || entry.valueBytes > room - 1) return null;
  const value = await source.read(entry.valueOffset, entry.valueBytes);
  return value.length < entry.valueBytes ? null : { entry, value, pointers: [] };
}

async function written(
  source: ByteSource,
  plans: { directory: TiffDirectoryRead; kept: Kept[]; at: number }[],
  { big, littleEndian, wide }: { big: boolean; littleEndian: boolean; wide: number },
): Promise<Uint8Array> {
  const even = (bytes: number) => bytes + (bytes % 2);
  let end = big ? 16 : 8;
  const moved = new Map<number, number>();
  for (const plan of plans) {
    plan.at = end;
    moved.set(plan.directory.offset, end);
    end += (big ? 16 : 6) + plan.kept.length * (big ? 20 : 12);
  }
  const valuesAt = end;
  for (const { kept } of plans) {
    for (const { value, pointers } of kept)
      end += even((value?.length ?? 0) + (pointers.length > 1 ? pointers.length * wide : 0));
  }
  const bytes = new Uint8Array(end);
  const view = new DataView(bytes.buffer);
  const position = (at: number, value: number) =>
    big ? view.setBigUint64(at, BigInt(value), littleEndian) : view.setUint32(at, value, littleEndian);
  bytes.set((await source.read(0, big ? 8 : 4)).subarray(0, big ? 8 : 4));
  position(big ? 8 : 4, plans[0]?.at ?? 0);
  let valueAt = valuesAt;
  for (const { directory, kept, at } of plans) {
    if (big) position(at, kept.length);
    else view.setUint16(at, kept.length, littleEndian);
    let entryAt = at + (big ? 8 : 2);
    for (const { entry, value, pointers } of kept) {
      const body = await source.read(entry.entryOffset, big ? 20 : 12);
      bytes.set(body, entryAt);
      const fieldAt = entryAt + (big ? 12 : 8);
      if (pointers.length > 0) {
        view.setUint16(entryAt + 2, big ? 18 : 13, littleEndian);
        position(entryAt + 4, pointers.length);
        const listAt = pointers.length === 1 ? fieldAt : valueAt;
        for (const [n, pointer] of pointers.entries()) position(listAt + n * wide, moved.get(pointer) ?? 0);
        if (pointers.length > 1) position(fieldAt, valueAt);
      }
      if (value !== null) {
        bytes.set(value, valueAt);
        position(fieldAt, valueAt);
      }
      valueAt += even((value?.length ?? 0) + (pointers.length > 1 ? pointers.length * wide : 0));
      entryAt += big ? 20 : 12;
    }
    position(entryAt, moved.get(directory.next) ?? 0);
  }
  return bytes;
}
