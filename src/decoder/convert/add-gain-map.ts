import { cutXmp } from "#decoder/edit/xmp.ts";
import { findGainMap } from "#decoder/inspect/find-gain-map.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { keepsGainMap } from "#picture/losses.ts";
import { ABOUT_THE_MAP } from "./conversion-cut.ts";
import { type ReadyMap, withContainer, withDescription } from "./gain-map-file.ts";
import { applyGeometry } from "./geometry.ts";
import type { Plan } from "./pipeline.ts";
import { turn } from "./turn.ts";

const BLACK = { r: 0, g: 0, b: 0, alpha: 1 };
const QUALITY = 80;
/** A map is a fraction of its picture; it is worked on in memory. */
const MAX_PIXELS = 64_000_000;

/**
 * Gives a plan the gain map of its source, turned, cut and scaled as the picture will be: it is picture, whatever is said
 * of metadata. A map that cannot be read stays behind. (sharp's `keepGainMap` reads memory that was given back, 0.35.5.)
 *
 * @param orientation of the source, 1 to 8
 */
export async function addGainMap(plan: Plan, orientation: number): Promise<void> {
  if (plan.source.format !== "jpeg" || !keepsGainMap(plan.recipe)) return;
  const found = await findGainMap(plan.source.path);
  if (!found) return;
  const scaled = await scale(found.jpeg, plan, orientation).catch(() => null);
  if (!scaled) return;
  const xmp = (found.xmp && cutXmp(found.xmp, ABOUT_THE_MAP)?.text) ?? null;
  const jpeg = withDescription(scaled, { iso: found.iso, xmp });
  // A packet that cannot take the container stays as it is: a person's words weigh more than one of two ways to the map.
  const container = xmp?.includes("hdr-gain-map")
    ? (withContainer(plan.kept.xmp, jpeg.length) ?? plan.kept.xmp)
    : plan.kept.xmp;
  plan.kept = { ...plan.kept, xmp: container };
  plan.gainMap = { jpeg, iso: found.iso !== null } satisfies ReadyMap;
}

async function scale(jpeg: Buffer, { recipe, size, source }: Plan, orientation: number): Promise<Buffer | null> {
  const limitInputPixels = Math.min(source.maxPixels, MAX_PIXELS);
  const { data, info } = await sharp(jpeg, { failOn: "error", ignoreIcc: true, limitInputPixels })
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 1 && info.channels !== 3) return null;
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const upright = await turn({ data, raw }, orientation, 0);
  const ratio = upright.raw.width / size.width;
  if (ratio > 1) return null; // larger than the picture that it belongs to
  const share = (side: number | null) => (side === null ? null : Math.max(1, Math.round(side * ratio)));
  const image = sharp(upright.data, { raw: upright.raw });
  applyGeometry(image, { ...recipe, width: share(recipe.width), height: share(recipe.height) }, upright.raw, BLACK);
  return image
    .toColourspace(info.channels === 1 ? "b-w" : "srgb")
    .jpeg({ quality: recipe.quality ?? QUALITY, chromaSubsampling: "4:4:4" })
    .toBuffer();
}
