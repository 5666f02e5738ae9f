import type { Block } from "#picture/containers/blocks.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { blocksInside } from "./blocks-inside.ts";
import { exifTags, tiffStream } from "./exif-tags.ts";
import { iccTags } from "./icc-tags.ts";
import { iptcTags } from "./iptc-tags.ts";
import { photoshopTags } from "./photoshop-tags.ts";
import { decodeLoose } from "./tag-text.ts";
import type { TagsRead } from "./tags-read.ts";
import { textTag } from "./text-tags.ts";
import { xmpTags } from "./xmp-tags.ts";

/** A file that no part tells of, for it is packed or written as text: a picture in XMP, Exif in PNG's texts. */
export interface FileInside {
  /** null for one that was read as a block already: what is new is what is inside it */
  name: string | null;
  bytes: Uint8Array;
}

export interface BlockTags {
  tags: FoundTag[];
  /** blocks that could not be read, or not to their end */
  broken: Block[];
  files: FileInside[];
}

/** The tags in blocks of metadata by ExifTool's names, those of a document inside the file with its name. */
export async function tagsOfBlocks(blocks: readonly Block[]): Promise<BlockTags> {
  const found: BlockTags = { tags: [], broken: [], files: [] };
  for (const block of blocks) {
    const { tags, whole, files = [] } = await read(block);
    const { document } = block;
    found.tags.push(...(document === null ? tags : tags.map((tag) => ({ ...tag, document }))));
    found.files.push(...files);
    if (block.kind === "exif" && block.parts[0]?.content?.coding !== undefined) {
      found.files.push({ name: null, bytes: tiffStream(block.bytes) });
    }
    if (!whole) found.broken.push(block);
  }
  return found;
}

async function read(block: Block): Promise<TagsRead> {
  switch (block.kind) {
    case "exif":
      return exifTags(block.bytes);
    case "xmp":
      return xmpTags(block.bytes);
    case "iptc":
      return iptcTags(block.bytes);
    case "photoshop":
      return photoshopTags(block.bytes);
    case "colour":
      return block.label === "ICC" || block.bytes.length >= 132 ? { ...iccTags(block.bytes), whole: true } : NOTHING;
    case "text":
      return { tags: [textTag(block)], whole: true };
    case "comment":
      return {
        tags: [{ group: "File", place: "File", name: "Comment", value: decodeLoose(block.bytes) }],
        whole: true,
      };
    case "unknown":
    case "trailing":
    case "broken":
    case "maker_data":
      return { tags: await tagsInside(block.bytes), whole: true };
    default:
      return NOTHING;
  }
}

/** The tags of blocks that stand in bytes of no known kind. */
export async function tagsInside(bytes: Uint8Array): Promise<FoundTag[]> {
  const tags: FoundTag[] = [];
  for (const { kind, bytes: inside } of blocksInside(bytes)) {
    const read = kind === "exif" ? await exifTags(inside) : kind === "xmp" ? await xmpTags(inside) : iptcTags(inside);
    tags.push(...read.tags);
  }
  return tags;
}

const NOTHING: TagsRead = { tags: [], whole: true };
