import { rgbaToThumbHash, thumbHashToRGBA } from "thumbhash";
import { expect, it } from "vitest";
import { thumbhashPlaceholder } from "./thumbhash-placeholder.ts";

/** Warm on the left, cold on the right, brighter towards the bottom. */
function hashOf(width: number, height: number, alpha = 255): Uint8Array {
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rgba.set([220 - (180 * x) / width, 60 + (120 * y) / height, 40 + (190 * x) / width, alpha], (y * width + x) * 4);
  return rgbaToThumbHash(width, height, rgba);
}
const base64 = (hash: Uint8Array): string => Buffer.from(hash).toString("base64");

it.each([
  ["landscape", 96, 64, 6, 4],
  ["portrait", 64, 96, 4, 6],
])("draws the same picture as the reference decoder (%s)", (_, width, height, columns, rows) => {
  const hash = hashOf(width, height);
  const bmp = Buffer.from(thumbhashPlaceholder(base64(hash))?.split(",")[1] ?? "", "base64");
  expect([bmp.readUInt16LE(18), bmp.readUInt16LE(20)]).toEqual([columns, rows]);

  const reference = thumbHashToRGBA(hash);
  const stride = (columns * 3 + 3) & ~3;
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const near =
        (Math.floor(((y + 0.5) / rows) * reference.h) * reference.w + Math.floor(((x + 0.5) / columns) * reference.w)) *
        4;
      const own = 26 + (rows - 1 - y) * stride + x * 3;
      for (let channel = 0; channel < 3; channel++)
        expect(Math.abs((bmp[own + 2 - channel] ?? 0) - (reference.rgba[near + channel] ?? 0))).toBeLessThan(12);
    }
});

it("stays small", () => expect(thumbhashPlaceholder(base64(hashOf(96, 64)))?.length).toBeLessThan(180));

it("leaves out pictures with transparency, and what is no hash", () => {
  expect(thumbhashPlaceholder(base64(hashOf(96, 64, 100)))).toBeNull();
  expect(thumbhashPlaceholder("")).toBeNull();
});
