import { expect, test } from "vitest";
import { type Bounds, FIT, mostScale, moveBy, percentAt, scaleAt, within, zoomTo } from "./zoom.ts";

const bounds: Bounds = { window: { width: 1000, height: 800 }, box: { width: 900, height: 600 }, most: 20 };

test("what is under the pointer stays there", () => {
  const point = { x: 200, y: -100 };
  const before = { scale: 4, x: 50, y: 30 };
  const after = zoomTo(before, 8, point, bounds);
  // The picture's own point under the pointer: (point - shift) / scale.
  expect((point.x - after.x) / after.scale).toBeCloseTo((point.x - before.x) / before.scale, 9);
  expect((point.y - after.y) / after.scale).toBeCloseTo((point.y - before.y) / before.scale, 9);
});

test("a view goes no further than to the picture's edges, and not below how it fits", () => {
  expect(zoomTo({ scale: 3, x: 700, y: 90 }, 0.2, { x: 5, y: 5 }, bounds)).toEqual(FIT);
  expect(zoomTo(FIT, 99, { x: 0, y: 0 }, bounds).scale).toBe(20);
  expect(moveBy({ scale: 2, x: 0, y: 0 }, 9999, -9999, bounds)).toEqual({ scale: 2, x: 400, y: -200 });
  expect(moveBy(FIT, 40, 40, bounds)).toEqual(FIT); // all of it is in sight: there is nowhere to go
  expect(within({ scale: 1.2, x: 500, y: 500 }, bounds)).toEqual({ scale: 1.2, x: 40, y: 0 });
});

test("one hundred percent is one pixel of the picture on one of the screen", () => {
  const natural = { width: 3600, height: 2400 };
  expect(percentAt(1, bounds.box, natural, 1)).toBe(25);
  expect(percentAt(1, bounds.box, natural, 2)).toBe(50);
  expect(scaleAt(100, bounds.box, natural, 2)).toBe(2);
  expect(percentAt(mostScale(bounds.box, natural, 1), bounds.box, natural, 1)).toBe(800);
  expect(mostScale(bounds.box, { width: 90, height: 60 }, 1)).toBe(4);
});
