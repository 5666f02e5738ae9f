import type { Recipe } from "../recipe.ts";
import type { SharpMetadata } from "../sharp-setup.ts";
import { editExif } from "./exif-edit.ts";
import { editIptc } from "./iptc-edit.ts";
import { editXmp } from "./xmp-edit.ts";

/** What of an original's metadata goes into the result; null: nothing. */
export interface KeptMetadata {
  /** the block for the original's own one, of the same length */
  exif: Buffer | null;
  xmp: string | null;
  /** an APP13 payload */
  iptc: Buffer | null;
}

/** What libvips 8.18 writes into which format; IPTC is ours to put in. */
const HOLDS: Record<keyof KeptMetadata, readonly string[]> = {
  exif: ["jpeg", "png", "webp", "avif"],
  xmp: ["jpeg", "png", "webp", "avif", "tiff"],
  iptc: ["jpeg"],
};
/** Bytes: one APP1 segment less its heading (XMP part 3, §1.1.3). */
const MOST_XMP_IN_JPEG = 65_000;

/** The metadata that a recipe keeps: what its format can hold and its policy lets through, edited for the new pixels. */
export function keptMetadata(source: SharpMetadata, recipe: Pick<Recipe, "format" | "metadata">): KeptMetadata {
  if (recipe.metadata === "none") return { exif: null, xmp: null, iptc: null };
  const options = { location: recipe.metadata === "all" };
  const holds = (kind: keyof KeptMetadata) => HOLDS[kind].includes(recipe.format);
  const xmp = holds("xmp") && source.xmp ? editXmp(source.xmp, options) : null;
  return {
    exif: holds("exif") && source.exif ? editExif(source.exif, options) : null,
    xmp: recipe.format === "jpeg" && xmp !== null && Buffer.byteLength(xmp) > MOST_XMP_IN_JPEG ? null : xmp,
    iptc: holds("iptc") && source.iptc ? editIptc(source.iptc, options) : null,
  };
}
