/** How a picture looks on a screen of sRGB, and how alike two of them look. */
import sharp, { type SharpOptions } from "sharp";

export interface Pixels {
  /** sRGB, 8 bits, three channels */
  data: Buffer;
  width: number;
  height: number;
}

/** Pixels with their transparency, four channels. */
export type ClearPixels = Pixels;

interface Look {
  /** the frame or page */
  page?: number;
  /** false: as it is stored, whatever its orientation says */
  upright: boolean;
}

/**
 * Decodes to its full size, without shrinking on the way. `failOn: 'error'`, since real cameras' files draw warnings.
 * Sixteen bits with a profile go by way of Display P3 in sharp and on to sRGB only when told so.
 */
export async function look(input: Buffer, { page = 0, upright }: Look): Promise<ClearPixels> {
  const options: SharpOptions = { failOn: "error", limitInputPixels: false, ...(page > 0 && { page }) };
  const { space, hasProfile } = await sharp(input, options).metadata();
  const image = sharp(input, options).toColourspace("srgb");
  if (upright) image.autoOrient();
  if (space === "rgb16" && hasProfile) image.withIccProfile("srgb", { attach: false });
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return { data: info.channels === 4 ? data : withFourChannels(data, info.channels), width, height };
}

/** Grey, grey with alpha, or colour. */
function withFourChannels(data: Buffer, channels: number): Buffer {
  const pixels = data.length / channels;
  const wide = Buffer.alloc(pixels * 4, 255);
  for (let i = 0; i < pixels; i++) {
    const from = i * channels;
    for (const channel of [0, 1, 2]) wide[i * 4 + channel] = data[from + (channels < 3 ? 0 : channel)] as number;
    if (channels === 2) wide[i * 4 + 3] = data[from + 1] as number;
  }
  return wide;
}

/** Scaled to exactly this size. */
export async function scaled(pixels: ClearPixels, width: number, height: number): Promise<ClearPixels> {
  if (pixels.width === width && pixels.height === height) return pixels;
  const data = await sharp(pixels.data, {
    raw: { width: pixels.width, height: pixels.height, channels: 4 },
    limitInputPixels: false,
  })
    .resize({ width, height, fit: "fill" })
    .raw()
    .toBuffer();
  return { data, width, height };
}

/** Laid on a ground; `hard`: a pixel is there or not, as GIF has it. */
export function laidOn(ground: readonly number[], { data, width, height }: ClearPixels, hard = false): Pixels {
  const flat = Buffer.alloc(width * height * 3);
  for (let from = 0, to = 0; to < flat.length; from += 4, to += 3) {
    const alpha = data[from + 3] as number;
    const share = hard ? (alpha >= 128 ? 1 : 0) : alpha / 255;
    for (let channel = 0; channel < 3; channel++) {
      const under = ground[channel] as number;
      flat[to + channel] = Math.round(under + ((data[from + channel] as number) - under) * share);
    }
  }
  return { data: flat, width, height };
}

const WINDOW = 8;
const STEP = 4;
/** Below this deviation of its luminance a window shows nothing but the encoder's noise. */
const FLAT = 2;
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

/**
 * The structural similarity of luminance (Wang et al. 2004, uniform windows of 8 px) over the windows in which the
 * first picture shows something; null where that is under a tenth of it.
 */
export function ssim(one: Pixels, other: Pixels): number | null {
  const [a, b] = [luminance(one), luminance(other)];
  const { width, height } = one;
  const count = WINDOW * WINDOW;
  let [sum, windows, all] = [0, 0, 0];
  for (let top = 0; top + WINDOW <= height; top += STEP) {
    for (let left = 0; left + WINDOW <= width; left += STEP) {
      let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
      for (let y = top; y < top + WINDOW; y++) {
        for (let at = y * width + left, end = at + WINDOW; at < end; at++) {
          const va = a[at] as number;
          const vb = b[at] as number;
          sa += va;
          sb += vb;
          saa += va * va;
          sbb += vb * vb;
          sab += va * vb;
        }
      }
      all++;
      const [ma, mb] = [sa / count, sb / count];
      const varianceA = saa / count - ma * ma;
      if (varianceA < FLAT * FLAT) continue;
      const varianceB = sbb / count - mb * mb;
      const covariance = sab / count - ma * mb;
      windows++;
      sum += ((2 * ma * mb + C1) * (2 * covariance + C2)) / ((ma * ma + mb * mb + C1) * (varianceA + varianceB + C2));
    }
  }
  return windows === 0 || windows < all / 10 ? null : sum / windows;
}

