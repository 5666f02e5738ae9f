import fc from "fast-check";
import { expect, test } from "vitest";
import { bestQuality } from "./best-quality.ts";

/** An encoder whose sizes grow with quality, faster towards the end, as those of JPEG and AVIF do. */
const model = (base: number, growth: number, bend: number) => (quality: number) =>
  Math.round(base * Math.exp(growth * quality + bend * Math.max(0, quality - 85) ** 1.5));

async function search(size: (quality: number) => number, most: number, start: number, ceiling = 100) {
  const tried: number[] = [];
  const encode = async (quality: number) => {
    tried.push(quality);
    return size(quality);
  };
  const found = await bestQuality(encode, most, { start, ceiling, growth: 0.03 });
  return { ...found, tried };
}

test("finds the best quality that fits, in few tries and none twice", async () => {
  const counts: number[] = [];
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 300, max: 200_000 }),
      fc.double({ min: 0.01, max: 0.05, noNaN: true }),
      fc.double({ min: 0, max: 0.03, noNaN: true }),
      fc.double({ min: -0.1, max: 1.1, noNaN: true }),
      fc.integer({ min: 1, max: 100 }),
      async (base, growth, bend, share, start) => {
        const size = model(base, growth, bend);
        const most = Math.max(1, Math.round(size(1) + share * (size(100) - size(1))));
        const { best, bytes, tried } = await search(size, most, start);
        const fitting = Array.from({ length: 100 }, (_, index) => index + 1).filter((quality) => size(quality) <= most);
        expect(best).toBe(fitting.at(-1) ?? null);
        expect(bytes).toBe(size(best ?? 1));
        expect(new Set(tried).size).toBe(tried.length);
        expect(tried.length).toBeLessThanOrEqual(8);
        counts.push(tried.length);
      },
    ),
    { numRuns: 500, seed: 7 },
  );
  expect(counts.reduce((sum, count) => sum + count) / counts.length).toBeLessThan(6);
});

test("does not go past the ceiling, and says the smallest size where nothing fits", async () => {
  const size = (quality: number) => quality * 10;
  expect(await search(size, 5_000, 80, 40)).toMatchObject({ best: 40, bytes: 400 });
  expect(await search(size, 9, 80)).toMatchObject({ best: null, bytes: 10 });
});

test("finds the most colours of a GIF that fit in five encodes at most", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.double({ min: 1.02, max: 2, noNaN: true }), { minLength: 8, maxLength: 8 }),
      fc.double({ min: -0.1, max: 1.1, noNaN: true }),
      async (steps, share) => {
        const sizes = [1000];
        for (const step of steps) sizes.push(Math.ceil((sizes.at(-1) ?? 0) * step));
        const size = (level: number) => sizes[level - 1] ?? 0;
        const most = Math.max(1, Math.round(size(1) + share * (size(9) - size(1))));
        let tries = 0;
        const encode = async (level: number) => {
          tries++;
          return size(level);
        };
        const { best } = await bestQuality(encode, most, { start: 9, ceiling: 9, growth: 0.35 });
        expect(best).toBe(sizes.findLastIndex((bytes) => bytes <= most) + 1 || null);
        expect(tries).toBeLessThanOrEqual(5);
      },
    ),
    { numRuns: 500, seed: 7 },
  );
});
