import type { Source } from "#decoder/open-source.ts";
import { type SharpMetadata, sharp } from "#decoder/sharp-setup.ts";
import { openForScreen } from "./screen-source.ts";

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
export async function decodeSmall(
  source: Source,
  metadata: Pick<SharpMetadata, "icc" | "space">,
  side: number,
): Promise<Pixels> {
  const image = await openForScreen(source, metadata);
  image.resize({ width: side, height: side, fit: "inside", withoutEnlargement: true });
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
