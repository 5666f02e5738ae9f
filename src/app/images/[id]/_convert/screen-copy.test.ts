import { describe, expect, it } from "vitest";
import { parseRecipe } from "#picture/recipe.ts";
import { sameShape, screenQuery } from "./screen-copy.ts";

const recipe = (query: string) => parseRecipe(new URLSearchParams(query));
const picture = { width: 3000, height: 2000 };

describe("the shape of a result", () => {
  it.each([
    ["format=webp&quality=5"],
    ["width=777"],
    ["width=500&height=500"],
    ["width=500&height=500&fit=outside"],
    ["width=300&height=200&fit=fill"],
    ["width=300&height=200&fit=cover"],
    ["width=300&height=200&fit=contain"],
    ["width=1"],
    ["page=0"],
  ])("is the picture's own: %s", (query) => {
    expect(sameShape(recipe(query), picture, null)).toBe(true);
  });

  it.each([
    ["rotate=90"],
    ["rotate=180"],
    ["width=500&height=500&fit=cover"],
    ["width=500&height=500&fit=contain"],
    ["width=6000&height=4000&fit=contain"], // as large as asked for, the picture in the middle of it
    ["width=500&height=500&fit=fill"],
    ["page=1"],
  ])("is another one: %s", (query) => {
    expect(sameShape(recipe(query), picture, null)).toBe(false);
  });

  it("is compared with the page that is looked at", () => {
    expect(sameShape(recipe("page=2"), picture, 2)).toBe(true);
    expect(sameShape(recipe(""), picture, 2)).toBe(false);
  });
});

it("asks for the same cut without loss, and for something light where that would be heavy", () => {
  const asked = recipe("format=jpeg&quality=9&maxBytes=9999&metadata=all&fit=cover&width=500&height=400&rotate=90");
  const small = screenQuery(asked, { width: 500, height: 400 });
  expect(small.toString()).toBe("format=png&width=500&height=400&fit=cover&rotate=90&metadata=none&inline=1");
  const large = screenQuery(recipe("format=tiff&page=all"), { width: 4000, height: 3000 });
  expect(large.toString()).toBe("format=webp&quality=95&metadata=none&page=0&inline=1");
  const tall = screenQuery(recipe("rotate=90"), { width: 200, height: 17_000 });
  expect(tall.get("format")).toBe("png");
});
