import { afterEach, expect, test, vi } from "vitest";
import { dropRecipe, keepRecipe, ownRecipes } from "./own-recipes.ts";

function browser(full = false) {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem(key: string, value: string) {
      if (full) throw new Error("full");
      kept.set(key, value);
    },
  });
}
afterEach(() => vi.unstubAllGlobals());

test("keeps what is a recipe, in place of one of the same name, and nothing else", () => {
  browser();
  const blog = { name: "blog", query: "format=webp&width=800" };
  expect(keepRecipe({ ...blog, query: "width=700" })).toBe("kept");
  expect(keepRecipe({ ...blog, name: " blog " })).toBe("kept");
  expect(keepRecipe({ ...blog, query: "quality=500" })).toBe("unfit");
  expect(keepRecipe({ name: "  ", query: "width=1" })).toBe("unfit");
  expect(ownRecipes.get()).toEqual([blog]);
  expect(dropRecipe("blog")).toBe(true);
  expect(ownRecipes.get()).toEqual([]);
});

test("says so where the browser keeps nothing", () => {
  browser(true);
  expect(keepRecipe({ name: "blog", query: "width=1" })).toBe("refused");
});
