// @module-tag slow
import fc from "fast-check";
import { expect, test } from "vitest";
import { sharp } from "#decoder/sharp-setup.ts";
import { outputSize } from "./output-size.ts";
import { FITS } from "./recipe-parameters.ts";

const side = fc.integer({ min: 1, max: 300 });
const asked = fc.option(fc.integer({ min: 1, max: 400 }), { nil: null });
const cases = fc.record({
  picture: fc.record({ width: side, height: side }),
  width: asked,
  height: asked,
  fit: fc.constantFrom(...FITS),
  enlarge: fc.boolean(),
  rotate: fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const),
});

test("is the size that sharp makes", async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ picture, ...recipe }) => {
      const image = sharp({ create: { ...picture, channels: 3, background: "#000" } }).rotate(recipe.rotate);
      if (recipe.width !== null || recipe.height !== null) {
        image.resize({
          ...(recipe.width !== null && { width: recipe.width }),
          ...(recipe.height !== null && { height: recipe.height }),
          fit: recipe.fit,
          withoutEnlargement: !recipe.enlarge,
        });
      }
      const { info } = await image.raw().toBuffer({ resolveWithObject: true });
      expect(outputSize(recipe, picture)).toEqual({ width: info.width, height: info.height });
    }),
    { numRuns: 300 },
  );
});

test("never grows without enlarge, but for the padding of contain, and is never empty", () => {
  fc.assert(
    fc.property(cases, ({ picture, ...recipe }) => {
      const size = outputSize(recipe, picture);
      expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(1);
      if (recipe.enlarge || recipe.fit === "contain") return;
      const turned = recipe.rotate === 90 || recipe.rotate === 270;
      expect(size.width).toBeLessThanOrEqual(turned ? picture.height : picture.width);
      expect(size.height).toBeLessThanOrEqual(turned ? picture.width : picture.height);
    }),
  );
});
