import type { Histogram } from "#picture/metadata.ts";
import type { Pixels } from "./small-decode.ts";

const BINS = 64;

/**
 * Shares of the pixels in 64 bins from dark to light, of each channel and of the luminance with the weights of
 * Rec. 709 (ITU-R BT.709-6 §3) on sRGB's values as they are. Each list sums to 1; pixels that are fully transparent do
 * not count, and a picture of nothing else counts as black.
 */
export function histogram({ data, channels }: Pixels): Histogram {
  const counts = Array.from({ length: 4 }, () => new Uint32Array(BINS));
  const [luminance, red, green, blue] = counts as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  let total = 0;
  for (let at = 0; at < data.length; at += channels) {
    if (channels === 4 && data[at + 3] === 0) continue;
    const r = data[at] as number;
    const g = data[at + 1] as number;
    const b = data[at + 2] as number;
    red[r >> 2]!++;
    green[g >> 2]!++;
    blue[b >> 2]!++;
    luminance[(13933 * r + 46871 * g + 4732 * b) >> 18]!++; // weights x 65 536
    total++;
  }
  const shares = (bins: Uint32Array) =>
    total === 0 ? Array.from(bins, (_, bin) => (bin === 0 ? 1 : 0)) : Array.from(bins, (count) => count / total);
  return { luminance: shares(luminance), red: shares(red), green: shares(green), blue: shares(blue) };
}
