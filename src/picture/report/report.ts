import type { Part } from "#picture/containers/part.ts";
import type { TagFields } from "#picture/fill-from-tags.ts";
import type { DisclosureCode } from "#picture/privacy/disclosure-codes.ts";
import type { RemovalKind } from "#picture/privacy/removal.ts";

/** One thing that a file gives away. */
export interface Disclosed {
  code: DisclosureCode;
  /** as the file says it, one line, cut at 200 characters; empty where it has no text of its own (a video) */
  value: string;
  /** where it stands: `EXIF:GPS GPSLatitude`, `JPEG APP13`, `behind the end` */
  source: string;
  /** the kinds of a scrub that take it out; none: only a conversion does */
  remove: readonly RemovalKind[];
}

/** What of a file was not read, and why. */
export interface Unknown {
  /** of parts of no known kind, and of what was not walked, bytes */
  bytes: number;
  /** in words: what could not be read, where the walk or the list was cut */
  notRead: string[];
}

/** Every byte of a file by kind, and what it gives away. */
export interface Report {
  bytes: number;
  /** from the first byte to the last, without gap or overlap */
  parts: Part[];
  discloses: Disclosed[];
  unknown: Unknown;
}

/** A report as it is kept. */
export interface StoredReport extends Report {
  /** of ExifTool's list, for what the record's readers do not see: maker notes */
  fields: TagFields;
}
