import { concat } from "#picture/containers/bytes.ts";
import { valueBytes } from "./entry-text.ts";
import { numberInto, readTree, sizeOfType, type TiffTree, type TreeDirectory, type TreeEntry } from "./tiff-tree.ts";

const EXIF_IFD = 0x8769;
const GPS_IFD = 0x8825;
const INTEROP_IFD = 0xa005;
const LONG = 4;

/**
 * The block written anew, without gaps and without what stands before its TIFF header: the first directory and those of
 * Exif, GPS and Interop that it points to, with the values that are whole (Exif 3.0 §4.5.2). No maker note survives being
 * moved: it must be out already. Null where nothing is left, or the block cannot be read.
 */
export function writeExif(block: Uint8Array): Uint8Array | null {
  const tree = readTree(block);
  const first = tree?.chain[0];
  if (!tree || !first || tree.big) return null;
  const head = block.slice(tree.base, tree.base + 8);
  numberInto(head, 4, 8, 4, tree.little);
  const body = directory(tree, first, 8);
  return body === null ? null : concat([head, body]);
}

interface Piece {
  tag: number;
  type: number;
  count: number;
  value: Uint8Array;
}

/** A directory with all that it refers to, to be put at `at`; null where it would be empty. */
function directory(tree: TiffTree, { entries }: TreeDirectory, at: number): Uint8Array | null {
  const plain = entries
    .filter((entry) => entry.leads.length === 0 && isWhole(tree, entry))
    .map((entry) => piece(tree, entry));
  const pointers = [EXIF_IFD, GPS_IFD, INTEROP_IFD].flatMap((tag) => {
    const inner = entries.find((entry) => entry.tag === tag)?.leads[0];
    return inner && directory(tree, inner, 0) ? [{ tag, inner }] : [];
  });
  const count = plain.length + pointers.length;
  if (count === 0) return null;
  const behind: Uint8Array[] = [];
  let end = at + 2 + 12 * count + 4;
  const append = (bytes: Uint8Array): number => {
    const start = end;
    behind.push(bytes, new Uint8Array(bytes.length % 2));
    end += bytes.length + (bytes.length % 2);
    return start;
  };
  const pieces = [
    ...plain,
    ...pointers.map(({ tag, inner }): Piece => {
      const start = append(directory(tree, inner, end) as Uint8Array);
      const value = new Uint8Array(4);
      numberInto(value, 0, start, 4, tree.little);
      return { tag, type: LONG, count: 1, value };
    }),
  ].sort((one, other) => one.tag - other.tag);
  const table = new Uint8Array(2 + 12 * count + 4);
  numberInto(table, 0, count, 2, tree.little);
  for (const [index, { tag, type, count: number, value }] of pieces.entries()) {
    const slot = 2 + 12 * index;
    numberInto(table, slot, tag, 2, tree.little);
    numberInto(table, slot + 2, type, 2, tree.little);
    numberInto(table, slot + 4, number, 4, tree.little);
    if (value.length <= 4) table.set(value, slot + 8);
    else numberInto(table, slot + 8, append(value), 4, tree.little);
  }
  return concat([table, ...behind]);
}

const isWhole = ({ bytes }: TiffTree, { type, start, length }: TreeEntry): boolean =>
  sizeOfType(type) > 0 && length > 0 && start + length <= bytes.length;

const piece = (tree: TiffTree, entry: TreeEntry): Piece => ({ ...entry, value: valueBytes(tree, entry) });

/** What an Exif block needs to say for the picture to be shown as it is. */
export interface ShownExif {
  /** 1 to 8 */
  orientation: number;
  /** 1: sRGB, 0xffff: uncalibrated (Exif 3.0 §4.6.6.1); null: not said */
  colorSpace: number | null;
}

/** A new block with that alone, big-endian; null where there is nothing to say. */
export function minimalExif({ orientation, colorSpace }: ShownExif): Uint8Array | null {
  const turned = orientation > 1 && orientation <= 8;
  if (!turned && colorSpace === null) return null;
  const short = (tag: number, value: number) => [tag >> 8, tag & 255, 0, 3, 0, 0, 0, 1, value >> 8, value & 255, 0, 0];
  const inner = colorSpace === null ? [] : [0, 1, ...short(0xa001, colorSpace), 0, 0, 0, 0];
  const count = (turned ? 1 : 0) + (colorSpace === null ? 0 : 1);
  const place = 8 + 2 + 12 * count + 4;
  return Uint8Array.from([
    ...[0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, count],
    ...(turned ? short(0x0112, orientation) : []),
    ...(colorSpace === null ? [] : [0x87, 0x69, 0, LONG, 0, 0, 0, 1, 0, 0, 0, place]),
    ...[0, 0, 0, 0],
    ...inner,
  ]);
}
