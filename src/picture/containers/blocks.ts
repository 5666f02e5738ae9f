import { type BlockGroup, blockGroups } from "./block-groups.ts";
import { type ByteSource, sourceOfPiece } from "./byte-source.ts";
import { concat, u32be } from "./bytes.ts";
import { readContent } from "./content.ts";
import type { Part, PartKind, Walk } from "./part.ts";
import { tiffWithoutPixels } from "./tiff-without-pixels.ts";

/** What one part, or several that are one thing, holds: unpacked and put together. */
export interface Block {
  kind: PartKind;
  /** as the part's: the keyword of a text, the GUID of extended XMP, the name of a maker */
  label?: string;
  bytes: Uint8Array;
  /** what it was put together of, in its order */
  parts: Part[];
  /** null for the picture itself; else where it is: `thumbnail`, `image 2`, `video`, `image 2 thumbnail` */
  document: string | null;
}

export interface Blocks {
  blocks: Block[];
  /** what should hold something and could not be read, or not whole; `document` as a block's */
  unread: { part: Part; why: "too_large" | "broken"; document: string | null }[];
}

/** One block at most, bytes. */
const MAX_BLOCK = 4_000_000;
/** All blocks of a file, bytes. */
const MAX_ALL = 16_000_000;

/**
 * The metadata of a picture and of the pictures inside it, and what nobody knows: first all of the kinds that have
 * readers, then the unknown, up to 4 MB each and 16 MB in all. A block of which only a piece is there is given as far
 * as it goes, and told as unread too. Throws what the source throws.
 */
export async function readBlocks(source: ByteSource, walk: Walk): Promise<Blocks> {
  const read: Blocks = { blocks: [], unread: [] };
  let left = MAX_ALL;
  for (const group of blockGroups(walk.parts)) {
    const most = Math.min(MAX_BLOCK, left);
    const { bytes, why } = await readGroup(source, group, most);
    if (why !== null) read.unread.push({ part: group.parts[0]!, why, document: group.document });
    if (bytes === null) continue;
    left -= bytes.length;
    const { kind, label, document } = group;
    read.blocks.push({ kind, ...(label !== undefined && { label }), bytes, parts: group.parts, document });
  }
  return read;
}

type Read = { bytes: Uint8Array | null; why: "too_large" | "broken" | null };

async function readGroup(source: ByteSource, group: BlockGroup, most: number): Promise<Read> {
  const sizes = group.parts.reduce((sum, { content }) => sum + (content?.bytes ?? 0), 0);
  const isPlain = group.parts.every(({ content }) => content?.coding === undefined);
  if (group.isTiffFile && sizes > most) return withoutPixels(source, group, most);
  if (isPlain && sizes > most) return { bytes: null, why: "too_large" };
  if (group.order !== null) await sortByOrder(source, group, group.order);
  const pieces: Uint8Array[] = [];
  let why: Read["why"] = null;
  let room = most;
  for (const part of group.parts) {
    const piece = await pieceOf(source, part, room);
    if (piece === null) return { bytes: null, why: sizes > most ? "too_large" : "broken" };
    if (part.content?.coding === undefined && piece.length < (part.content?.bytes ?? 0)) why = "broken";
    room -= piece.length;
    pieces.push(piece);
  }
  const bytes = concat(pieces);
  if (group.order === "extended_xmp" && !(await isWhole(source, group, bytes.length))) why = "broken";
  return { bytes, why };
}

async function withoutPixels(source: ByteSource, { parts }: BlockGroup, most: number): Promise<Read> {
  const { offset = 0, bytes: length = 0 } = parts[0] ?? {};
  const bytes = await tiffWithoutPixels(sourceOfPiece(source, offset, length), most);
  return { bytes, why: bytes === null ? "too_large" : null };
}

async function pieceOf(source: ByteSource, part: Part, most: number): Promise<Uint8Array | null> {
  const { content } = part;
  if (content === undefined) return null;
  return content.coding === undefined ? source.read(content.offset, content.bytes) : readContent(source, part, most);
}

/** Where in front of a segment's content its place among the others stands. */
const ORDER_AT = { icc: [-2, 1], extended_xmp: [-4, 4], jumbf: null } as const;

async function sortByOrder(source: ByteSource, group: BlockGroup, order: keyof typeof ORDER_AT): Promise<void> {
  const places = new Map<Part, number>();
  for (const part of group.parts) places.set(part, await placeOf(source, part, order));
  group.parts.sort((one, other) => places.get(one)! - places.get(other)!);
}

async function placeOf(source: ByteSource, part: Part, order: keyof typeof ORDER_AT): Promise<number> {
  const [back, wide] = ORDER_AT[order] ?? [0, 4];
  // A JUMBF packet's number stands behind the marker, the length, "JP" and the box's number.
  const at = order === "jumbf" ? part.offset + 8 : (part.content?.offset ?? 0) + back;
  const bytes = await source.read(at, wide);
  return wide === 1 ? (bytes[0] ?? 0) : u32be(bytes, 0);
}

/** Extended XMP says how long it is: eight bytes before each piece (XMP part 3, section 1.1.3.1). */
async function isWhole(source: ByteSource, { parts }: BlockGroup, bytes: number): Promise<boolean> {
  const head = await source.read((parts[0]?.content?.offset ?? 8) - 8, 4);
  return u32be(head, 0) === bytes;
}
