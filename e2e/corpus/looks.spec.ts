/** The measures of the other tests here, against what is known of them. */
import { expect, test } from "@playwright/test";
import { colourDifference, deltaE2000, type Pixels, ssim } from "./looks.ts";

test("the colour difference is that of the published test data", () => {
  // Sharma, Wu, Dalal 2005, table 1: pairs 1, 4, 7, 14, 17, 20, 25 and 34
  for (const [one, other, difference] of [
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[50, 2.5, 0], [58, 24, 15], 19.4535],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  ] as const) {
    expect(deltaE2000(one, other)).toBeCloseTo(difference, 4);
    expect(deltaE2000(other, one)).toBeCloseTo(difference, 4);
  }
});

test("structure is 1 for the same picture, and falls with noise, a mirror and a shift", () => {
  const waves = picture((x, y) => 128 + 60 * Math.sin(x / 5) + 50 * Math.sin((x + 2 * y) / 17));
  const noisy = picture((x, y) => (waves.data[(y * 64 + x) * 3] as number) + (((x * 7919 + y * 104_729) % 41) - 20));
  const mirrored = picture((x, y) => waves.data[(y * 64 + 63 - x) * 3] as number);
  const shifted = picture((x, y) => waves.data[(y * 64 + ((x + 3) % 64)) * 3] as number);
  expect(ssim(waves, waves)).toBeCloseTo(1, 6);
  for (const other of [noisy, mirrored, shifted]) expect(ssim(waves, other)).toBeLessThan(0.9);
  expect(
    ssim(
      picture(() => 90),
      waves,
    ),
  ).toBeNull();
  expect(colourDifference(waves, waves)).toBe(0);
  expect(colourDifference(waves, mirrored)).toBeGreaterThan(3);
});

function picture(value: (x: number, y: number) => number): Pixels {
  const data = Buffer.alloc(64 * 64 * 3);
  for (let at = 0; at < data.length; at++) {
    const pixel = Math.floor(at / 3);
    data[at] = Math.max(0, Math.min(255, Math.round(value(pixel % 64, Math.floor(pixel / 64)))));
  }
  return { data, width: 64, height: 64 };
}
