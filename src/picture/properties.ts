import type { InsideKind } from "./inside.ts";
import type { Histogram, Metadata, Warning } from "./metadata.ts";
import type { DisclosureCode } from "./privacy/disclosure-codes.ts";

/** What decoding found out about a file. */
export interface ImageProperties {
  /** a key of the format table: `jpeg`, `png`, … */
  format: string;
  /** as the content says, not as the sender did */
  mediaType: string;
  /** px as seen, after orientation */
  width: number;
  height: number;
  /** 1 to 8 as the file says (Exif 3.0 §4.6.5, Orientation); 1 where it says nothing */
  orientation: number;
  /** frames of an animation, or pages; 1 for a still */
  frames: number;
  hasAlpha: boolean;
  /** bits per sample: 8, 16 … */
  bitDepth: number | null;
  /** `srgb`, `cmyk`, `grey`, `rgb16` … as libvips names the interpretation */
  colourSpace: string | null;
  /** the description inside the ICC profile */
  iccProfile: string | null;
  /** base64 of a ThumbHash */
  thumbhash: string;
  /** five `#rrggbb`, most of the picture first */
  palette: string[];
  warnings: Warning[];
  /** true where a gain map for HDR is inside. Not in the records of older versions. */
  hdr?: true;
  /** what else is in the file, that no conversion carries on. Not in the records of older versions: not known there. */
  inside?: readonly InsideKind[];
  /** what the file gives away, a code each with its first value, as far as it was looked into by then. Not in the records of older versions. */
  discloses?: readonly ToldCode[];
}

/** One code of the report, and the first of what is told by it. */
export interface ToldCode {
  code: DisclosureCode;
  /** at most 60 characters */
  value: string;
}

/** What is known of the single frames or pages, in their order. */
export interface PageProperties {
  /** px as seen, one a page; only where they differ */
  sizes?: [width: number, height: number][];
  /** ms, one a frame of an animation */
  delays?: number[];
  /** how often an animation plays; 0: for ever */
  loop?: number;
}

/** The small copy of the picture that a camera or a program put into the file. */
export interface EmbeddedThumbnail {
  /** px, upright */
  width: number;
  height: number;
  /** true where it shows something else than the picture: what was cropped away, or painted over */
  differs: boolean;
}

/** The second record of an image, read by its own page alone. */
export interface ImageDetails {
  metadata: Metadata;
  histogram: Histogram;
  /** not in the records of older versions, nor where there is none that can be shown */
  embedded?: EmbeddedThumbnail;
  /** of what has several. Not in the records of older versions. */
  pages?: PageProperties;
}
