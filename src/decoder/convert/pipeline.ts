import { openSource, type Source } from "#decoder/open-source.ts";
import type { Sharp, SharpMetadata, SharpOptions } from "#decoder/sharp-setup.ts";
import { formatOf } from "#picture/formats.ts";
import { outputSize, type Size } from "#picture/output-size.ts";
import type { Recipe } from "#picture/recipe.ts";
import { isGrey, workingColour } from "./background.ts";
import { type ColourPlan, planColour } from "./colour-plan.ts";
import { type Framewise, framewise } from "./framewise.ts";
import type { ReadyMap } from "./gain-map-file.ts";
import { applyGeometry, type Colour, pads } from "./geometry.ts";
import type { KeptMetadata } from "./kept-metadata.ts";
import { exifRoom } from "./overwrite-exif.ts";

/** Everything that one conversion does, decided before the first pixel is read. */
export interface Plan {
  source: Source;
  recipe: Recipe;
  /** px of the page or frame, upright */
  size: Size;
  colour: ColourPlan;
  /** behind transparent pixels; null: they stay transparent */
  flatten: Colour | null;
  padding: Colour;
  kept: KeptMetadata;
  /** an animation that has to be worked on frame by frame, with what sharp then forgets of it */
  framewise: Framewise | null;
  /** ms, one a frame, where an animation stays one */
  delays: readonly number[] | null;
  /** goes behind the result; null: none */
  gainMap: ReadyMap | null;
  /** a file that says where the result may have colours; null: everywhere */
  mask: string | null;
}

const TRANSPARENT: Colour = { r: 0, g: 0, b: 0, alpha: 0 };

/** @param scratch a path beside which small files may be made for a moment */
export async function makePlan(
  source: Source,
  recipe: Recipe,
  metadata: SharpMetadata,
  kept: KeptMetadata,
  scratch: string,
): Promise<Plan> {
  const size = metadata.autoOrient;
  const alpha = formatOf(recipe.format)?.alpha ?? false;
  const shown = recipe.background ?? (alpha ? null : "#ffffff");
  const needed = pads(recipe) || metadata.hasAlpha;
  const colour = planColour(metadata, recipe, shown !== null && needed && !isGrey(shown));
  const ground = shown === null || !needed ? null : await workingColour(shown, colour.working, scratch);
  return {
    source,
    recipe,
    size,
    colour,
    flatten: metadata.hasAlpha ? ground : null,
    padding: ground ?? TRANSPARENT,
    kept,
    framewise: framewise(recipe, metadata),
    delays: recipe.page === "all" ? (metadata.delay ?? null) : null,
    gainMap: null,
    mask: null,
  };
}

/** The picture as it goes into the encoder: upright, sized, in its colours, with its metadata. */
export async function buildPipeline(plan: Plan): Promise<Sharp> {
  const { recipe, colour } = plan;
  const options: SharpOptions = { ignoreIcc: colour.profile === "ignore" };
  if (recipe.page === "all") options.pages = -1;
  else if (recipe.page > 0) options.page = recipe.page;
  if (plan.source.format === "svg") options.density = svgDensity(plan);
  const image = await openSource(plan.source, options);
  if (plan.flatten) image.flatten({ background: plan.flatten });
  applyGeometry(image, recipe, plan.size, plan.padding);
  if (plan.mask) image.boolean(plan.mask, "and");
  return keepMetadata(withColour(image, colour), plan.kept);
}

/** DPI. sharp draws an SVG anew at the size that it needs, but not where it turns first: then it is asked for here. */
function svgDensity({ recipe, size }: Plan): number {
  if (recipe.rotate === 0) return 72;
  const { width, height } = outputSize(recipe, size);
  const turned = recipe.rotate === 180 ? size : { width: size.height, height: size.width };
  return 72 * Math.max(1, width / turned.width, height / turned.height);
}

function withColour(image: Sharp, colour: ColourPlan): Sharp {
  if (colour.first) image.pipelineColourspace(colour.first);
  image.toColourspace(colour.space);
  if (colour.profile === "keep") image.keepIccProfile();
  if (colour.throughP3) image.withIccProfile("srgb", { attach: false });
  return image;
}

/** What is kept goes into the encoder; Exif's bytes are written over the room that is made for them here. */
export function keepMetadata(image: Sharp, kept: KeptMetadata): Sharp {
  if (kept.exif) image.withExif(exifRoom(kept.exif));
  if (kept.xmp) image.withXmp(kept.xmp);
  return image;
}
