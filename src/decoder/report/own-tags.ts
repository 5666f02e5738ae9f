import { GPS_PROBE } from "#decoder/edit/cut-tree.ts";
import { cutExif } from "#decoder/edit/exif.ts";
import { cutIptc } from "#decoder/edit/iptc.ts";
import { cutPhotoshop } from "#decoder/edit/photoshop.ts";
import { decodeLoose } from "#decoder/edit/tag-text.ts";
import { cutXmp } from "#decoder/edit/xmp.ts";
import type { Block } from "#picture/containers/blocks.ts";
import type { PartKind } from "#picture/containers/part.ts";
import type { Cut } from "#picture/privacy/cut.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { blocksInside } from "./blocks-inside.ts";

/** XMP that is parsed while somebody waits for the picture, bytes; the rest is read with the report. */
const MAX_XMP = 200_000;

const UNKNOWN: ReadonlySet<PartKind> = new Set(["unknown", "trailing", "broken", "maker_data"]);

/** The tags in blocks of metadata, by our own readers: what the editors see, of which nothing is taken out. */
export function ownTags(blocks: readonly Block[]): FoundTag[] {
  return blocks.flatMap(({ kind, label = "", bytes, document }) => {
    const read = UNKNOWN.has(kind) ? tagsInside(bytes) : tagsOf(kind, label, bytes);
    return document === null ? read : read.map((tag) => ({ ...tag, document }));
  });
}

/** The tags of blocks that stand in bytes of no known kind. */
export const tagsInside = (bytes: Uint8Array): FoundTag[] =>
  blocksInside(bytes).flatMap((block) => tagsOf(block.kind, "", block.bytes));

function tagsOf(kind: PartKind, label: string, bytes: Uint8Array): FoundTag[] {
  const tags: FoundTag[] = [];
  const watching: Cut = {
    goes(tag) {
      if (tag !== GPS_PROBE) tags.push(tag);
      return false;
    },
    everything: false,
    extras: false,
    text: () => false,
  };
  readWith(watching, kind, label, bytes);
  return tags;
}

function readWith(cut: Cut, kind: PartKind, label: string, bytes: Uint8Array): void {
  if (kind === "exif") cutExif(bytes, cut, { makerNote: "keep" });
  else if (kind === "xmp") readXmp(cut, bytes);
  else if (kind === "iptc") cutIptc(bytes, cut);
  else if (kind === "photoshop") cutPhotoshop(bytes, cut);
  else if (kind === "text") cut.goes({ group: "PNG", place: "PNG", name: label, value: decodeLoose(bytes) });
  else if (kind === "comment") cut.goes({ group: "File", place: "File", name: "Comment", value: decodeLoose(bytes) });
}

/** What does not parse is looked at as a text. */
function readXmp(cut: Cut, bytes: Uint8Array): void {
  if (bytes.length <= MAX_XMP && cutXmp(bytes, cut) !== null) return;
  cut.goes({ group: "XMP", place: "XMP", name: "Packet", value: decodeLoose(bytes) });
}
