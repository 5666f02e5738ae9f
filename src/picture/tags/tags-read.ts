import type { FoundTag } from "#picture/privacy/found-tag.ts";

/** What a reader found in a block. */
export interface TagsRead {
  tags: FoundTag[];
  /** false where the block, or a piece of it, could not be read: what it says is then not known */
  whole: boolean;
  /** files that stand in it as text: a picture in XMP */
  files?: { name: string; bytes: Uint8Array }[];
}
