import { type Cut, cutOf } from "#picture/privacy/cut.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import type { Recipe } from "#picture/recipe.ts";
import { isWanted } from "./wanted-tags.ts";

/** True of the old pixels alone: how they lay, how many there were, what they looked like. */
const STALE =
  /^(?:Orientation|Thumbnail\w*|(?:Exif)?Image(?:Width|Height|Length)|Pixel[XY]Dimension|LegacyIPTCDigest|Compression|StripOffsets|StripByteCounts|PreviewImage\w*|OtherImage\w*|JpgFromRaw\w*)$/;
/** Gain maps, motion photos and continued XMP: they speak of parts of the file that the result does not have. */
const OF_PARTS = /^XMP-(?:hdrgm|GContainer|GContainerItem|GCamera|xmpNote|HDRGainMap)$/;
/** Further directories: copies of the picture, and what describes them. */
const OF_COPIES = /^(?:IFD[1-9]|SubIFD)/;

const isStale = ({ place, name }: FoundTag): boolean =>
  STALE.test(name) || OF_PARTS.test(place) || OF_COPIES.test(place);

/** What a conversion takes out: what is no longer true, and by default all that is not known and wanted, or a location. */
export function conversionCut(metadata: Exclude<Recipe["metadata"], "none">): Cut {
  const nothing: Cut = { goes: isStale, everything: false, extras: false, text: () => false };
  if (metadata === "all") return nothing;
  const location = cutOf(["location"]);
  return {
    goes: (tag) => isStale(tag) || !isWanted(tag) || location.goes(tag),
    everything: false,
    extras: true,
    text: location.text,
  };
}

/** All that the packet of a gain map says of that map stays; a person's words have nothing to do there. */
export const ABOUT_THE_MAP: Cut = {
  goes: ({ place }) => !/^XMP-(?:hdrgm|HDRGainMap|apdi)$/.test(place),
  everything: false,
  extras: true,
  text: () => false,
};
