import { openSource } from "#decoder/open-source.ts";
import { type Sharp, sharp } from "#decoder/sharp-setup.ts";
import { outputSize } from "#picture/output-size.ts";
import { clearHidden } from "./alpha-mask.ts";
import { cutsByContent } from "./framewise.ts";
import { applyGeometry } from "./geometry.ts";
import { keepMetadata, type Plan } from "./pipeline.ts";
import { openRaw, type RawImage, turn } from "./turn.ts";

/**
 * An animation, worked on frame by frame: in sRGB with alpha. Where content decides the cut, that of the first frame
 * holds for all. The whole animation lies in memory, four bytes a pixel.
 */
export async function buildFrames(plan: Plan): Promise<Sharp> {
  const { recipe } = plan;
  const size = outputSize(recipe, plan.size);
  const done: Buffer[] = [];
  let cut: { left: number; top: number } | null = null;
  for (const frame of await readFrames(plan)) {
    const upright = await turn(frame, plan.framewise?.orientation ?? 1, recipe.rotate);
    const image = openRaw(upright);
    if (cut) {
      const around = outputSize({ ...recipe, fit: "outside", rotate: 0 }, upright.raw);
      image.resize({ ...around, fit: "fill" }).extract({ ...cut, ...size });
    } else applyGeometry(image, { ...recipe, rotate: 0 }, upright.raw, plan.padding);
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
    if (cutsByContent(recipe)) cut ??= { left: -(info.cropOffsetLeft ?? 0), top: -(info.cropOffsetTop ?? 0) };
    if (recipe.metadata !== "all") clearHidden(data);
    done.push(data);
  }
  const raw = { width: size.width, height: size.height * done.length, channels: 4 as const, pageHeight: size.height };
  const image = sharp(Buffer.concat(done), { raw, limitInputPixels: false });
  return keepMetadata(image, plan.kept);
}

async function readFrames(plan: Plan): Promise<RawImage[]> {
  const roll = await openSource(plan.source, { pages: -1, autoOrient: false });
  if (plan.flatten) roll.flatten({ background: plan.flatten });
  const { data, info } = await roll.toColourspace("srgb").ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.pageHeight ?? info.height, channels: 4 as const };
  const bytes = raw.width * raw.height * 4;
  return Array.from({ length: Math.floor(data.length / bytes) }, (_, page) => ({
    data: data.subarray(page * bytes, (page + 1) * bytes),
    raw,
  }));
}