/** Of sRGB's stored values (ITU-R BT.709 weights). */
function luminance({ data, width, height }: Pixels): Float64Array {
  const values = new Float64Array(width * height);
  for (let i = 0, at = 0; i < values.length; i++, at += 3) {
    values[i] = 0.2126 * (data[at] as number) + 0.7152 * (data[at + 1] as number) + 0.0722 * (data[at + 2] as number);
  }
  return values;
}

const CELLS = 12;

/** The mean CIEDE2000 difference of the cells of a grid of at most 12 x 12. */
export function colourDifference(one: Pixels, other: Pixels): number {
  const [a, b] = [cells(one), cells(other)];
  return a.reduce((sum, lab, index) => sum + deltaE2000(lab, b[index] as Lab), 0) / a.length;
}

type Lab = readonly [lightness: number, a: number, b: number];

function cells({ data, width, height }: Pixels): Lab[] {
  const [across, down] = [Math.min(CELLS, width), Math.min(CELLS, height)];
  const edge = (index: number, parts: number, length: number) => Math.floor((index * length) / parts);
  return Array.from({ length: across * down }, (_, cell) => {
    const [column, row] = [cell % across, Math.floor(cell / across)];
    const sums = [0, 0, 0];
    let pixels = 0;
    for (let y = edge(row, down, height); y < edge(row + 1, down, height); y++) {
      for (let x = edge(column, across, width); x < edge(column + 1, across, width); x++, pixels++) {
        for (const channel of [0, 1, 2]) {
          sums[channel] = (sums[channel] as number) + linear(data[(y * width + x) * 3 + channel] as number);
        }
      }
    }
    return labOf(sums.map((sum) => sum / pixels));
  });
}

const LINEAR = Float64Array.from({ length: 256 }, (_, value) =>
  value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
);
const linear = (value: number): number => LINEAR[value] as number;

/** CIELAB (D65) of linear sRGB, IEC 61966-2-1. */
function labOf([r = 0, g = 0, b = 0]: number[]): Lab {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Sharma, Wu, Dalal: The CIEDE2000 color-difference formula (2005), equations 2 to 22. */
export function deltaE2000([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const radians = Math.PI / 180;
  const seventh = (value: number) => Math.sqrt(value ** 7 / (value ** 7 + 25 ** 7));
  const g = 0.5 * (1 - seventh((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2));
  const [p1, p2] = [a1 * (1 + g), a2 * (1 + g)];
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)];
  const hue = (p: number, b: number) => (p === 0 && b === 0 ? 0 : (Math.atan2(b, p) / radians + 360) % 360);
  const [h1, h2] = [hue(p1, b1), hue(p2, b2)];
  let turn = c1 * c2 === 0 ? 0 : h2 - h1;
  if (turn > 180) turn -= 360;
  else if (turn < -180) turn += 360;
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * radians);
  let middle = h1 + h2;
  if (c1 * c2 !== 0) {
    if (Math.abs(h1 - h2) <= 180) middle /= 2;
    else middle = (middle + (middle < 360 ? 360 : -360)) / 2;
  }
  const lightness = (l1 + l2) / 2;
  const chroma = (c1 + c2) / 2;
  const t =
    1 -
    0.17 * Math.cos((middle - 30) * radians) +
    0.24 * Math.cos(2 * middle * radians) +
    0.32 * Math.cos((3 * middle + 6) * radians) -
    0.2 * Math.cos((4 * middle - 63) * radians);
  const sl = 1 + (0.015 * (lightness - 50) ** 2) / Math.sqrt(20 + (lightness - 50) ** 2);
  const [sc, sh] = [1 + 0.045 * chroma, 1 + 0.015 * chroma * t];
  const rotation = -2 * seventh(chroma) * Math.sin(60 * Math.exp(-(((middle - 275) / 25) ** 2)) * radians);
  const [l, c, h] = [(l2 - l1) / sl, (c2 - c1) / sc, dH / sh];
  return Math.sqrt(l * l + c * c + h * h + rotation * c * h);
}
