import { createReadStream } from "node:fs";
import { type FileHandle, open, rm, stat } from "node:fs/promises";
import { FileSource } from "#decoder/inspect/sync-source.ts";
import { readDirectory, readTiffHeader, type TiffEntry } from "#decoder/inspect/tiff-directory.ts";
import { invalidParameter } from "#picture/recipe.ts";
import { unfit } from "./overwrite.ts";

/** StripOffsets and TileOffsets (TIFF 6.0 §8, §15): the values are themselves offsets in the file. */
const OFFSETS = [273, 324];
const LONG = 4;
/** Places in a classic TIFF have 32 bits (TIFF 6.0 §2). */
const MAX_BYTES = 0xffff_ffff;
/** What a directory of one page may have, bytes. */
const MAX_READ = 64_000_000;

/**
 * Joins TIFFs of one page each into one of many, which may differ in everything: libvips writes pages of one size alone.
 * Each file goes behind the last one as it is; then the offsets in it are moved, and the last page points to it.
 *
 * @param make writes page `index` (from 0) to a path, as libvips does: a classic TIFF of little-endian order
 * @returns bytes of the whole
 */
export async function joinPages(
  count: number,
  output: string,
  make: (index: number, path: string) => Promise<unknown>,
): Promise<number> {
  const part = `${output}.page`;
  const whole = await open(output, "w+");
  try {
    let end = 0;
    let link: number | null = null;
    for (let index = 0; index < count; index++) {
      await make(index, part);
      const page = readPage(part);
      const start: number = link === null ? 0 : end + (end % 2); // a directory begins on an even byte
      const { size } = await stat(part);
      if (start + size > MAX_BYTES) {
        throw invalidParameter("page", "All pages as one TIFF would pass 4 GB: take them one at a time.");
      }
      await append(whole, part, start);
      for (const at of page.offsets) await move(whole, start + at, start);
      if (link !== null) await writeLong(whole, link, start + page.directory);
      link = start + page.link;
      end = start + size;
    }
    return end;
  } finally {
    await whole.close();
    await rm(part, { force: true });
  }
}

/** Where the directory of a page stands, where every place in it is written, and where the next directory's goes. */
function readPage(path: string): { directory: number; link: number; offsets: number[] } {
  const source = new FileSource(path, MAX_READ);
  try {
    const header = readTiffHeader(source);
    if (!header?.little || header.big) throw unfit("a page that is not a classic TIFF of little-endian order");
    const { entries, next } = readDirectory(source, header, header.first);
    if (next !== 0) throw unfit("a page with more than one page");
    const offsets = entries.flatMap((entry, index) => offsetsOf(entry, header.first + 2 + 12 * index + 8));
    return { directory: header.first, link: header.first + 2 + 12 * entries.length, offsets };
  } finally {
    source.close();
  }
}

/** @param slot where the value of the entry stands, or the place where it is */
function offsetsOf(entry: TiffEntry, slot: number): number[] {
  const inside = entry.offset === slot;
  const own = inside ? [] : [slot];
  if (!OFFSETS.includes(entry.tag)) return own;
  if (entry.type !== LONG) throw unfit(`a page with offsets of type ${entry.type}`);
  return [...own, ...Array.from({ length: entry.count }, (_, index) => entry.offset + 4 * index)];
}

async function append(whole: FileHandle, path: string, start: number): Promise<void> {
  let at = start;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    await whole.write(chunk, 0, chunk.length, at);
    at += chunk.length;
  }
}

async function move(whole: FileHandle, at: number, by: number): Promise<void> {
  const bytes = Buffer.alloc(4);
  await whole.read(bytes, 0, 4, at);
  await writeLong(whole, at, bytes.readUInt32LE() + by);
}

async function writeLong(whole: FileHandle, at: number, value: number): Promise<void> {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  await whole.write(bytes, 0, 4, at);
}
