import { cutExif } from "#decoder/edit/exif.ts";
import { cutIptc } from "#decoder/edit/iptc.ts";
import { cutPhotoshop } from "#decoder/edit/photoshop.ts";
import { cutXmp } from "#decoder/edit/xmp.ts";
import type { Block } from "#picture/containers/blocks.ts";
import type { Cut } from "#picture/privacy/cut.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { decodeLoose } from "#picture/tags/tag-text.ts";

/** XMP that is parsed while somebody waits for the picture, bytes; the rest is read with the report. */
const MAX_XMP = 200_000;

/** The tags in blocks of metadata, by our own readers: what the editors see, of which nothing is taken out. */
export function ownTags(blocks: readonly Block[]): FoundTag[] {
  const tags: FoundTag[] = [];
  for (const block of blocks) {
    const watching: Cut = {
      goes(tag) {
        tags.push(block.document === null ? tag : { ...tag, document: block.document });
        return false;
      },
      everything: false,
      extras: false,
      text: () => false,
    };
    readWith(watching, block);
  }
  return tags;
}

function readWith(cut: Cut, { kind, label = "", bytes }: Block): void {
  if (kind === "exif") cutExif(bytes, cut, { makerNote: "keep" });
  else if (kind === "xmp" && bytes.length <= MAX_XMP) cutXmp(bytes, cut);
  else if (kind === "iptc") cutIptc(bytes, cut);
  else if (kind === "photoshop") cutPhotoshop(bytes, cut);
  else if (kind === "text") cut.goes({ group: "PNG", place: "PNG", name: label, value: decodeLoose(bytes) });
  else if (kind === "comment") cut.goes({ group: "File", place: "File", name: "Comment", value: decodeLoose(bytes) });
}
