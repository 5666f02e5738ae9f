import { outputSize, type Size } from "#picture/output-size.ts";
import type { RecipeRequest } from "#picture/recipe.ts";
import { recipeQuery } from "#picture/recipe-query.ts";
import { shownInPlace } from "./convert-request.ts";

/** Pixels above which PNG is too heavy to look at once. */
const PNG_PIXELS = 3_000_000;
/** px, of a side of a WebP (RFC 9649 §2.7) */
const WEBP_SIDE = 16_383;

/** The size of a picture that this browser can show, null of one that it cannot. */
export async function decodedSize(src: string): Promise<Size | null> {
  const image = new Image();
  image.src = src;
  try {
    await image.decode();
    return { width: image.naturalWidth, height: image.naturalHeight };
  } catch {
    return null;
  }
}

/** The same cut, turn and size of the picture, with no loss to be seen and in a format that every browser shows. */
export function screenQuery(recipe: RecipeRequest, size: Size): URLSearchParams {
  const light = size.width * size.height <= PNG_PIXELS || Math.max(size.width, size.height) > WEBP_SIDE;
  const still: RecipeRequest = {
    ...recipe,
    format: light ? "png" : "webp",
    quality: light ? null : 95,
    lossless: false,
    maxBytes: null,
    metadata: "none",
    page: recipe.page === "all" ? 0 : recipe.page,
  };
  return shownInPlace(recipeQuery(still));
}

/**
 * Whether a result has the shape of the picture as it is shown, so that the two lie on each other as they are: nothing
 * turned, cut, padded or stretched, and of the frame or page that is looked at.
 */
export function sameShape(recipe: RecipeRequest, picture: Size, page: number | null): boolean {
  if (recipe.rotate !== 0) return false;
  if ((typeof recipe.page === "number" ? recipe.page : 0) !== (page ?? 0)) return false;
  const size = outputSize(recipe, picture);
  if (recipe.fit === "contain" && (size.width > picture.width || size.height > picture.height) && !recipe.enlarge)
    return false;
  // A side is rounded by at most half a pixel.
  const across = (size.width / picture.width) * picture.height;
  return Math.abs(across - size.height) <= Math.max(1, 0.5 + (0.5 * picture.height) / picture.width);
}
