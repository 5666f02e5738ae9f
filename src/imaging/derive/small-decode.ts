import { readIcc } from "../icc.ts";
import { type SharpMetadata, sharp } from "../sharp-setup.ts";
import { openSource, type Source } from "../source.ts";

/** Pixels in memory: sRGB, 8 bits, upright; four channels where the picture has alpha, else three. */
export interface Pixels {
  data: Buffer;
  width: number;
  height: number;
  channels: 3 | 4;
}

/**
 * Decodes an original once, to at most `side` px on the long side: its first frame or page, never enlarged. The whole
 * file is read on the way, so that damage shows.
 */
export async function decodeSmall(source: Source, metadata: SharpMetadata, side: number): Promise<Pixels> {
  const icc = readIcc(metadata.icc);
  const image = await openSource(source, { ignoreIcc: icc?.srgb ?? false });
  image.resize({ width: side, height: side, fit: "inside", withoutEnlargement: true }).toColourspace("srgb");
  // Sixteen bits with a profile go by way of Display P3 in sharp; from there on to sRGB only when told so.
  if (metadata.space === "rgb16" && icc && !icc.srgb) image.withIccProfile("srgb", { attach: false });
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  if (info.channels === 3 || info.channels === 4) {
    return { data, width: info.width, height: info.height, channels: info.channels };
  }
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const whole = sharp(data, { raw }).toColourspace("srgb");
  if (info.channels === 2) whole.ensureAlpha();
  const coloured = await whole.raw().toBuffer({ resolveWithObject: true });
  return { data: coloured.data, width: info.width, height: info.height, channels: info.channels === 2 ? 4 : 3 };
}
