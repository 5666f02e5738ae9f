import type { TagValue } from "#picture/tag-list.ts";

/** A tag with its value, by ExifTool's names, whoever read it. */
export interface FoundTag {
  /** ExifTool's family 0: `EXIF` `XMP` `IPTC` `MakerNotes` `PNG` `QuickTime` … */
  group: string;
  /** family 1: `IFD0` `GPS` `XMP-dc` `Canon` … */
  place: string;
  /** family 2, where the reader knows it: `Location` `Author` `Time` `Camera` … */
  topic?: string;
  /** family 3: absent for the picture itself, else the document inside it: `Doc1` */
  document?: string;
  name: string;
  value: TagValue;
}
