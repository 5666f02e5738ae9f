import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { sharp } from "#decoder/sharp-setup.ts";
import type { ColourPlan } from "./colour-plan.ts";
import type { Colour } from "./geometry.ts";

/** Whether a `#rrggbb` is a grey: the same in every profile, and holdable in one channel. */
export function isGrey(colour: string): boolean {
  return colour.slice(1, 3) === colour.slice(3, 5) && colour.slice(3, 5) === colour.slice(5, 7);
}

/**
 * A `#rrggbb` of sRGB in the space in which the picture is worked on.
 *
 * @param scratch a path that may be written; a file of this beginning is made beside it and removed
 */
export async function workingColour(colour: string, working: ColourPlan["working"], scratch: string): Promise<Colour> {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  if (working === null || isGrey(colour)) return { r, g, b, alpha: 1 };
  // libvips remembers profiles by their path, so the path says which one it is.
  const path = working === "p3" ? null : `${scratch}.${createHash("sha256").update(working).digest("hex")}.icc`;
  try {
    if (path !== null) await writeFile(path, working);
    const pixel = await sharp({ create: { width: 1, height: 1, channels: 3, background: { r, g, b } } })
      .withIccProfile(path ?? "p3")
      .raw()
      .toBuffer();
    return { r: pixel[0] ?? r, g: pixel[1] ?? g, b: pixel[2] ?? b, alpha: 1 };
  } finally {
    if (path !== null) await rm(path, { force: true });
  }
}
