import { rename, rm } from "node:fs/promises";
import { type Sharp, sharp } from "#decoder/sharp-setup.ts";
import type { ConvertResult } from "#decoder-pool/jobs.ts";
import { AppError } from "#errors.ts";
import { formatOf } from "#picture/formats.ts";
import { count } from "#picture/group-digits.ts";
import { DEFAULT_QUALITY } from "#picture/recipe-parameters.ts";
import { bestQuality, type SearchRange } from "./best-quality.ts";
import { GIF_LEVELS } from "./encode.ts";
import { keepMetadata, type Plan } from "./pipeline.ts";
import { build, write, writeAs } from "./write-result.ts";

/**
 * The result of the best quality that has at most `most` bytes; the recipe's own quality, where given, is not exceeded.
 * A still is decoded and sized once and waits as an uncompressed PNG; an animation is read again for each try.
 *
 * @throws AppError `cannot_fit`, with the smallest size reached
 */
export async function fitBytes(plan: Plan, output: string, most: number): Promise<ConvertResult> {
  const { recipe } = plan;
  const format = formatOf(recipe.format);
  const range = qualityRange(plan);
  if (range === null) {
    const only = await write(plan, output);
    if (only.bytes > most)
      throw cannotFit(
        most,
        only.bytes,
        `and ${recipe.lossless ? "a lossless" : "a"} ${format?.name} has no quality to lower`,
      );
    return only;
  }
  const still = recipe.page === "all" ? null : `${output}.still.png`;
  const attempt = `${output}.attempt`;
  const fitting = new Map<number, ConvertResult>();
  const tryQuality = async (quality: number) => {
    const tried = await writeAs(still === null ? await build(plan) : reopen(still, plan), plan, quality, attempt);
    if (tried.bytes <= most) {
      fitting.set(quality, tried);
      await rename(attempt, output); // each fit is better than the ones before: the search only goes up from a fit
    }
    return tried.bytes;
  };
  try {
    if (still !== null) await (await build(plan)).png({ compressionLevel: 0 }).toFile(still);
    const found = await bestQuality(tryQuality, most, range);
    const best = found.best === null ? undefined : fitting.get(found.best);
    if (!best)
      throw cannotFit(most, found.bytes, recipe.format === "gif" ? "with two colours" : "at the lowest quality");
    return best;
  } finally {
    await Promise.all([still, attempt].map((path) => path && rm(path, { force: true })));
  }
}

/** What can be tried, and where to begin: of a GIF it is the number of colours. Null where there is nothing to lower. */
function qualityRange({ recipe }: Plan): SearchRange | null {
  if (recipe.format === "gif") return { start: GIF_LEVELS, ceiling: GIF_LEVELS, growth: 0.35 };
  const start = DEFAULT_QUALITY[recipe.format];
  return recipe.lossless || start === undefined ? null : { start, ceiling: recipe.quality ?? 100, growth: 0.03 };
}

function reopen(still: string, plan: Plan): Sharp {
  const image = sharp(still, { limitInputPixels: plan.source.maxPixels }).toColourspace(plan.colour.space);
  if (plan.colour.profile === "keep") image.keepIccProfile();
  return keepMetadata(image, plan.kept);
}

export function cannotFit(most: number, least: number, why: string): AppError {
  return new AppError(
    "cannot_fit",
    `The result cannot be as small as ${count(most)} bytes: the smallest has ${count(least)} bytes, ${why}. Ask for fewer pixels or another format.`,
  );
}
