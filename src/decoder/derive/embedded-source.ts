import { type Sharp, sharp } from "#decoder/sharp-setup.ts";
import type { EmbeddedThumbnail } from "#picture/properties.ts";
import { type GreySource, grey, greyGrid, type Region } from "./grey-grid.ts";

/** The copy that a file carries of itself, and how the picture lies in the file, 1 to 8. */
export interface EmbeddedSource {
  bytes: Buffer;
  orientation: number;
}

/** Cameras write 160 x 120, raw developers up to 640 on a side. */
const MAX_PIXELS = 1_000_000;
/**
 * Of 255, the largest difference of a grey value that noise, sharpening and rounding make; how it was chosen is in
 * docs/decisions.
 */
const SAME = 24;
/** Of 255, a change of brightness that does not count. */
const BRIGHTER = 16;
/** Cameras fill a 4:3 copy of a 3:2 picture up with black: of 255, the mean of such bars is 3. */
const BLACK = 24;

/** Opens the copy for decoding, upright (Exif 3.0 §4.6.5, Orientation). A broken one fails where it is decoded. */
export function openEmbeddedThumbnail({ bytes, orientation }: EmbeddedSource): Sharp {
  const image = sharp(bytes, { failOn: "error", limitInputPixels: MAX_PIXELS }).toColourspace("srgb");
  if (orientation === 3 || orientation === 4) image.rotate(180);
  else if (orientation === 8) image.rotate(270);
  else if (orientation >= 5) image.rotate(90);
  if (orientation === 2 || orientation === 4 || orientation === 7) image.flop();
  else if (orientation === 5) image.flip();
  return image;
}

/**
 * What the copy is, and whether it shows something else than the picture: cropped away, or painted over. `null` for
 * one that cannot be decoded.
 *
 * @param picture upright and small
 * @param shape of the picture, width by height: more exact than that of so few pixels
 */
export async function describeEmbeddedThumbnail(
  source: EmbeddedSource,
  picture: GreySource,
  shape: number,
): Promise<EmbeddedThumbnail | null> {
  try {
    const whole = greyGrid(picture, { left: 0, top: 0, width: picture.width, height: picture.height });
    const upright = await decode(source);
    const { width, height } = upright;
    if (!differs(upright, whole, shape)) return { width, height, differs: false };
    // Some programs turn the copy and leave the orientation as it was.
    const turned = source.orientation === 1 ? upright : await decode({ ...source, orientation: 1 });
    return { width, height, differs: differs(turned, whole, shape) };
  } catch {
    return null;
  }
}

async function decode(source: EmbeddedSource): Promise<GreySource> {
  const { data, info } = await openEmbeddedThumbnail(source).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

function differs(copy: GreySource, picture: Float64Array, shape: number): boolean {
  const { width, height } = copy;
  const inside = {
    width: Math.max(1, Math.min(width, Math.round(height * shape))),
    height: Math.max(1, Math.min(height, Math.round(width / shape))),
  };
  const spare = width - inside.width + (height - inside.height);
  if (spare <= 1 || spare <= Math.max(width, height) * 0.02) {
    return !alike(greyGrid(copy, { left: 0, top: 0, width, height }), picture);
  }
  // The bars of an odd number of lines: one more above, or below.
  const regions = [Math.floor, Math.ceil].map((rounded) => ({
    left: rounded((width - inside.width) / 2),
    top: rounded((height - inside.height) / 2),
    ...inside,
  }));
  return !regions.some((region) => meanOutside(copy, region) <= BLACK && alike(greyGrid(copy, region), picture));
}

/** After the best small change of brightness and contrast; a large one might make up for what was cropped away. */
function alike(copy: Float64Array, picture: Float64Array): boolean {
  const [mean, other] = [average(copy), average(picture)];
  const variance = average(copy.map((value) => (value - mean) ** 2));
  if (variance < 1) return true; // blank: it shows nothing
  const slope = average(copy.map((value, at) => (value - mean) * ((picture[at] ?? 0) - other))) / variance;
  const contrast = within(slope, 0.8, 1.25);
  const brightness = mean + within(other - mean, -BRIGHTER, BRIGHTER);
  return copy.every((value, at) => Math.abs((picture[at] ?? 0) - brightness - contrast * (value - mean)) <= SAME);
}

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

function meanOutside(copy: GreySource, inside: Region): number {
  let [sum, count] = [0, 0];
  for (let y = 0; y < copy.height; y++) {
    const beside = y < inside.top || y >= inside.top + inside.height;
    for (let x = 0; x < copy.width; x++) {
      if (!beside && x >= inside.left && x < inside.left + inside.width) continue;
      sum += grey(copy, x, y);
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}

const average = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
