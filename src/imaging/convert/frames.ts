import { outputSize } from "../output-size.ts";
import type { Recipe } from "../recipe.ts";
import { type Sharp, sharp } from "../sharp-setup.ts";
import { openSource } from "../source.ts";
import { cutsByContent } from "./framewise.ts";
import { applyGeometry } from "./geometry.ts";
import type { Plan } from "./pipeline.ts";

interface Frame {
  data: Buffer;
  raw: { width: number; height: number; channels: 4 };
}

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
    const image = open(upright);
    if (cut) {
      const around = outputSize({ ...recipe, fit: "outside", rotate: 0 }, upright.raw);
      image.resize({ ...around, fit: "fill" }).extract({ ...cut, ...size });
    } else applyGeometry(image, { ...recipe, rotate: 0 }, upright.raw, plan.padding);
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
    if (cutsByContent(recipe)) cut ??= { left: -(info.cropOffsetLeft ?? 0), top: -(info.cropOffsetTop ?? 0) };
    done.push(data);
  }
  const raw = { width: size.width, height: size.height * done.length, channels: 4 as const, pageHeight: size.height };
  const image = sharp(Buffer.concat(done), { raw, limitInputPixels: false });
  if (plan.kept.xmp) image.withXmp(plan.kept.xmp);
  return image;
}

async function readFrames(plan: Plan): Promise<Frame[]> {
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

function open({ data, raw }: Frame): Sharp {
  return sharp(data, { raw, limitInputPixels: false });
}

/** Undoes an orientation (Exif 3.0 §4.6.5: where row 0 and column 0 of the file are seen), then turns clockwise. */
async function turn(frame: Frame, orientation: number, rotate: Recipe["rotate"]): Promise<Frame> {
  const mirrored = [2, 4, 5, 7].includes(orientation);
  const angle = (({ 3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270 }[orientation] ?? 0) + rotate) % 360;
  if (!mirrored && angle === 0) return frame;
  const flopped = mirrored ? await open(frame).flop().raw().toBuffer() : frame.data;
  const image = open({ data: flopped, raw: frame.raw });
  if (angle !== 0) image.rotate(angle);
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: 4 } };
}
