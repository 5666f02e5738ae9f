import type { Block } from "#picture/containers/blocks.ts";
import { sourceOfBytes } from "#picture/containers/byte-source.ts";
import { startsWith } from "#picture/containers/bytes.ts";
import type { Part, PartKind } from "#picture/containers/part.ts";
import { walkPhotoshop } from "#picture/containers/photoshop.ts";
import { WalkBudget } from "#picture/containers/walk-budget.ts";

/** Numbers of resources, as the walk names them (Adobe Photoshop File Formats Specification, "Image Resource IDs"). */
const IPTC_DIGEST = "0x0425";
/** With red and blue the other way round: it is told, and not shown. */
const OLD_THUMBNAIL = "0x0409";
const SEGMENT_HEAD = "Photoshop 3.0\0";

/** What Photoshop's image resources hold of a picture. */
interface PhotoshopResources {
  /** in their order; only kinds that have a reader */
  blocks: { kind: PartKind; bytes: Uint8Array }[];
  digest: Uint8Array | null;
  /** small copies of the picture as JPEG */
  copies: Uint8Array[];
  /** true where there is a small copy of any kind */
  thumbnail: boolean;
}

/** Reads blocks of image resources by the walk of them: a broken one costs only what lies behind it. */
export async function photoshopResources(blocks: readonly Block[]): Promise<PhotoshopResources> {
  const read: PhotoshopResources = { blocks: [], digest: null, copies: [], thumbnail: false };
  for (const { bytes: whole } of blocks) {
    // In the raw profile of a PNG the segment's head may stand before them.
    const bytes = startsWith(whole, SEGMENT_HEAD) ? whole.subarray(SEGMENT_HEAD.length) : whole;
    const { parts } = await walkPhotoshop(sourceOfBytes(bytes), new WalkBudget(), 0);
    for (const part of parts) if (part.content) take(read, part, contentOf(bytes, part.content));
  }
  return read;
}

const contentOf = (bytes: Uint8Array, { offset, bytes: length }: NonNullable<Part["content"]>) =>
  bytes.subarray(offset, offset + length);

function take(read: PhotoshopResources, { kind, name }: Part, bytes: Uint8Array): void {
  if (name === IPTC_DIGEST && bytes.length === 16) read.digest = bytes;
  if (kind === "iptc" || kind === "exif" || kind === "xmp") read.blocks.push({ kind, bytes });
  if (kind !== "thumbnail" || bytes.length === 0) return;
  read.thumbnail = true;
  if (name !== OLD_THUMBNAIL) read.copies.push(bytes);
}
