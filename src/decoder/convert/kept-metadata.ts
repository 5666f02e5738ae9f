import type { SharpMetadata } from "#decoder/sharp-setup.ts";
import { canHold } from "#picture/encoder-support.ts";
import type { Recipe } from "#picture/recipe.ts";
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

/** Bytes: one APP1 segment less its heading (XMP part 3, §1.1.3). */
const MAX_XMP_IN_JPEG = 65_000;

/** The metadata that a recipe keeps: what its format can hold and its policy lets through, edited for the new pixels. */
export function keptMetadata(source: SharpMetadata, recipe: Pick<Recipe, "format" | "metadata">): KeptMetadata {
  if (recipe.metadata === "none") return { exif: null, xmp: null, iptc: null };
  const options = { location: recipe.metadata === "all" };
  const can = (kind: keyof KeptMetadata) => canHold(recipe.format, kind);
  const xmp = can("xmp") && source.xmp ? editXmp(source.xmp, options) : null;
  return {
    exif: can("exif") && source.exif ? editExif(source.exif, options) : null,
    xmp: recipe.format === "jpeg" && xmp !== null && Buffer.byteLength(xmp) > MAX_XMP_IN_JPEG ? null : xmp,
    iptc: can("iptc") && source.iptc ? editIptc(source.iptc, options) : null,
  };
}
