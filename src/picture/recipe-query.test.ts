import { expect, it } from "vitest";
import { parseRecipe } from "./recipe.ts";
import { recipeQuery } from "./recipe-query.ts";

const canonical = (query: string) => recipeQuery(parseRecipe(new URLSearchParams(query))).toString();

it("spells a recipe in one way, whatever the order and whatever defaults were spelled out", () => {
  expect(canonical("width=300&format=webp&fit=inside&enlarge=0&rotate=0&metadata=no-location&height=")).toBe(
    "format=webp&width=300",
  );
  expect(canonical("background=%23FFAA00&position=right+top")).toBe("position=right+top&background=%23ffaa00");
  expect(canonical("")).toBe("");
});

it("keeps every choice that is none of the defaults", () => {
  const all =
    "format=avif&width=10&height=20&fit=cover&position=top&enlarge=1&quality=50&lossless=1&background=%23000000" +
    "&rotate=90&metadata=all&page=0&maxBytes=1000";
  expect(canonical(all)).toBe(all);
  expect(canonical("page=all")).toBe("page=all");
});
