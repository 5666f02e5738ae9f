import type { SharpMetadata } from "#decoder/sharp-setup.ts";
import type { Recipe } from "#picture/recipe.ts";

/** What an animation has besides its pixels. */
export interface Framewise {
  /** 1 to 8 */
  orientation: number;
  /** ms, one a frame */
  delay?: number[];
  /** 0: for ever */
  loop?: number;
}

/**
 * sharp lays the frames of an animation one under the other and works on that roll: what turns or mirrors it would
 * also reverse the frames, and a quarter turn or a cut by content it refuses. Those go frame by frame; null: no need.
 */
export function framewise(recipe: Recipe, metadata: SharpMetadata): Framewise | null {
  if (recipe.page !== "all") return null;
  const orientation = metadata.orientation ?? 1;
  if (recipe.rotate === 0 && orientation === 1 && !cutsByContent(recipe)) return null;
  const { delay, loop } = metadata;
  return { orientation, ...(delay && { delay }), ...(loop !== undefined && { loop }) };
}

export function cutsByContent(recipe: Pick<Recipe, "fit" | "position">): boolean {
  return recipe.fit === "cover" && (recipe.position === "attention" || recipe.position === "entropy");
}
