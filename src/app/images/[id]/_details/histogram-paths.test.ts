import { expect, it } from "vitest";
import { HEIGHT, histogramPaths, tones } from "./histogram-paths.ts";

const flat = Array.from({ length: 64 }, () => 1 / 64);
const black = flat.map((_, i) => (i === 0 ? 1 : 0));

it("sums up the light in whole percent", () => {
  expect(tones(flat)).toEqual({ shadows: 25, midtones: 50, highlights: 25 });
  expect(tones(black)).toEqual({ shadows: 100, midtones: 0, highlights: 0 });
});

it("draws each bin inside the drawing", () => {
  const { luminance, red } = histogramPaths({ luminance: black, red: flat, green: flat, blue: flat });
  const heights = [...`${luminance}${red}`.matchAll(/[ML]\d+ ([\d.]+)/g)].map((found) => Number(found[1]));
  expect(heights).toHaveLength(128);
  for (const height of heights) {
    expect(height).toBeGreaterThanOrEqual(0);
    expect(height).toBeLessThanOrEqual(HEIGHT);
  }
});
