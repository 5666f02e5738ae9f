/** What a scrub takes out: the place alone, or everything but colour profile and orientation. */
export type Removal = "location" | "all";

export const REMOVALS: readonly Removal[] = ["location", "all"];

/** A tag by ExifTool's names. */
export interface TagName {
  group: string;
  name: string;
}

/** The proof that goes with a scrubbed file. */
export interface ScrubReport {
  remove: Removal;
  /** ExifTool's version */
  exiftool: string;
  /** SHA-256 in hex of all decoded pixels, of every frame or page; a scrub whose two differ is never given out */
  pixels: { before: string; after: string };
  /** tags that name a place; `after` is always empty */
  places: { before: TagName[]; after: TagName[] };
  /** tags that were there and are not any more */
  removed: TagName[];
  /** metadata that could not be taken out, for `all` */
  left: TagName[];
  /** whole blocks that went because a place in them could not be taken out alone, in words */
  blocks: string[];
  bytes: { before: number; after: number };
  /** whether the copy is the original, byte for byte. Not in reports of older versions. */
  identical?: boolean;
}

/** Formats, by their ids, that ExifTool writes without touching coded pixels. */
export const SCRUBBABLE: ReadonlySet<string> = new Set(["jpeg", "png", "webp", "heic", "avif", "avifs", "tiff", "gif"]);
