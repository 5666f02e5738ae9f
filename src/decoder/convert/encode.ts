import type { Sharp } from "#decoder/sharp-setup.ts";
import type { Recipe } from "#picture/recipe.ts";

/** Of an animation whose frames come without it. */
export interface Timing {
  /** ms, one a frame */
  delay?: number[];
  /** times; 0: for ever */
  loop?: number;
}

/** `exact`: else the encoder gives fully transparent pixels colours of its own, and "without loss" is not true of all. */
const LOSSLESS_WEBP = { lossless: true, exact: true } as const;

/**
 * Sets the encoder. The figures are from measurement: see the decision on encoder settings, and raise
 * `ENCODER_VERSION` with any change. From quality 90 on colour is stored at full resolution, as libvips does by itself.
 */
export function encode(
  image: Sharp,
  recipe: Pick<Recipe, "format" | "lossless">,
  quality: number,
  { delay, loop }: Timing = {},
): Sharp {
  const timing = { ...(delay && { delay }), ...(loop !== undefined && { loop }) };
  const chromaSubsampling = quality >= 90 ? "4:4:4" : "4:2:0";
  switch (recipe.format) {
    case "jpeg":
      return image.jpeg({ quality, chromaSubsampling, mozjpeg: false });
    case "png":
      return image.png({ compressionLevel: 2, adaptiveFiltering: true });
    case "webp":
      return image.webp({ ...(recipe.lossless ? LOSSLESS_WEBP : { quality }), effort: 2, ...timing });
    case "avif":
      return recipe.lossless
        ? image.avif({ lossless: true, effort: 2, chromaSubsampling: "4:4:4" })
        : image.avif({ quality, effort: 2, chromaSubsampling });
    case "gif":
      return image.gif({ effort: 3, keepDuplicateFrames: true, ...coloursAt(quality), ...timing });
    case "tiff":
      return image.tiff({ compression: "deflate", predictor: "horizontal" });
    default:
      throw new Error(`no encoder for ${recipe.format}`);
  }
}

/** How many steps a GIF can be made smaller by: 256 colours at the highest, 2 at the two lowest. */
export const GIF_LEVELS = 9;

/** A palette is as long as a power of two (GIF89a §19.c): between them nothing would change. The last step scatters no colours either. */
function coloursAt(level: number): { colours?: number; dither?: number } {
  if (level >= GIF_LEVELS) return {};
  return { colours: 2 ** Math.max(1, level - 1), dither: level > 1 ? 1 : 0 };
}
