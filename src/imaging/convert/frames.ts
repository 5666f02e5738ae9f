import { outputSize } from "../output-size.ts";
import { type Sharp, type SharpMetadata, sharp } from "../sharp-setup.ts";
import { openSource } from "../source.ts";
import { applyGeometry } from "./geometry.ts";
import type { Plan } from "./pipeline.ts";

/**
 * sharp lays the frames of an animation one under the other and works on that roll: what turns or mirrors it would
 * also reverse the frames, and a quarter turn or a cut by content it refuses. Those go frame by frame.
 */
export function needsFrames({ recipe }: Plan, metadata: SharpMetadata): boolean {
  if (recipe.page !== "all") return false;
  return recipe.rotate !== 0 || (metadata.orientation ?? 1) !== 1 || cutsByContent(recipe.position, recipe.fit);
}

function cutsByContent(position: string, fit: string): boolean {
  return fit === "cover" && (position === "attention" || position === "entropy");
}

/** The animation in sRGB, with its times and its loop; where content decides the cut, the first frame's does for all. */
export async function buildFrames(plan: Plan, metadata: SharpMetadata): Promise<Sharp> {
  const { recipe } = plan;
  const roll = await openSource(plan.source, { pages: -1, autoOrient: false });
  if (plan.flatten) roll.flatten({ background: plan.flatten });
  const { data, info } = await roll.toColourspace("srgb").ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const pages = info.pages ?? 1;
  const raw = { width: info.width, height: info.pageHeight ?? info.height, channels: info.channels };
  const bytes = raw.width * raw.height * raw.channels;
  const size = outputSize(recipe, plan.facts);
  const frames: Buffer[] = [];
  let cut: { left: number; top: number } | null = null;
  for (let page = 0; page < pages; page++) {
    const upright = await orient(sharp(data.subarray(page * bytes, (page + 1) * bytes), { raw }), metadata.orientation);
    const image = sharp(upright.data, { raw: { ...upright.info, channels: 4 } });
    if (cut) {
      const around = outputSize({ ...recipe, fit: "outside", rotate: recipe.rotate }, plan.facts);
      const turned =
        recipe.rotate === 0
          ? image
          : sharp(await image.rotate(recipe.rotate).raw().toBuffer(), { raw: turn(upright.info, recipe.rotate) });
      frames.push(
        await turned
          .resize({ ...around, fit: "fill" })
          .extract({ ...cut, ...size })
          .raw()
          .toBuffer(),
      );
      continue;
    }
    const done = await applyGeometry(image, recipe, plan.facts, plan.padding)
      .raw()
      .toBuffer({ resolveWithObject: true });
    frames.push(done.data);
    if (cutsByContent(recipe.position, recipe.fit) && done.info.cropOffsetLeft !== undefined) {
      cut = { left: Math.abs(done.info.cropOffsetLeft), top: Math.abs(done.info.cropOffsetTop ?? 0) };
    }
  }
  const image = sharp(Buffer.concat(frames), {
    raw: { width: size.width, height: size.height * frames.length, channels: 4, pageHeight: size.height },
    limitInputPixels: plan.source.maxPixels,
  });
  if (plan.kept.xmp) image.withXmp(plan.kept.xmp);
  return image;
}

function turn(info: { width: number; height: number }, rotate: number) {
  const [width, height] = rotate % 180 === 0 ? [info.width, info.height] : [info.height, info.width];
  return { width, height, channels: 4 as const };
}

/** Exif 3.0 §4.6.5, Orientation: what stands first row and first column, undone. */
function orient(image: Sharp, orientation = 1) {
  if (orientation === 2 || orientation === 4 || orientation === 5 || orientation === 7) image.flop();
  const angle = { 3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270 }[orientation] ?? 0;
  if (angle !== 0) image.rotate(angle);
  return image.raw().toBuffer({ resolveWithObject: true });
}
