import { tiffPages } from "#decoder/inspect/tiff-pages.ts";
import type { ConvertJob, ConvertResult } from "#decoder-pool/jobs.ts";
import { AppError } from "#errors.ts";
import { count } from "#picture/group-digits.ts";
import { outputSize } from "#picture/output-size.ts";
import { cannotFit } from "./fit-bytes.ts";
import { joinPages } from "./join-pages.ts";

/** Whether all pages of a TIFF are wanted as a TIFF, and the decoder cannot take them in one go. */
export function needsJoining({ source, format, frames, recipe }: ConvertJob): boolean {
  if (recipe.page !== "all" || format !== "tiff" || recipe.format !== "tiff") return false;
  return !tiffPages(source, frames).alike;
}

/**
 * Converts pages that differ, one after the other, into one TIFF.
 *
 * @throws AppError as a conversion; `too_many_pixels` where all together would be more than the job may have
 */
export async function convertPages(
  job: ConvertJob,
  convertOne: (job: ConvertJob) => Promise<ConvertResult>,
): Promise<ConvertResult> {
  const { source, frames, recipe, output, maxPixels } = job;
  const sizes = tiffPages(source, frames).sizes.map(([width, height]) => outputSize(recipe, { width, height }));
  const pixels = sizes.reduce((sum, { width, height }) => sum + width * height, 0);
  if (pixels > maxPixels) {
    throw new AppError(
      "too_many_pixels",
      `All pages together would have ${count(pixels)} pixels; ${count(maxPixels)} is the most.`,
    );
  }
  const results: ConvertResult[] = [];
  const bytes = await joinPages(frames, output, async (page, path) => {
    results.push(await convertOne({ ...job, recipe: { ...recipe, page, maxBytes: null }, output: path }));
  });
  if (recipe.maxBytes !== null && bytes > recipe.maxBytes) {
    throw cannotFit(recipe.maxBytes, bytes, "and a TIFF has no quality to lower");
  }
  const [first] = results;
  return { width: first?.width ?? 0, height: first?.height ?? 0, bytes };
}
