import sharp, { type Sharp } from "sharp";
import { dice } from "./dice.ts";

/** A drawing as a camera would see it: a little soft, with grain. */
export async function photograph(drawing: string, { grain: strength = 14 } = {}): Promise<Sharp> {
  const { data, info } = await sharp(Buffer.from(drawing))
    .removeAlpha()
    .blur(0.7)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const roll = dice(77);
  for (let at = 0; at < data.length; at += 3) {
    const grain = (roll() + roll() + roll() - 1.5) * strength;
    for (let c = at; c < at + 3; c++) data[c] = Math.max(0, Math.min(255, data[c]! + grain));
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } });
}
