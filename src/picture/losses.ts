import { canHold } from "./encoder-support.ts";
import { formatOf } from "./formats.ts";
import type { InsideKind } from "./inside.ts";
import type { Metadata } from "./metadata.ts";
import type { ImageProperties } from "./properties.ts";
import type { RecipeRequest } from "./recipe.ts";

/** What a result does not have of its picture; in the order in which they are told. */
export const LOSS_CODES = [
  "frames",
  "second_image",
  "video",
  "audio",
  "vector",
  "layers",
  "alpha",
  "soft_alpha",
  "colours",
  "depth",
  "gamut",
  "hdr",
  "depth_map",
  "metadata",
  "texts",
  "credentials",
  "unknown",
] as const;
export type LossCode = (typeof LOSS_CODES)[number];

/** What is asked of the picture. */
export interface LossProperties
  extends Pick<
    ImageProperties,
    "format" | "frames" | "hasAlpha" | "bitDepth" | "colourSpace" | "iccProfile" | "hdr" | "inside"
  > {
  /** what the file carries: `exif`, `xmp`, `iptc` */
  blocks: readonly ("exif" | "xmp" | "iptc")[];
}

/** What is asked of the conversion; `format` null is the picture's own, or JPEG where that cannot be written. */
export type LossRecipe = Pick<
  RecipeRequest,
  "format" | "page" | "metadata" | "background" | "fit" | "position" | "width" | "height"
>;

/**
 * What a conversion loses of this picture, told before it is made. What a person asks for is no loss: one frame that was
 * chosen, metadata that is to be left out, a background, a smaller size. It imports nothing of Node, so that the page can
 * tell while the form changes.
 *
 * What is not known is not told: without `inside` an empty list does not say that nothing is lost (`isAllKnown`).
 */
export function losses(facts: LossProperties, recipe: LossRecipe): LossCode[] {
  const own = formatOf(facts.format);
  const format = formatOf(recipe.format) ?? (own?.writes ? own : formatOf("jpeg"));
  if (!format) return [];
  const { id } = format;
  const inside = (...kinds: readonly InsideKind[]): boolean => kinds.some((kind) => facts.inside?.includes(kind));
  const tells = recipe.metadata !== "none";
  const palette = id === "gif" && facts.format !== "gif";
  const lost: Record<LossCode, boolean> = {
    second_image: inside("second_image"),
    video: inside("video"),
    audio: inside("audio"),
    layers: inside("layers"),
    depth_map: inside("depth_map"),
    unknown: inside("unknown"),
    vector: facts.format === "svg",
    texts: tells && inside("text", "comment"),
    credentials: tells && inside("credentials"),
    frames: facts.frames > 1 && recipe.page === null && !(own?.animation && format.animation),
    alpha: facts.hasAlpha && !format.alpha && recipe.background === null,
    soft_alpha: facts.hasAlpha && palette && recipe.background === null,
    colours: palette,
    // Of an AVIF sequence all is made from a master of eight bits.
    depth: (facts.bitDepth ?? 8) > 8 && (!canHold(id, "deep") || facts.format === "avifs"),
    gamut: losesGamut(facts, id),
    // Only a JPEG's map is carried on: the master of a HEIC picture has none.
    hdr: facts.hdr === true && !(facts.format === "jpeg" && keepsGainMap({ ...recipe, format: id })),
    // The master of an AVIF sequence carries none.
    metadata: tells && facts.blocks.some((block) => facts.format === "avifs" || !canHold(id, block)),
  };
  return LOSS_CODES.filter((code) => lost[code]);
}

/** Whether all that is in the file is known: then a conversion that loses nothing has room for all of it. */
export const isAllKnown = ({ inside }: Pick<ImageProperties, "inside">): boolean => inside !== undefined;

/** Whether a result in a format keeps every pixel where the original did not: it is often the larger file. */
export function oftenLarger(
  facts: Pick<ImageProperties, "format">,
  recipe: Pick<RecipeRequest, "format" | "lossless">,
) {
  const target = formatOf(recipe.format);
  const lossless = target?.lossless === "always" || (target?.lossless === "option" && recipe.lossless);
  return lossless && facts.format !== recipe.format && formatOf(facts.format)?.lossless !== "always";
}

/** Whether a gain map, where there is one, goes through: not where content decides the cut. */
export function keepsGainMap(recipe: Pick<LossRecipe, "format" | "fit" | "position" | "width" | "height">): boolean {
  if (recipe.format === null || !canHold(recipe.format, "gainMap")) return false;
  const byContent = recipe.position === "attention" || recipe.position === "entropy";
  return !(byContent && recipe.fit === "cover" && recipe.width !== null && recipe.height !== null);
}

/** Fields of Exif that only tell how the pixels are stored: every result has its own (TIFF 6.0 §8). */
const STRUCTURE =
  /^(?:(?:New)?SubfileType|Image(?:Width|Length|Height)|BitsPerSample|Compression|Photometric\w*|FillOrder|Strip\w+|Tile\w+|SamplesPerPixel|RowsPerStrip|PlanarConfiguration|[XY]Resolution|ResolutionUnit|Orientation|Predictor|ExtraSamples|SampleFormat|ColorMap|PageNumber|YCbCr\w+|Exif\w*(?:Offset|Pointer|IFD|Version)|ColorSpace|Pixel[XY]Dimension|(?:Components|Flashpix)\w+)$/i;

/** Which blocks a record says are there, and say something. */
export function blocksOf({ raw }: Pick<Metadata, "raw">): LossProperties["blocks"] {
  const has = (group: object | null) => group !== null && Object.keys(group).some((name) => !STRUCTURE.test(name));
  const found = { exif: has(raw.exif) || has(raw.gps), xmp: has(raw.xmp), iptc: has(raw.iptc) };
  return (["exif", "xmp", "iptc"] as const).filter((block) => found[block]);
}

/** CMYK and Lab become sRGB everywhere; a wide RGB becomes it where the format holds no profile. */
function losesGamut({ colourSpace, iccProfile }: LossProperties, format: string): boolean {
  if (colourSpace === "cmyk" || colourSpace === "lab") return true;
  const wide = iccProfile !== null && !/srgb|gr[ae]y|dot gain/i.test(iccProfile);
  return wide && !canHold(format, "profile");
}
