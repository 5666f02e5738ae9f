import { cutStream } from "#decoder/edit/exif.ts";
import { cutIptc } from "#decoder/edit/iptc.ts";
import { isPhotoshop, resourceData } from "#decoder/edit/photoshop.ts";
import { tiffStart } from "#decoder/edit/tiff-tree.ts";
import { writeExif } from "#decoder/edit/write-exif.ts";
import { cutXmp } from "#decoder/edit/xmp.ts";
import type { SharpMetadata } from "#decoder/sharp-setup.ts";
import { canHold } from "#picture/encoder-support.ts";
import type { Cut } from "#picture/privacy/cut.ts";
import type { Recipe } from "#picture/recipe.ts";
import { conversionCut } from "./conversion-cut.ts";
import { app13 } from "./jpeg-segment.ts";
import { MAX_EXIF } from "./overwrite-exif.ts";

/** What of an original's metadata goes into the result; null: nothing. */
export interface KeptMetadata {
  /** a block that begins with its TIFF header */
  exif: Uint8Array | null;
  xmp: string | null;
  /** an APP13 payload */
  iptc: Buffer | null;
}

/** Bytes: one APP1 or APP13 segment less its heading (XMP part 3 §1.1.3). */
const MAX_IN_JPEG = 65_000;
/** Number of the resource that holds IPTC. */
const IPTC = 0x0404;
/** Exif inside of Exif: blocks that are carried apart, or copies of the old pixels. */
const RULES = { shows: () => false, inner: () => true, embedded: () => null, dropped: () => false };

/** The metadata that a recipe keeps: what its format can hold and its policy lets through, edited for the new pixels. */
export function keptMetadata(source: SharpMetadata, recipe: Pick<Recipe, "format" | "metadata">): KeptMetadata {
  const { format, metadata } = recipe;
  if (metadata === "none") return { exif: null, xmp: null, iptc: null };
  const cut = conversionCut(metadata);
  const can = (kind: keyof KeptMetadata) => canHold(format, kind);
  const left = can("xmp") && source.xmp ? cutXmp(source.xmp, cut, () => metadata !== "all") : null;
  const xmp = left && !left.empty ? left.text : null;
  return {
    exif: can("exif") && source.exif ? keptExif(source.exif, cut, metadata) : null,
    xmp: format === "jpeg" && xmp !== null && Buffer.byteLength(xmp) > MAX_IN_JPEG ? null : xmp,
    iptc: can("iptc") && source.iptc ? keptIptc(source.iptc, cut) : null,
  };
}

/** With all that is kept nothing moves, for a maker note may count from anywhere; else the block is written anew. */
function keptExif(exif: Uint8Array, cut: Cut, metadata: Recipe["metadata"]): Uint8Array | null {
  const copyName = ({ place }: { place: string }) => (place === "IFD0" ? null : "ThumbnailImage");
  const done = (makerNote: "keep" | "drop") => cutStream(exif, { cut, rules: { ...RULES, copyName, makerNote } });
  if (metadata === "all") {
    const whole = done("keep");
    const block = whole && !whole.empty ? whole.bytes.subarray(tiffStart(exif) ?? 0, whole.end) : null;
    if (block && block.length <= MAX_EXIF) return block;
  }
  const known = done("drop");
  const block = known && writeExif(known.bytes);
  return block && block.length <= MAX_EXIF ? block : null;
}

/** As Photoshop's resource, alone: another one of those is a thumbnail. */
function keptIptc(block: Uint8Array, cut: Cut): Buffer | null {
  const datasets = isPhotoshop(block) ? resourceData(block, IPTC) : block;
  const left = datasets && cutIptc(datasets, cut)?.bytes;
  return left && left.length > 0 && left.length <= MAX_IN_JPEG ? app13(IPTC, left) : null;
}
