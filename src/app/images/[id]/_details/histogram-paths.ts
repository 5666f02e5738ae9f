import type { Histogram } from "#picture/metadata.ts";

const CHANNELS = ["luminance", "red", "green", "blue"] as const;
/** The drawing: one unit a bin, and this high. */
export const HEIGHT = 24;

/** One line for each channel, from dark on the left to light on the right. */
export function histogramPaths(histogram: Histogram): Record<(typeof CHANNELS)[number], string> {
  const top = topOf(CHANNELS.flatMap((channel) => histogram[channel]));
  const line = (bins: number[]) => bins.map((share, i) => `${i ? "L" : "M"}${i} ${y(share, top)}`).join("");
  return {
    luminance: line(histogram.luminance),
    red: line(histogram.red),
    green: line(histogram.green),
    blue: line(histogram.blue),
  };
}

/** Shares of shadows, midtones and highlights in whole percent: a quarter, a half and a quarter of the bins. */
export function tones(luminance: number[]): { shadows: number; midtones: number; highlights: number } {
  const quarter = luminance.length / 4;
  const sum = (from: number, to: number) => luminance.slice(from, to).reduce((all, share) => all + share, 0);
  const shadows = Math.round(100 * sum(0, quarter));
  const highlights = Math.round(100 * sum(3 * quarter, luminance.length));
  return { shadows, midtones: Math.max(0, 100 - shadows - highlights), highlights };
}

/** The height of the drawing: a bin or two of pure black or white may stand above it, or nothing else would be seen. */
function topOf(shares: number[]): number {
  const sorted = shares.filter((share) => share > 0).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.985)] || 1;
}

function y(share: number, top: number): number {
  return Number((HEIGHT - Math.min(1, share / top) * (HEIGHT - 0.5)).toFixed(2));
}
