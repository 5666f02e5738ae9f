import type { ImageProperties } from "./properties.ts";
import type { Recipe } from "./recipe.ts";

/** px */
export interface Size {
  width: number;
  height: number;
}

export type SizingRecipe = Pick<Recipe, "width" | "height" | "fit" | "enlarge" | "rotate">;

/**
 * The size in px of one frame of the result: the rule of sharp's `resize`, applied after orientation and `rotate`,
 * without the pixel more or less that sharp's shrink-on-load gives. `convert` asks sharp for exactly this size.
 *
 * - One side given: the other in proportion (`fill`: left as it is).
 * - `inside`, `outside`: in proportion, within or around the box. `fill`: the box. `cover`: the box, cut where the
 *   picture is smaller and may not grow. `contain`: the box always; what is not picture is padding.
 */
export function outputSize(recipe: SizingRecipe, facts: Pick<ImageProperties, "width" | "height">): Size {
  const turned = recipe.rotate === 90 || recipe.rotate === 270;
  const width = turned ? facts.height : facts.width;
  const height = turned ? facts.width : facts.height;
  const limit = recipe.enlarge ? Number.POSITIVE_INFINITY : 1;
  const across = recipe.width === null ? null : 1 / (width / recipe.width); // as sharp has it, for the halves
  const down = recipe.height === null ? null : 1 / (height / recipe.height);
  if (across === null && down === null) return { width, height };
  if (recipe.fit === "fill") {
    return {
      width: scaled(width, Math.min(across ?? 1, limit)),
      height: scaled(height, Math.min(down ?? 1, limit)),
    };
  }
  if (across === null || down === null) {
    const scale = Math.min(across ?? down ?? 1, limit);
    const size = { width: scaled(width, scale), height: scaled(height, scale) };
    if (recipe.fit !== "contain") return size;
    return { width: recipe.width ?? size.width, height: recipe.height ?? size.height };
  }
  const box = { width: recipe.width ?? width, height: recipe.height ?? height };
  if (recipe.fit === "contain") return box;
  if (recipe.fit === "cover") {
    if (Math.max(across, down) <= limit) return box;
    return { width: Math.min(box.width, width), height: Math.min(box.height, height) };
  }
  const scale = Math.min(recipe.fit === "inside" ? Math.min(across, down) : Math.max(across, down), limit);
  return { width: scaled(width, scale), height: scaled(height, scale) };
}

function scaled(side: number, scale: number): number {
  return Math.max(1, Math.round(side * scale));
}
