import { type Sharp, sharp } from "#decoder/sharp-setup.ts";

/** Pixels of 8 bits in memory. */
export interface RawImage {
  data: Buffer;
  raw: { width: number; height: number; channels: 1 | 3 | 4 };
}

export function openRaw({ data, raw }: RawImage): Sharp {
  return sharp(data, { raw, limitInputPixels: false });
}

/** Undoes an orientation (Exif 3.0 §4.6.5: where row 0 and column 0 of the file are seen), then turns clockwise. */
export async function turn(image: RawImage, orientation: number, rotate: 0 | 90 | 180 | 270): Promise<RawImage> {
  const mirrored = [2, 4, 5, 7].includes(orientation);
  const angle = (({ 3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270 }[orientation] ?? 0) + rotate) % 360;
  if (!mirrored && angle === 0) return image;
  const flopped = mirrored ? await openRaw(image).flop().raw().toBuffer() : image.data;
  const turned = openRaw({ data: flopped, raw: image.raw });
  if (angle !== 0) turned.rotate(angle);
  if (image.raw.channels === 1) turned.toColourspace("b-w");
  const { data, info } = await turned.raw().toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: image.raw.channels } };
}
