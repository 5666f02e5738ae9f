import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRecipe, type Recipe } from "#picture/recipe.ts";
import { FITS, METADATA_POLICIES, PARAMETERS, POSITIONS } from "#picture/recipe-parameters.ts";
import { recipeKey } from "./recipe-key.ts";

const side = fc.option(fc.integer({ min: 1, max: 16_384 }), { nil: null });
const recipes: fc.Arbitrary<Recipe> = fc.record({
  format: fc.constantFrom("jpeg", "png", "webp", "avif", "gif", "tiff"),
  width: side,
  height: side,
  fit: fc.constantFrom(...FITS),
  position: fc.constantFrom(...POSITIONS),
  enlarge: fc.boolean(),
  quality: fc.option(fc.integer({ min: 1, max: 100 }), { nil: null }),
  lossless: fc.boolean(),
  background: fc.option(fc.stringMatching(/^#[0-9a-f]{6}$/), { nil: null }),
  rotate: fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const),
  metadata: fc.constantFrom(...METADATA_POLICIES),
  page: fc.oneof(fc.constant("all" as const), fc.nat(1_000_000)),
  maxBytes: fc.option(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), { nil: null }),
});
const etags = fc.stringMatching(/^[0-9a-f]{8}$/);

/** As a form or a query says it. */
const spelled = (recipe: Recipe): [string, string][] =>
  Object.entries(recipe).map(([name, value]) => [
    name,
    value === null ? "" : typeof value === "boolean" ? String(Number(value)) : String(value),
  ]);

test("a recipe that is written into an address is read from it as it was", () => {
  fc.assert(
    fc.property(recipes, (recipe) => {
      expect(parseRecipe(new URLSearchParams(new URLSearchParams(spelled(recipe)).toString()))).toEqual(recipe);
      expect(Object.keys(recipe).sort()).toEqual(PARAMETERS.map(({ name }) => name as string).sort());
    }),
  );
});

test("two results share a name only where original and recipe are the same", () => {
  const field = fc.constantFrom(...(PARAMETERS.map(({ name }) => name) as (keyof Recipe)[]));
  fc.assert(
    fc.property(recipes, recipes, field, etags, etags, (one, other, name, etag, otherEtag) => {
      const changed = { ...one, [name]: other[name] };
      expect(recipeKey(changed, etag) === recipeKey(one, etag)).toBe(Object.is(changed[name], one[name]));
      expect(recipeKey(one, etag) === recipeKey(one, otherEtag)).toBe(etag === otherEtag);
      expect(recipeKey({ ...one }, etag)).toBe(recipeKey(one, etag));
      expect(recipeKey(one, etag)).toMatch(/^[0-9a-f]{64}$/);
    }),
  );
});
