import { type IccProfile, readIcc } from "../icc.ts";
import type { Recipe } from "../recipe.ts";
import type { SharpMetadata } from "../sharp-setup.ts";

/** How a picture's colours travel from its file into the result. */
export interface ColourPlan {
  /** what sharp reads: `ignore` takes the samples as they are and forgets the profile */
  profile: "keep" | "convert" | "ignore";
  /** libvips' name of the result's space */
  space: "srgb" | "rgb16" | "b-w" | "grey16";
  /** sixteen bits with a profile: sharp goes by way of Display P3 and has to be told to go on to sRGB */
  throughP3: boolean;
  /** of the samples while they are worked on: a background must be given in it; null is sRGB */
  working: Buffer | "p3" | null;
}

const HOLDS_GREY = ["jpeg", "png", "tiff"];
const HOLDS_DEEP = ["png", "tiff"];

/**
 * - A profile is kept with the samples untouched, so Display P3 stays Display P3, in every format that holds one.
 * - It is converted to sRGB where the format holds none (GIF), where the space is none that every format has (CMYK,
 *   Lab), and where light stored linearly would have to do with eight bits.
 * - sRGB's own profile says nothing new: it goes where nothing is to be kept. No profile means sRGB.
 * - Grey stays one channel and 16 bits stay 16 where the format can.
 */
export function planColour(
  source: SharpMetadata,
  recipe: Pick<Recipe, "format" | "metadata">,
  tint: boolean,
): ColourPlan {
  const grey = source.space === "b-w" || source.space === "grey16";
  const rgb = source.space === "srgb" || source.space === "rgb16";
  const deep = source.depth === "ushort" && HOLDS_DEEP.includes(recipe.format);
  if (!grey && !rgb) return { profile: "convert", space: "srgb", throughP3: false, working: null };

  const asGrey = grey && !tint && HOLDS_GREY.includes(recipe.format);
  const space = asGrey ? (deep ? "grey16" : "b-w") : deep ? "rgb16" : "srgb";
  const icc = readIcc(source.icc);
  const fits = icc !== null && icc.space === (grey ? "GRAY" : "RGB");
  if (!fits) return { profile: "ignore", space, throughP3: false, working: null };
  if (keeps(icc, grey === asGrey, deep, recipe)) {
    return { profile: "keep", space, throughP3: false, working: icc.srgb ? null : (source.icc ?? null) };
  }
  if (icc.srgb) return { profile: "ignore", space, throughP3: false, working: null };
  const throughP3 = source.space === "rgb16";
  return { profile: "convert", space: deep ? "rgb16" : "srgb", throughP3, working: throughP3 ? "p3" : null };
}

function keeps(
  icc: IccProfile,
  sameChannels: boolean,
  deep: boolean,
  recipe: Pick<Recipe, "format" | "metadata">,
): boolean {
  if (recipe.format === "gif" || !sameChannels) return false;
  if (icc.srgb) return recipe.metadata !== "none";
  return deep || !icc.linear;
}
