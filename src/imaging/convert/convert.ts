import { rename, rm, writeFile } from "node:fs/promises";
import { AppError } from "../../errors.ts";
import { decodeError } from "../decode-error.ts";
import { formatOf } from "../formats.ts";
import type { ConvertJob, ConvertResult } from "../jobs.ts";
import { DEFAULT_QUALITY } from "../resolve-recipe.ts";
import { type OutputInfo, type Sharp, sharp } from "../sharp-setup.ts";
import { openSource, type Source } from "../source.ts";
import { bestQuality } from "./best-quality.ts";
import { encode } from "./encode.ts";
import { buildFrames, needsFrames } from "./frames.ts";
import { withApp13 } from "./jpeg-segment.ts";
import { keptMetadata } from "./kept-metadata.ts";
import { copyWithExif } from "./patched-source.ts";
import { buildPipeline, makePlan, type Plan } from "./pipeline.ts";

/**
 * Makes one result from one original: file in, file out. The same job gives the same bytes. Files that it needs on the
 * way lie beside `output` and begin with its name; none is left.
 *
 * @throws AppError `damaged_image`, `too_many_pixels`, `too_complex`, `cannot_fit`, `storage_full`; `invalid_parameter`
 *   where only the decoder could tell (pages of several sizes)
 */
export async function convert(job: ConvertJob): Promise<ConvertResult> {
  const patched = `${job.output}.source`;
  const original: Source = { path: job.source, format: job.facts.format, maxPixels: job.maxPixels };
  try {
    const metadata = await (await openSource(original)).metadata();
    const kept = keptMetadata(metadata, job.recipe);
    let path = job.source;
    if (kept.exif && metadata.exif && !kept.exif.equals(metadata.exif)) {
      if (await copyWithExif(job.source, patched, metadata.exif, kept.exif)) path = patched;
      else kept.exif = null;
    }
    const plan = await makePlan({ ...original, path }, job.recipe, job.facts, metadata, kept, job.output);
    const build = () => (needsFrames(plan, metadata) ? buildFrames(plan, metadata) : buildPipeline(plan));
    return await (job.recipe.maxBytes === null ? write(build, plan, job) : fit(build, plan, job, job.recipe.maxBytes));
  } catch (error) {
    throw decodeError(error);
  } finally {
    await rm(patched, { force: true });
  }
}

async function write(build: () => Promise<Sharp>, plan: Plan, job: ConvertJob): Promise<ConvertResult> {
  const quality = job.recipe.quality ?? defaultQuality(job);
  return writeTo(job.output, encode(await build(), job.recipe, quality), plan);
}

async function writeTo(output: string, image: Sharp, plan: Plan): Promise<ConvertResult> {
  if (plan.kept.iptc === null) return result(await image.toFile(output));
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  const whole = withApp13(data, plan.kept.iptc);
  await writeFile(output, whole);
  return { ...result(info), bytes: whole.length };
}

/** The best quality under a size. The picture is decoded and sized once; a still waits as an uncompressed PNG. */
async function fit(build: () => Promise<Sharp>, plan: Plan, job: ConvertJob, most: number): Promise<ConvertResult> {
  const { recipe, output } = job;
  if (formatOf(recipe.format)?.lossless === "always" || recipe.format === "gif" || recipe.lossless) {
    const only = await write(build, plan, job);
    if (only.bytes > most)
      throw cannotFit(most, only.bytes, `${formatOf(recipe.format)?.name} has no quality to lower`);
    return only;
  }
  const still = `${output}.still.png`;
  const attempt = `${output}.attempt`;
  let best: ConvertResult | null = null;
  try {
    if (recipe.page !== "all") await (await build()).png({ compressionLevel: 0 }).toFile(still);
    const again = async () => (recipe.page === "all" ? build() : reopen(still, plan));
    const found = await bestQuality(
      async (quality) => {
        const tried = await writeTo(attempt, encode(await again(), recipe, quality), plan);
        if (tried.bytes <= most && (best === null || tried.bytes > best.bytes)) {
          best = tried;
          await rename(attempt, output);
        }
        return tried.bytes;
      },
      most,
      defaultQuality(job),
      recipe.quality ?? 100,
    );
    if (found.best === null || best === null) throw cannotFit(most, found.bytes, "even at the lowest quality");
    return best;
  } finally {
    await Promise.all([rm(still, { force: true }), rm(attempt, { force: true })]);
  }
}

function reopen(still: string, plan: Plan): Sharp {
  const image = sharp(still, { limitInputPixels: plan.source.maxPixels });
  image.toColourspace(plan.colour.space);
  if (plan.colour.profile === "keep") image.keepIccProfile();
  if (plan.kept.exif) image.keepExif();
  if (plan.kept.xmp) image.withXmp(plan.kept.xmp);
  return image;
}

function defaultQuality(job: ConvertJob): number {
  return DEFAULT_QUALITY[job.recipe.format] ?? 80;
}

function result(info: OutputInfo): ConvertResult {
  return { bytes: info.size, width: info.width, height: info.pageHeight ?? info.height };
}

function cannotFit(most: number, least: number, why: string): AppError {
  const bytes = (count: number) => `${count.toLocaleString("en").replaceAll(",", "\u202f")} bytes`;
  return new AppError(
    "cannot_fit",
    `The result cannot be made as small as ${bytes(most)}: the smallest was ${bytes(least)}, ${why}. Ask for fewer pixels or another format.`,
  );
}
