import { cutIcc } from "#decoder/edit/icc.ts";
import { type IccProfile, readIcc } from "#decoder/inspect/icc.ts";
import type { SharpMetadata } from "#decoder/sharp-setup.ts";
import { canHold } from "#picture/encoder-support.ts";
import type { Recipe } from "#picture/recipe.ts";

/** How a picture's colours travel from its file into the result. */
export interface ColourPlan {
  /** what sharp does with the profile; `ignore` takes the samples as they are and forgets it */
  profile: "keep" | "convert" | "ignore";
  /** libvips' name of the result's space */
  space: "srgb" | "rgb16" | "b-w" | "grey16";
  /** the space into which samples are brought before anything else; null: as they come, which alone is fast */
  first: "srgb" | "rgb16" | "b-w" | null;
  /** sixteen bits with a profile: sharp goes by way of Display P3 and has to be told to go on to sRGB */
  throughP3: boolean;
  /** of the samples while they are worked on: a background must be given in it; null is sRGB */
  working: Buffer | "p3" | null;
}

const PLAIN = { first: null, throughP3: false, working: null } as const;

/**
 * - A profile is kept with the samples untouched, so Display P3 stays Display P3, in every format that holds one.
 * - It is converted to sRGB where the format holds none (GIF), where the space is none that every format has (CMYK,
 *   Lab), and where light stored linearly would have to do with eight bits.
 * - sRGB's own profile says nothing new: it goes where nothing is to be kept. No profile means sRGB.
 * - Grey stays one channel and 16 bits stay 16 where the format can.
 *
 * @param tinted a background that is not grey will be seen
 */
export function planColour(
  source: Pick<SharpMetadata, "space" | "depth" | "icc">,
  recipe: Pick<Recipe, "format" | "metadata">,
  tinted: boolean,
): ColourPlan {
  const grey = source.space === "b-w" || source.space === "grey16";
  const rgb = source.space === "srgb" || source.space === "rgb16";
  if (!grey && !rgb) return { ...PLAIN, profile: "convert", space: "srgb" };
  const deep = source.depth === "ushort" && canHold(recipe.format, "deep");
  const icc = readIcc(source.icc);
  const profile = icc?.space === (grey ? "GRAY" : "RGB") ? icc : null;
  return grey
    ? planGrey(source.space === "grey16", deep, profile, !tinted && canHold(recipe.format, "grey"), tinted)
    : planRgb(source, deep, profile, recipe);
}

function planGrey(
  wide: boolean,
  deep: boolean,
  profile: IccProfile | null,
  stays: boolean,
  tinted: boolean,
): ColourPlan {
  if (stays) return { ...PLAIN, profile: profile ? "keep" : "ignore", space: deep ? "grey16" : "b-w" };
  // sharp leaves the profile of 16 grey bits alone: those become eight first.
  if (profile) return { ...PLAIN, profile: "convert", space: "srgb", first: wide ? "b-w" : null };
  const space = deep ? "rgb16" : "srgb";
  return { ...PLAIN, profile: "ignore", space, first: tinted ? space : null };
}

function planRgb(
  source: Pick<SharpMetadata, "space" | "icc">,
  deep: boolean,
  profile: IccProfile | null,
  recipe: Pick<Recipe, "format" | "metadata">,
): ColourPlan {
  const space = deep ? "rgb16" : "srgb";
  if (profile === null || (profile.srgb && (recipe.metadata === "none" || recipe.format === "gif"))) {
    return { ...PLAIN, profile: "ignore", space };
  }
  // Where nothing is to be kept, of a profile that cannot be cleaned only its colours are.
  const clean = recipe.metadata !== "none" || cutIcc(source.icc ?? new Uint8Array(0)) !== null;
  if (clean && recipe.format !== "gif" && (deep || !profile.linear)) {
    return { ...PLAIN, profile: "keep", space, working: profile.srgb ? null : (source.icc ?? null) };
  }
  const throughP3 = source.space === "rgb16";
  return { ...PLAIN, profile: "convert", space, throughP3, working: throughP3 ? "p3" : null };
}
