import type { Removal } from "#picture/privacy/removal.ts";
import type { ImageDetails, ImageProperties } from "#picture/properties.ts";
import type { Recipe } from "#picture/recipe.ts";
import type { TagsPage } from "#picture/tag-rows.ts";

/**
 * What a decoding child is asked and what it answers. Files in and files out: no picture crosses the channel
 * between processes. All paths are absolute; the asker owns and removes them.
 */
export interface InspectJob {
  kind: "inspect";
  source: string;
  /** the sender's file name: for its extension alone */
  name: string;
  /** where the thumbnail goes */
  thumbnail: string;
  /** where the master goes, for formats that have one */
  master: string;
  /** ids of formats that are switched off here */
  closed: readonly string[];
  maxPixels: number;
}
export interface InspectResult {
  facts: ImageProperties;
  details: ImageDetails;
}

/** Makes the master of an original once more. */
export interface MasterJob {
  kind: "master";
  source: string;
  /** of the original, a key of the format table */
  format: string;
  output: string;
  /** width x height x frames that may be decoded */
  maxPixels: number;
}
export interface MasterResult {
  bytes: number;
}

/** A file that sharp reads: an original, or its master. */
export interface Decodable {
  source: string;
  /** of that file, a key of the format table */
  format: string;
  /** true where it is decoded as far as it goes */
  damaged: boolean;
  frames: number;
}

export interface PreviewJob extends Decodable {
  kind: "preview";
  /** a frame or page from 0 */
  page: number;
  output: string;
  maxPixels: number;
}
export interface PreviewResult {
  bytes: number;
}

/** The small copy that the file carries of itself. */
export interface EmbeddedThumbnailJob {
  kind: "embedded-thumbnail";
  source: string;
  format: string;
  output: string;
}
export interface EmbeddedThumbnailResult {
  bytes: number;
}
/** Small frames in one file: see `strip.ts`. */
export interface FilmstripJob extends Decodable {
  kind: "filmstrip";
  /** px of the first frame or page, upright */
  width: number;
  height: number;
  /** the first frame or page in the strip, from 0 */
  from: number;
  output: string;
  maxPixels: number;
}
export type FilmstripResult = PreviewResult;

export interface ConvertJob extends Decodable {
  kind: "convert";
  /** resolved: every choice made */
  recipe: Recipe;
  output: string;
  maxPixels: number;
}
export interface ConvertResult {
  bytes: number;
  width: number;
  height: number;
}

/** Writes all of ExifTool's tags as JSON and as CSV, and what a page shows of them. */
export interface TagsJob {
  kind: "tags";
  /** the original */
  source: string;
  output: string;
  csv: string;
  shown: string;
}
export interface TagsResult {
  bytes: number;
}

/** Looks for words in a list of tags that a `tags` job wrote. */
export interface FindTagsJob {
  kind: "find-tags";
  source: string;
  asked: string;
}

/** Writes what a file gives away, and its parts, as JSON. */
export interface ReportJob {
  kind: "report";
  /** the original */
  source: string;
  /** of the original, a key of the format table */
  format: string;
  hasAlpha: boolean;
  output: string;
  maxPixels: number;
}
export interface ReportResult {
  bytes: number;
}

/** Writes a copy without metadata, and the proof of it as JSON. */
export interface ScrubJob {
  kind: "scrub";
  /** the original */
  source: string;
  /** of the original, a key of the format table */
  format: string;
  remove: Removal;
  /** of the original, 1 to 8: the copy keeps it */
  orientation: number;
  hasAlpha: boolean;
  maxPixels: number;
  output: string;
  report: string;
}
export interface ScrubResult {
  bytes: number;
}

interface Results {
  inspect: InspectResult;
  master: MasterResult;
  preview: PreviewResult;
  filmstrip: FilmstripResult;
  "embedded-thumbnail": EmbeddedThumbnailResult;
  convert: ConvertResult;
  tags: TagsResult;
  "find-tags": TagsPage;
  report: ReportResult;
  scrub: ScrubResult;
}

export type Job =
  | InspectJob
  | MasterJob
  | PreviewJob
  | FilmstripJob
  | EmbeddedThumbnailJob
  | ConvertJob
  | TagsJob
  | FindTagsJob
  | ReportJob
  | ScrubJob;
export type JobResult<J extends Job> = Results[J["kind"]];

export interface JobOptions {
  /** whose job it is: workspaces are served in turn, and each has its own bounds */
  workspace?: string;
  /** the id of the image that it is made of: see `DecoderPool.cancel` */
  image?: string;
  /** aborted when nobody waits for it any more */
  signal?: AbortSignal;
  /** whether the job waits however long the queue is: for callers that send one at a time */
  patient?: boolean;
  /** a time limit below the pool's own, ms */
  timeoutMs?: number;
}
