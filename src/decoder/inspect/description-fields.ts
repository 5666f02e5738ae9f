import { createHash } from "node:crypto";
import type { Metadata, RawGroup } from "#picture/metadata.ts";
import { cleanText, firstText } from "./clean-text.ts";
import { exifComment, exifNumber, exifText, exifTexts, exifWindowsText } from "./exif-values.ts";
import { iptcList, iptcText } from "./iptc.ts";
import type { MetadataBlocks } from "./metadata-blocks.ts";
import type { TagGroups } from "./raw-tags.ts";
import { xmpField, xmpList, xmpNumber, xmpText } from "./xmp-values.ts";

/** A keyword is a word or a few; a hostile file has thousands. */
const MAX_KEYWORDS = 200;
const MAX_KEYWORD_LENGTH = 128;

/**
 * What people wrote into the file, merged by the Metadata Working Group's guidelines (2010, §5): caption, creator
 * and copyright from Exif where it says something, then XMP, then IPTC; the rest from XMP, then IPTC. IPTC comes
 * before XMP where its digest shows that a program changed it without knowing of XMP (§3.3). What other
 * places say (Windows' fields, PNG's text, SVG's elements) fills what is still empty.
 */
export function readDescription(tags: TagGroups, iptc: RawGroup, blocks: MetadataBlocks): Metadata["description"] {
  const { exif, xmp } = tags;
  const { text } = blocks;
  const iptcFirst = isIptcNewer(blocks);
  const both = (fromXmp: string | null, dataset: string): (string | null)[] => {
    const pair = [fromXmp, iptcText(iptc, dataset)];
    return iptcFirst ? pair.reverse() : pair;
  };
  const creators = xmpList(xmp, "creator").join(", ");
  return {
    title: firstText(...both(xmpText(xmp, "title"), "ObjectName"), exifWindowsText(exif, "XPTitle"), text.title),
    caption: firstText(
      exifText(exif, "ImageDescription"),
      ...both(xmpText(xmp, "description"), "Caption-Abstract"),
      exifComment(exif, "UserComment"),
      exifWindowsText(exif, "XPComment"),
      text.description,
    ),
    keywords: readKeywords(tags, iptc, iptcFirst),
    creator: firstText(
      exifText(exif, "Artist"),
      ...both(creators, "By-line"),
      exifWindowsText(exif, "XPAuthor"),
      text.author,
    ),
    copyright: firstText(
      exifTexts(exif, "Copyright").join(", "),
      ...both(xmpText(xmp, "rights"), "CopyrightNotice"),
      text.copyright,
    ),
    credit: firstText(...both(xmpText(xmp, "Credit"), "Credit")),
    city: firstText(
      ...both(xmpText(xmp, "City"), "City"),
      xmpField(xmp, "LocationCreated", "City"),
      xmpField(xmp, "LocationShown", "City"),
      text.city,
    ),
    country: firstText(
      ...both(xmpText(xmp, "Country"), "Country-PrimaryLocationName"),
      xmpField(xmp, "LocationCreated", "CountryName"),
      xmpField(xmp, "LocationShown", "CountryName"),
    ),
    rating: ratingOf(xmpNumber(xmp, "Rating") ?? exifNumber(exif, "Rating")),
  };
}

/** The place below the city, which no field of its own shows but which gives a location away. */
export function readSublocation({ xmp }: TagGroups, iptc: RawGroup): string | null {
  return firstText(
    xmpText(xmp, "Location"),
    iptcText(iptc, "Sub-location"),
    xmpField(xmp, "LocationCreated", "Sublocation"),
    xmpField(xmp, "LocationShown", "Sublocation"),
  );
}

function readKeywords({ exif, xmp }: TagGroups, iptc: RawGroup, iptcFirst: boolean): string[] {
  const lists = [xmpList(xmp, "subject"), iptcList(iptc, "Keywords")];
  if (iptcFirst) lists.reverse();
  lists.push((exifWindowsText(exif, "XPKeywords") ?? "").split(";"));
  const words = lists.map((list) =>
    list.map((word) => cleanText(word, MAX_KEYWORD_LENGTH)).filter((word) => word !== ""),
  );
  const chosen = words.find((list) => list.length > 0) ?? [];
  return [...new Set(chosen)].slice(0, MAX_KEYWORDS);
}

function ratingOf(value: number | null): number | null {
  return value !== null && value >= -1 && value <= 5 ? value : null;
}

function isIptcNewer({ iptc, iptcDigest }: MetadataBlocks): boolean {
  if (iptc.length === 0 || iptcDigest === null || iptcDigest.every((byte) => byte === 0)) return false;
  return iptc.every((block) => !createHash("md5").update(block).digest().equals(iptcDigest));
}
