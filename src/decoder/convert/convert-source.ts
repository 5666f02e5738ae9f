import { rm } from "node:fs/promises";
import { decodeError } from "#decoder/decode-error.ts";
import { openSource, type Source } from "#decoder/open-source.ts";
import type { ConvertJob, ConvertResult } from "#decoder-pool/jobs.ts";
import { addGainMap } from "./add-gain-map.ts";
import { hidesColour, writeAlphaMask } from "./alpha-mask.ts";
import { convertPages, needsJoining } from "./convert-pages.ts";
import { fitBytes } from "./fit-bytes.ts";
import { keptMetadata } from "./kept-metadata.ts";
import { makePlan } from "./pipeline.ts";
import { write } from "./write-result.ts";

/**
 * Makes one result from one original: file in, file out. The same job gives the same bytes. Files that it needs on the
 * way lie beside `output` and begin with its name; none is left.
 *
 * @throws AppError `damaged_image`, `too_many_pixels`, `too_complex`, `cannot_fit`, `storage_full`; `invalid_parameter`
 *   where only the decoder could tell (pages of several sizes)
 */
export async function convertSource(job: ConvertJob): Promise<ConvertResult> {
  try {
    return needsJoining(job) ? await convertPages(job, convertOne) : await convertOne(job);
  } catch (error) {
    throw decodeError(error);
  }
}

async function convertOne(job: ConvertJob): Promise<ConvertResult> {
  const mask = `${job.output}.mask.png`;
  const { format, damaged, maxPixels } = job;
  const source: Source = { path: job.source, format, maxPixels, damaged };
  try {
    // Pages may differ in size, colours and metadata: it is the wanted one that counts.
    const page = job.recipe.page === "all" ? 0 : job.recipe.page;
    const metadata = await (await openSource(source, page > 0 ? { page } : {})).metadata();
    const kept = keptMetadata(metadata, job.recipe);
    const plan = await makePlan(source, job.recipe, metadata, kept, job.output);
    if (hidesColour(plan, metadata) && (await writeAlphaMask(plan, metadata, mask))) plan.mask = mask;
    await addGainMap(plan, metadata.orientation ?? 1);
    return await (job.recipe.maxBytes === null
      ? write(plan, job.output)
      : fitBytes(plan, job.output, job.recipe.maxBytes));
  } finally {
    await rm(mask, { force: true });
  }
}
