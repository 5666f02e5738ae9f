import type { Range } from "./ranges.ts";
import { numbersOf, type TiffTree, type TreeDirectory, type TreeEntry } from "./tiff-tree.ts";

/** Pairs of places and lengths of what is coded elsewhere: strips, tiles, a JPEG (TIFF 6.0 §8, §15, §22). */
const DATA = [
  [0x0111, 0x0117],
  [0x0144, 0x0145],
  [0x0201, 0x0202],
] as const;
/** Tables of the JPEG of 1992 (TIFF 6.0 §22): places only; 64 bytes, or 16 counts and so many symbols. */
const Q_TABLES = 0x0207;
const HUFFMAN_TABLES = [0x0208, 0x0209];

/** Where the pixels of a directory lie, and what is needed to decode them. */
export function dataRanges(tree: TiffTree, { entries: all }: TreeDirectory, entries: readonly TreeEntry[]): Range[] {
  const { bytes, base } = tree;
  const numbers = (tag: number, from = entries): number[] => {
    const entry = from.find((one) => one.tag === tag);
    return entry ? numbersOf(tree, entry) : [];
  };
  const data = DATA.flatMap(([starts, lengths]) => {
    const sizes = numbers(lengths, all);
    // Without a length, up to the end: what cannot be known stays.
    return numbers(starts).map((at, index): Range => [base + at, base + at + (sizes[index] ?? bytes.length)]);
  });
  const tables = numbers(Q_TABLES).map((at): Range => [base + at, base + at + 64]);
  const huffman = HUFFMAN_TABLES.flatMap((tag) => numbers(tag)).map((at): Range => {
    const symbols = bytes.subarray(base + at, base + at + 16).reduce((sum, one) => sum + one, 0);
    return [base + at, base + at + 16 + symbols];
  });
  return [...data, ...tables, ...huffman];
}

/** The first bytes of pixels that a directory has, of a JPEG all of them; null where it has none. */
export function embeddedPicture(tree: TiffTree, directory: TreeDirectory): Uint8Array | null {
  const value = (tag: number): number | undefined => {
    const entry = directory.entries.find((one) => one.tag === tag);
    return entry && numbersOf(tree, entry)[0];
  };
  for (const [start, length] of DATA) {
    const [at, size] = [value(start), value(length)];
    if (at !== undefined && size) return tree.bytes.subarray(tree.base + at, tree.base + at + size);
  }
  return null;
}
