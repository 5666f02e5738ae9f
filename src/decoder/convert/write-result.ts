import { stat, writeFile } from "node:fs/promises";
import type { OutputInfo, Sharp } from "#decoder/sharp-setup.ts";
import type { ConvertResult } from "#decoder-pool/jobs.ts";
import { DEFAULT_QUALITY } from "#picture/recipe-parameters.ts";
import { cleanProfile } from "./clean-profile.ts";
import { encode } from "./encode.ts";
import { writeFrameTimes } from "./frame-times.ts";
import { buildFrames } from "./frames.ts";
import { withGainMap } from "./gain-map-file.ts";
import { withApp13 } from "./jpeg-segment.ts";
import { overwriteExif } from "./overwrite-exif.ts";
import { buildPipeline, type Plan } from "./pipeline.ts";

/** The planned picture, before its encoder. */
export function build(plan: Plan): Promise<Sharp> {
  return plan.framewise ? buildFrames(plan) : buildPipeline(plan);
}

/** Encodes the planned picture at the recipe's quality. */
export async function write(plan: Plan, output: string): Promise<ConvertResult> {
  return writeAs(await build(plan), plan, plan.recipe.quality ?? defaultQuality(plan) ?? 100, output);
}

/** Encodes a picture that has been prepared by the plan, at a quality of its own. */
export async function writeAs(image: Sharp, plan: Plan, quality: number, output: string): Promise<ConvertResult> {
  encode(image, plan.recipe, quality, plan.framewise ?? {});
  const info = await writeEncoded(image, plan, output);
  if (plan.delays && plan.recipe.format === "webp") await writeFrameTimes(output, plan.delays);
  if (plan.kept.exif) await overwriteExif(output, plan.kept.exif);
  if (plan.recipe.metadata === "none" && plan.colour.profile === "keep") await cleanProfile(output, plan.recipe.format);
  return { ...result(info), bytes: (await stat(output)).size };
}

async function writeEncoded(image: Sharp, { gainMap, kept }: Plan, output: string): Promise<OutputInfo> {
  if (!gainMap && !kept.iptc) return image.toFile(output);
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  const told = kept.iptc ? withApp13(data, kept.iptc) : data;
  await writeFile(output, gainMap ? withGainMap(told, gainMap) : told);
  return info;
}

/** 1 to 100; null for formats that have no such setting. */
function defaultQuality(plan: Plan): number | null {
  return DEFAULT_QUALITY[plan.recipe.format] ?? null;
}

function result(info: OutputInfo): ConvertResult {
  return { bytes: info.size, width: info.width, height: info.pageHeight ?? info.height };
}
