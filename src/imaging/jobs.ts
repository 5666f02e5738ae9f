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
  maxPixels: number;
}
export interface ProcessResult {
  facts: ImageFacts;
  details: ImageDetails;
}

export interface PreviewJob {
  kind: "preview";
  source: string;
  format: string;
  output: string;
  maxPixels: number;
}
export interface PreviewResult {
  bytes: number;
}

export interface ConvertJob {
  kind: "convert";
  source: string;
  /** what processing found, of the source */
  facts: Pick<ImageFacts, "format" | "width" | "height" | "frames" | "hasAlpha" | "bitDepth">;
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

export type Job = ProcessJob | PreviewJob | ConvertJob;
export type JobResult<J extends Job> = J extends ProcessJob
  ? ProcessResult
  : J extends PreviewJob
    ? PreviewResult
    : ConvertResult;
