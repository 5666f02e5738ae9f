import { byte, startsWith, u16be, u32be } from "#picture/containers/bytes.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { resourceName } from "#picture/privacy/photoshop-names.ts";
import { exifTags } from "./exif-tags.ts";
import { iptcTags } from "./iptc-tags.ts";
import { binaryText, decodeUndefined, decodeWide, readableRuns } from "./tag-text.ts";
import type { TagsRead } from "./tags-read.ts";
import { xmpTags } from "./xmp-tags.ts";

/** Thumbnails and the colour profile: their parts tell of them. */
const PICTURES = new Set([0x0409, 0x040c, 0x040f]);
const IPTC = 0x0404;
const EXIF = [0x0422, 0x0423];
const XMP = 0x0424;
const SLICES = 0x041a;
const VERSION = 0x0421;
const SIGNATURES = ["8BIM", "PHUT", "DCSR", "AgHg", "MeSa"];
const MAX_RESOURCES = 5_000;
/** Of the words in one resource, characters. */
const MOST = 2_000;

/**
 * A run of Photoshop's image resources (Adobe Photoshop File Formats Specification, "Image Resource Blocks"), with IPTC,
 * Exif and XMP in it.
 */
export async function photoshopTags(block: Uint8Array): Promise<TagsRead> {
  const tags: FoundTag[] = [];
  let at = startsWith(block, "Photoshop 3.0\0") ? 14 : 0;
  while (tags.length < MAX_RESOURCES && SIGNATURES.some((signature) => startsWith(block, signature, at))) {
    // A Pascal string, padded to an even number of bytes with its length byte.
    const sizeAt = at + 6 + ((byte(block, at + 6) + 2) & ~1);
    const size = u32be(block, sizeAt);
    const data = block.subarray(sizeAt + 4, sizeAt + 4 + size);
    const number = u16be(block, at + 4);
    tags.push(...(await resourceTags(number, data)));
    at = sizeAt + 4 + size + (size % 2);
  }
  return { tags, whole: block.subarray(at).every((value) => value === 0) };
}

async function resourceTags(number: number, data: Uint8Array): Promise<FoundTag[]> {
  if (PICTURES.has(number)) return [];
  if (number === IPTC) return iptcTags(data).tags;
  if (EXIF.includes(number)) return (await exifTags(data)).tags;
  if (number === XMP) return (await xmpTags(data)).tags;
  // Who wrote it, and what can read it; the slices' name is that of the file.
  if (number === VERSION) {
    const writer = unicodeAt(data, 5);
    return [named("WriterName", writer.text), named("ReaderName", unicodeAt(data, writer.end).text)];
  }
  if (number === SLICES) return [named("SlicesGroupName", unicodeAt(data, 20).text)];
  return [named(resourceName(number), wordsOf(data))];
}

const named = (name: string, value: string): FoundTag => ({ group: "Photoshop", place: "Photoshop", name, value });

/** A count of characters, then so many in UTF-16. */
function unicodeAt(data: Uint8Array, at: number): { text: string; end: number } {
  const end = at + 4 + 2 * u32be(data, at);
  return { text: end > data.length ? "" : decodeWide(data.subarray(at + 4, end), false), end };
}

/** What can be read in it; empty for numbers alone. */
function wordsOf(data: Uint8Array): string {
  const plain = decodeUndefined(data);
  if (plain !== binaryText(data.length)) return plain;
  const runs = readableRuns(data).map((text) => text.trim());
  return runs.join("\n").slice(0, MOST);
}
