import type { FileDate, Metadata, RawGroup } from "#picture/metadata.ts";
import { dateOf } from "#picture/metadata-dates.ts";
import { exifText } from "./exif-values.ts";
import { iptcText } from "./iptc.ts";
import type { RawTags, TagGroups } from "./raw-tags.ts";
import { xmpText } from "./xmp-values.ts";

/**
 * The three dates, each from the first that has it in the order of the Metadata Working Group (2010, §5.4):
 * Exif, then XMP, then IPTC.
 */
export function readDates(tags: TagGroups, iptc: RawGroup): Metadata["dates"] {
  const { exif, xmp } = tags;
  return {
    taken:
      exifDate(exif, "DateTimeOriginal", "OffsetTimeOriginal") ??
      xmpDate(xmp, "DateTimeOriginal", "DateCreated") ??
      iptcDate(iptc, "DateCreated", "TimeCreated"),
    digitized:
      exifDate(exif, "DateTimeDigitized", "OffsetTimeDigitized") ??
      xmpDate(xmp, "DateTimeDigitized", "CreateDate") ??
      iptcDate(iptc, "DigitalCreationDate", "DigitalCreationTime"),
    modified: exifDate(exif, "DateTime", "OffsetTime") ?? xmpDate(xmp, "ModifyDate"),
  };
}

function exifDate(exif: RawTags, date: string, offset: string): FileDate | null {
  return dateOf(exifText(exif, date), exifText(exif, offset));
}

function xmpDate(xmp: RawTags, ...names: string[]): FileDate | null {
  for (const name of names) {
    const date = dateOf(xmpText(xmp, name));
    if (date !== null) return date;
  }
  return null;
}

function iptcDate(iptc: RawGroup, date: string, time: string): FileDate | null {
  return dateOf(`${iptcText(iptc, date) ?? ""} ${iptcText(iptc, time) ?? ""}`);
}
