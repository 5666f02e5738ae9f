import type { PartKind } from "#picture/containers/part.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";

/** Parts in which ExifTool's families stand (its family 0; names of family 1 where one family is in several parts). */
const BY_FAMILY: Readonly<Record<string, readonly PartKind[]>> = {
  EXIF: ["exif"],
  MakerNotes: ["maker_note", "maker_data"],
  XMP: ["xmp"],
  IPTC: ["iptc", "photoshop"],
  Photoshop: ["photoshop"],
  ICC_Profile: ["colour"],
  JUMBF: ["credentials"],
  CBOR: ["credentials"],
  JSON: ["text", "credentials"],
  PNG: ["text"],
  File: ["comment"],
  GIF: ["comment"],
  SVG: ["text", "xmp"],
  QuickTime: ["video", "text"],
  MPF: ["image", "preview"],
};
/** Pictures and films inside, and what is of no kind. */
const INSIDE: readonly PartKind[] = ["thumbnail", "preview", "image", "gain_map", "depth_map", "video"];
const OTHERS: readonly PartKind[] = ["maker_data", "trailing", "unknown", "broken"];
/** Where a tag may be that is not in the picture's own blocks. */
export const ANYWHERE: readonly PartKind[] = [...INSIDE, ...OTHERS];

/** Kinds of parts that a tag may be in: those that go as a whole where it could not be taken out by itself. */
export function kindsHolding({ group, place, document }: FoundTag): readonly PartKind[] {
  if (document !== undefined || place === "Trailer") return ANYWHERE;
  return BY_FAMILY[group] ?? OTHERS;
}
