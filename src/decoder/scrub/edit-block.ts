import { cutExif, minimalExif } from "#decoder/edit/exif.ts";
import { cutIcc } from "#decoder/edit/icc.ts";
import { cutIptc } from "#decoder/edit/iptc.ts";
import { cutPhotoshop } from "#decoder/edit/photoshop.ts";
import { cutXmp } from "#decoder/edit/xmp.ts";
import type { Block } from "#picture/containers/blocks.ts";
import { indexOfBytes } from "#picture/containers/bytes.ts";
import type { ScrubOrder } from "./order.ts";

/** What becomes of a block: it goes, it stays as it is, or it becomes other bytes; `unread`: it could not be read. */
export type Edited = "drop" | "keep" | "unread" | Uint8Array;

/** Takes out of one block of metadata what is to go. */
export function editBlock(block: Block, order: ScrubOrder): Edited {
  const { cut, drop } = order;
  if (drop.has(block.kind)) return "drop";
  switch (block.kind) {
    case "exif":
      return cut.everything ? (minimalExif(order.orientation) ?? "drop") : editExif(block.bytes, order);
    case "xmp":
      return cut.everything ? "drop" : changed(block.bytes, encoded(cutXmp(block.bytes, cut)));
    case "iptc":
      return cut.everything ? "drop" : changed(block.bytes, cutIptc(block.bytes, cut));
    case "photoshop":
      return cut.everything ? "drop" : changed(block.bytes, cutPhotoshop(block.bytes, cut));
    case "colour":
      return order.removal.includes("devices") ? changed(block.bytes, cutIcc(block.bytes)) : "keep";
    case "text":
    case "comment":
      return cut.everything || isUnwantedText(block, order) ? "drop" : "keep";
    default:
      return "keep";
  }
}

function editExif(tiff: Uint8Array, { cut, drop, blank }: ScrubOrder): Edited {
  const result = cutExif(tiff, cut, { makerNote: drop.has("maker_note") ? "drop" : "keep" });
  if (result === null) return "unread";
  const bytes = result.bytes.slice();
  let blanked = false;
  for (const value of blank) {
    for (let at = indexOfBytes(bytes, value); at >= 0; at = indexOfBytes(bytes, value, at)) {
      bytes.fill(0, at, at + value.length);
      blanked = true;
    }
  }
  return result.changed || blanked ? bytes : "keep";
}

function isUnwantedText({ kind, label = "", bytes }: Block, { cut }: ScrubOrder): boolean {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let value: string;
  try {
    value = utf8.decode(bytes);
  } catch {
    value = new TextDecoder("latin1").decode(bytes);
  }
  const tag =
    kind === "comment"
      ? { group: "File", place: "File", name: "Comment", value }
      : { group: "PNG", place: "PNG", name: tagNameOf(label), value };
  return cut.goes(tag) || cut.text(value);
}

/** As ExifTool makes names of keywords: `exif:GPSLatitude` is `ExifGPSLatitude`. */
const tagNameOf = (keyword: string): string =>
  keyword.replace(/[^A-Za-z0-9]+(.)?/g, (_, next?: string) => (next ?? "").toUpperCase()).replace(/^./, (first) => first.toUpperCase());

const encoded = (text: string | null): Uint8Array | null => (text === null ? null : new TextEncoder().encode(text));

function changed(before: Uint8Array, after: Uint8Array | null): Edited {
  if (after === null) return "unread";
  if (after.length === 0) return "drop";
  return Buffer.compare(before, after) === 0 ? "keep" : after;
}
