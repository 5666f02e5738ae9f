import type { ImageDetails, ImageFacts } from "./facts.ts";
import type { Recipe } from "./recipe.ts";

/**
 * What a decoding child is asked and what it answers. Files in and files out: no picture crosses the channel
 * between processes. All paths are absolute; the asker owns and removes them.
 */
export interface ProcessJob {
  kind: "process";
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
export interface ProcessResult {
  facts: ImageFacts;
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

export interface PreviewJob {
  kind: "preview";
  /** a file that sharp reads: the original, or its master */
  source: string;
  /** of that file, a key of the format table */
  format: string;
  output: string;
  maxPixels: number;
}
export interface PreviewResult {
  bytes: number;
}

/** The small copy that the file carries of itself. */
export interface EmbeddedJob {
  kind: "embedded";
  source: string;
  format: string;
  output: string;
}
export interface EmbeddedResult {
  bytes: number;
}

export interface ConvertJob {
  kind: "convert";
  /** a file that sharp reads: the original, or its master */
  source: string;
  /** of that file, a key of the format table */
  format: string;
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

interface Results {
  process: ProcessResult;
  master: MasterResult;
  preview: PreviewResult;
  embedded: EmbeddedResult;
  convert: ConvertResult;
}

export type Job = ProcessJob | MasterJob | PreviewJob | EmbeddedJob | ConvertJob;
export type JobResult<J extends Job> = Results[J["kind"]];
