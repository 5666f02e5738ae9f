import fc from "fast-check";
import { expect, test } from "vitest";
import { accepts, type Parameter } from "./parameter-kinds.ts";
import { parseRecipe } from "./recipe.ts";
import { PARAMETERS } from "./recipe-parameters.ts";

const parse = (query: string) => parseRecipe(new URLSearchParams(query));
const PLAIN = parse("");

test("says nothing that was not said", () => {
  expect(PLAIN).toEqual({
    format: null,
    width: null,
    height: null,
    fit: "inside",
    position: "center",
    enlarge: false,
    quality: null,
    lossless: false,
    background: null,
    rotate: 0,
    metadata: "no-location",
    page: null,
    maxBytes: null,
  });
});

test("takes every parameter of the contract", () => {
  const query =
    "format=webp&width=1&height=16384&fit=cover&position=right+top&enlarge=1&quality=100&lossless=1&background=%23AbCdEf&rotate=270&metadata=all&page=all&maxBytes=2000000";
  expect(parse(query)).toEqual({
    format: "webp",
    width: 1,
    height: 16384,
    fit: "cover",
    position: "right top",
    enlarge: true,
    quality: 100,
    lossless: true,
    background: "#abcdef",
    rotate: 270,
    metadata: "all",
    page: "all",
    maxBytes: 2_000_000,
  });
  expect(parse("page=0").page).toBe(0);
});

test("an empty value is as if it was not there", () => {
  expect(parse(PARAMETERS.map(({ name }) => `${name}=`).join("&"))).toEqual(PLAIN);
  expect(parse("width=&width=5").width).toBe(5);
});

test.each([
  ["width", ["0", "16385", "-1", "+5", " 5", "5 ", "05", "5.0", "1e3", "0x10", "５", "NaN", "all"]],
  ["height", ["0", "16385"]],
  ["quality", ["0", "101", "80%"]],
  ["format", ["jpg", "JPEG", "svg", "heic", "original"]],
  ["fit", ["COVER", "scale-down"]],
  ["position", ["centre", "right-top", "northeast", "0"]],
  ["enlarge", ["true", "2", "yes"]],
  ["lossless", ["on"]],
  ["background", ["white", "#fff", "#ffffff00", "ffffff", "#gggggg", "rgb(0,0,0)"]],
  ["rotate", ["45", "360", "-90"]],
  ["metadata", ["no_location", "exif"]],
  ["page", ["-1", "first", "1000001", "1,2"]],
  ["maxBytes", ["0", "2MB", "1.5", "99999999999999999999"]],
])("refuses %s that it does not take, and names it", (name, values) => {
  for (const value of values) {
    const act = () => parseRecipe([[name, value]]);
    expect(act, value).toThrow(expect.objectContaining({ code: "invalid_parameter", parameter: name }));
    expect(act, value).toThrow(new RegExp(`parameter ${name} takes `));
  }
});

test("refuses names it does not know, and names given twice", () => {
  expect(() => parse("widht=5")).toThrow(expect.objectContaining({ code: "invalid_parameter", parameter: "widht" }));
  expect(() => parse("__proto__=5")).toThrow(expect.objectContaining({ parameter: "__proto__" }));
  expect(() => parse("width=5&width=5")).toThrow(/width is given more than once/);
});

const anyValue = (parameter: Parameter) => {
  if (parameter.kind === "choice") return fc.constantFrom(...parameter.values);
  if (parameter.kind === "colour") return fc.stringMatching(/^#[0-9a-f]{6}$/);
  return fc.integer({ min: parameter.min, max: parameter.max }).map(String);
};

test("takes all that the table says, in any order, and means the same by it", () => {
  const pairs = fc.tuple(
    ...PARAMETERS.map((parameter) => anyValue(parameter).map((value) => [parameter.name, value] as const)),
  );
  fc.assert(
    fc.property(
      pairs.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length }))),
      ([all, shuffled]) => {
        expect(parseRecipe(shuffled)).toEqual(parseRecipe(all));
      },
    ),
  );
});

test("whatever it is given, it answers with a recipe or with a parameter at fault", () => {
  const name = fc.oneof(fc.constantFrom(...PARAMETERS.map((parameter) => parameter.name)), fc.string());
  const value = fc.oneof(
    fc.string(),
    fc.integer().map(String),
    fc.double().map(String),
    fc.constantFrom("0", "1", "all", "#000000"),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 4 }), (pairs) => {
      try {
        parseRecipe(pairs);
        for (const [given, text] of pairs) {
          const parameter = PARAMETERS.find((row) => row.name === given);
          expect(parameter && (text === "" || accepts(parameter, text))).toBe(true);
        }
      } catch (error) {
        expect(error).toMatchObject({ code: "invalid_parameter" });
        expect(pairs.map(([given]) => given.slice(0, 40))).toContain((error as { parameter: string }).parameter);
      }
    }),
  );
});
