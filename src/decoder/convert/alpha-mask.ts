import { rm } from "node:fs/promises";
import { type SharpMetadata, sharp } from "#decoder/sharp-setup.ts";
import { buildPipeline, type Plan } from "./pipeline.ts";

/** Drawn with nothing under their transparency: of a GIF's index that is see-through no colour is taken. */
const CLEAN_SOURCES = ["svg", "gif"];
/** What samples of 8 bits have to be multiplied by to fill 16. */
const TO_SIXTEEN = 257;

/**
 * Whether fully transparent pixels of this result may still have colours, which have to go. What is worked on frame by
 * frame looks after itself.
 */
export function hidesColour(plan: Plan, { hasAlpha }: Pick<SharpMetadata, "hasAlpha">): boolean {
  const { recipe, flatten, source, framewise } = plan;
  if (recipe.metadata === "all" || !hasAlpha || flatten !== null || framewise !== null) return false;
  return !CLEAN_SOURCES.includes(source.format);
}

/**
 * Writes where a result is not fully transparent: all bits set there, none elsewhere, one channel, of the result's size.
 * A picture `and` its mask is the same picture without what lies under full transparency: to premultiply and divide
 * again would change half-transparent colours. It costs a second decode of the original.
 *
 * @returns false where the samples are neither of 8 nor of 16 bits: then nothing was written
 */
export async function writeAlphaMask(
  plan: Plan,
  { depth, channels }: Pick<SharpMetadata, "depth" | "channels">,
  path: string,
): Promise<boolean> {
  const { first, space } = plan.colour;
  const wide = first === null ? depth === "ushort" : first === "rgb16";
  if (!wide && first === null && depth !== "uchar") return false;
  const image = await buildPipeline({ ...plan, kept: { exif: null, xmp: null, iptc: null } });
  if (wide && (space === "srgb" || space === "b-w")) {
    // What has a trace of alpha in 16 bits may have none in the 8 of the result.
    const alpha = `${path}.alpha.png`;
    try {
      await image.extractChannel("alpha").toColourspace("b-w").png({ compressionLevel: 1 }).toFile(alpha);
      const mask = sharp(alpha, { limitInputPixels: false }).threshold(1).toColourspace("grey16");
      await mask.png({ compressionLevel: 1 }).toFile(path);
    } finally {
      await rm(alpha, { force: true });
    }
    return true;
  }
  const bands = channels < 3 ? 2 : 4;
  image.threshold(1, { grayscale: false });
  if (wide) image.linear(Array<number>(bands).fill(TO_SIXTEEN), Array<number>(bands).fill(0));
  image.extractChannel("alpha").toColourspace(wide ? "grey16" : "b-w");
  await image.png({ compressionLevel: 1 }).toFile(path);
  return true;
}

/** The same of pixels in memory: eight bits, four channels. */
export function clearHidden(pixels: Buffer): void {
  for (let at = 0; at < pixels.length; at += 4) if (pixels[at + 3] === 0) pixels.fill(0, at, at + 3);
}
