import type { DisclosureCode } from "#picture/privacy/disclosure-codes.ts";
import type { Removal } from "#picture/privacy/removal.ts";

/** A tag by ExifTool's names. */
export interface ProofTag {
  /** families 0 and 1: `EXIF:GPS` */
  group: string;
  name: string;
}

/** What goes with a scrubbed file: what was looked for in it, by what, and what could not be looked into. */
export interface ScrubProof {
  remove: Removal;
  /** what ExifTool finds of the kinds that were to go */
  exiftool: {
    version: string;
    before: ProofTag[];
    after: ProofTag[];
    /** parts that it could not read, in words: what is in them is not known */
    couldNotRead: string[];
  };
  /** of these, the tags that name a place; where the place was to go `after` is empty, or no copy is given out */
  places: { before: ProofTag[]; after: ProofTag[] };
  /** the copy's bytes, uncompressed, searched for every value that was taken out */
  search: {
    /** how many values were searched for */
    values: number;
    /** in words: `UTF-8`, `UTF-16`, `Base64` */
    encodings: string[];
    /** values that stand elsewhere in the copy too, and where */
    found: { value: string; where: string }[];
    /** parts that could not be searched, in words */
    notSearched: string[];
  };
  /** SHA-256 in hex of all decoded pixels, of every frame or page */
  pixels: { before: string; after: string };
  /** tags that were there and are not any more */
  removed: ProofTag[];
  /** whole parts that went, in words */
  parts: string[];
  /** what the copy still gives away */
  stays: { code: DisclosureCode; value: string; source: string }[];
  bytes: { before: number; after: number };
  /** whether the copy is the original, byte for byte */
  identical: boolean;
}

/** Formats, by their ids, that a scrub writes without touching coded pixels. */
export const SCRUBBABLE: ReadonlySet<string> = new Set([
  "jpeg",
  "png",
  "webp",
  "heic",
  "avif",
  "avifs",
  "tiff",
  "gif",
  "svg",
  "bmp",
  "ico",
]);
