import { sharp } from "#decoder/sharp-setup.ts";
import type { RawFrame } from "./image-magick.ts";

/** Writes decoded pixels as a PNG at `output`: quick to make, for it is thrown away with the image. */
export async function writeRawPng({ width, height, data }: RawFrame, output: string, hasAlpha: boolean): Promise<void> {
  const picture = sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false });
  const seen = hasAlpha ? picture : picture.removeAlpha();
  await seen.png({ compressionLevel: 2, adaptiveFiltering: true }).toFile(output);
}
