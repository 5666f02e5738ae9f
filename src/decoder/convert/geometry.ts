import type { Sharp } from "#decoder/sharp-setup.ts";
import { outputSize, type Size } from "#picture/output-size.ts";
import type { Recipe } from "#picture/recipe.ts";

/** A colour of the working space, 0 to 255 a channel; alpha 0 to 1. */
export interface Colour {
  r: number;
  g: number;
  b: number;
  alpha: number;
}

/** Whether the recipe pads: the only fit that shows a background behind an opaque picture. */
export function pads(recipe: Recipe): boolean {
  return recipe.fit === "contain" && (recipe.width !== null || recipe.height !== null);
}

/**
 * Turns, scales, cuts and pads, to exactly the size that `outputSize` says. Without a cut or padding a quarter turn
 * comes after scaling: sharp then still scales while it decodes.
 */
export function applyGeometry(image: Sharp, recipe: Recipe, upright: Size, padding: Colour): Sharp {
  const size = outputSize(recipe, upright);
  const turned = recipe.rotate === 90 || recipe.rotate === 270;
  const cuts = recipe.fit === "cover" && recipe.width !== null && recipe.height !== null;
  if (cuts || pads(recipe)) {
    if (recipe.rotate !== 0) image.rotate(recipe.rotate);
    return image.resize({
      ...size,
      fit: recipe.fit,
      position: recipe.position,
      background: padding,
      withoutEnlargement: !recipe.enlarge,
    });
  }
  const [width, height] = turned ? [size.height, size.width] : [size.width, size.height];
  if (width !== upright.width || height !== upright.height) image.resize({ width, height, fit: "fill" });
  return recipe.rotate === 0 ? image : image.rotate(recipe.rotate);
}
