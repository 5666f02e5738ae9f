import { createHash } from "node:crypto";
import type { Recipe } from "#picture/recipe.ts";

/** Raised with every change of what an encoder is asked or of how a picture is prepared: old results then die out. */
const ENCODER_VERSION = 4;

/**
 * The name of a result: SHA-256 in hex of the recipe, the original's ETag and the encoders' version. Neither the order
 * in which parameters were given nor defaults spelled out make a difference.
 */
export function recipeKey(recipe: Recipe, etag: string): string {
  const parts = [
    ENCODER_VERSION,
    etag,
    recipe.format,
    recipe.width,
    recipe.height,
    recipe.fit,
    recipe.position,
    recipe.enlarge,
    recipe.quality,
    recipe.lossless,
    recipe.background,
    recipe.rotate,
    recipe.metadata,
    recipe.page,
    recipe.maxBytes,
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** As `recipeKey`, of what is made of one frame, or from one on, for the screen. */
export function frameKey(kind: "preview" | "strip", frame: number, etag: string): string {
  return createHash("sha256")
    .update(JSON.stringify([ENCODER_VERSION, etag, kind, frame]))
    .digest("hex");
}
