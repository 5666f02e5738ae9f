import { describe, expect, test } from "vitest";
import { recipeKey } from "#domain/recipe-key.ts";
import { parseRecipe } from "./recipe.ts";
import { DEFAULT_QUALITY } from "./recipe-parameters.ts";
import { type RecipeFacts, type ResolveOptions, resolveRecipe } from "./resolve-recipe.ts";

const PHOTO: RecipeFacts = { format: "jpeg", width: 4000, height: 3000, frames: 1, hasAlpha: false };
const LOGO: RecipeFacts = { ...PHOTO, format: "png", hasAlpha: true };
const FILM: RecipeFacts = { format: "gif", width: 100, height: 50, frames: 12, hasAlpha: true };
const SCAN: RecipeFacts = { format: "tiff", width: 100, height: 50, frames: 3, hasAlpha: false };

const resolve = (query: string, facts: RecipeFacts = PHOTO, options: Partial<ResolveOptions> = {}) =>
  resolveRecipe(parseRecipe(new URLSearchParams(query)), facts, { maxPixels: 268_000_000, ...options });
const fault = (parameter: string) => expect.objectContaining({ code: "invalid_parameter", parameter });

describe("an animated PNG, of which the first frame is opened", () => {
  const apng: RecipeFacts = { ...LOGO, frames: 5 };

  test("is that frame in every format", () => {
    for (const format of ["png", "webp", "gif", "auto"]) {
      expect(resolve(`format=${format}`, apng, { accept: ["image/webp"] }).page).toBe(0);
      expect(resolve(`format=${format}&page=0`, apng).page).toBe(0);
    }
  });

  test("has no others to give, and says so", () => {
    for (const query of ["page=3", "page=all", "format=webp&page=all", "format=gif&page=4"]) {
      expect(() => resolve(query, apng)).toThrow(/has 5 frames; only the first is opened here/);
      expect(() => resolve(query, apng)).toThrow(fault("page"));
    }
    expect(() => resolve("page=5", apng)).toThrow(/There is no page 5/);
  });
});

describe("format", () => {
  test("stays the original's where that can be written, and is JPEG where not", () => {
    expect(resolve("", PHOTO).format).toBe("jpeg");
    expect(resolve("", SCAN).format).toBe("tiff");
    expect(resolve("", { ...LOGO, format: "svg" }).format).toBe("jpeg");
    expect(resolve("", { ...LOGO, format: "heic" }).format).toBe("jpeg");
    expect(resolve("format=avif").format).toBe("avif");
  });

  test.each([
    [["image/webp", "image/avif", "*/*"], PHOTO, "avif"],
    [["image/webp", "image/*"], PHOTO, "webp"],
    [["*/*"], PHOTO, "jpeg"],
    [[], PHOTO, "jpeg"],
    [["image/*"], LOGO, "png"],
    [["image/avif", "image/webp"], FILM, "webp"],
    [["image/avif"], FILM, "gif"],
    [["image/avif", "image/webp"], SCAN, "avif"],
  ])("auto with %j", (accept, facts, format) => {
    expect(resolve("format=auto", facts, { accept }).format).toBe(format);
  });

  test("auto gives one frame of an animation as a still, and passes by formats that are too small", () => {
    expect(resolve("format=auto&page=3", FILM, { accept: ["image/avif"] }).format).toBe("avif");
    const long = { ...PHOTO, width: 20_000, height: 10 };
    expect(resolve("format=auto", long, { accept: ["image/avif", "image/webp"] }).format).toBe("jpeg");
  });
});

describe("page", () => {
  test("is all for an animation to an animated format, else the first", () => {
    expect(resolve("", FILM).page).toBe("all");
    expect(resolve("format=webp", FILM).page).toBe("all");
    expect(resolve("format=png", FILM).page).toBe(0);
    expect(resolve("", SCAN).page).toBe(0);
    expect(resolve("page=all", SCAN).page).toBe("all");
    expect(resolve("page=all&format=webp", PHOTO).page).toBe(0);
  });

  test("has to be there, and the format has to hold them all", () => {
    expect(resolve("page=11", FILM).page).toBe(11);
    expect(() => resolve("page=12", FILM)).toThrow(fault("page"));
    expect(() => resolve("page=1", PHOTO)).toThrow(/one page, number 0/);
    expect(() => resolve("page=all&format=jpeg", FILM)).toThrow(fault("page"));
    expect(() => resolve("page=all&format=avif", SCAN)).toThrow(fault("page"));
  });
});

test("lossless=1 is for WebP and AVIF", () => {
  expect(resolve("format=webp&lossless=1")).toMatchObject({ lossless: true, quality: null });
  expect(resolve("format=avif&lossless=1&quality=50").quality).toBeNull();
  for (const format of ["jpeg", "png", "gif", "tiff"]) {
    expect(() => resolve(`format=${format}&lossless=1`)).toThrow(fault("lossless"));
  }
});

test("quality is the format's own where none is given, and passed over where the format has none", () => {
  expect(resolve("").quality).toBe(DEFAULT_QUALITY.jpeg);
  expect(resolve("format=avif&quality=33").quality).toBe(33);
  expect(resolve("format=png&quality=33").quality).toBeNull();
  expect(resolve("format=webp&maxBytes=1000").quality).toBeNull();
  expect(resolve("format=webp&maxBytes=1000&quality=70").quality).toBe(70);
});

test("a side longer than the format can hold is refused, naming what made it so", () => {
  const long: RecipeFacts = { ...PHOTO, width: 17_000, height: 100 };
  expect(() => resolve("format=webp", long)).toThrow(fault("format"));
  expect(() => resolve("format=avif", long)).toThrow(fault("format"));
  expect(() => resolve("format=webp&width=16384&enlarge=1", PHOTO)).toThrow(fault("width"));
  expect(() => resolve("format=webp&height=16384&enlarge=1", { ...PHOTO, width: 100 })).toThrow(fault("height"));
  expect(resolve("format=webp&width=16383&enlarge=1", { ...PHOTO, height: 100 }).width).toBe(16_383);
});

test("a result has at most MAX_PIXELS, all frames together", () => {
  const tooMany = expect.objectContaining({ code: "too_many_pixels" });
  expect(() => resolve("width=10&height=10", PHOTO, { maxPixels: 74 })).toThrow(tooMany);
  expect(resolve("width=10&height=10", PHOTO, { maxPixels: 80 }).width).toBe(10);
  expect(() => resolve("", FILM, { maxPixels: 100 * 50 * 12 - 1 })).toThrow(tooMany);
  expect(resolve("format=png", FILM, { maxPixels: 100 * 50 }).page).toBe(0);
});

test("the key is of what is done, and of what it is done to", () => {
  const key = (query: string, etag = "a") => recipeKey(resolve(query), etag);
  expect(key("width=5&height=6")).toMatch(/^[0-9a-f]{64}$/);
  expect(key("width=5&height=6")).toBe(key("height=6&width=5"));
  expect(key("")).toBe(key(`format=jpeg&fit=inside&quality=${DEFAULT_QUALITY.jpeg}&page=0&metadata=no-location`));
  expect(key("width=5")).not.toBe(key("height=5"));
  expect(key("width=5")).not.toBe(key("width=5", "b"));
  expect(key("background=%23FF0000")).toBe(key("background=%23ff0000"));
});
