import { expect, it } from "vitest";
import { verdictOf } from "./verdict.ts";

const exiftool = { version: "13.59", before: [], after: [], couldNotRead: [] };
const search = { values: 3, encodings: ["UTF-8"], found: [], notSearched: [] };
const tag = { group: "IPTC", name: "City" };

it("is out only where both looked everywhere and found nothing", () =>
  expect(verdictOf({ exiftool, search })).toBe("out"));

it("is not known where one of them could not look", () => {
  expect(verdictOf({ exiftool: { ...exiftool, couldNotRead: ["XMP"] }, search })).toBe("unknown");
  const found = [{ value: "Oslo", where: "a caption" }];
  expect(verdictOf({ exiftool, search: { ...search, found, notSearched: ["a trailer"] } })).toBe("unknown");
});

it("stays where a tag of what was to go is still there, whatever else could not be read", () =>
  expect(verdictOf({ exiftool: { ...exiftool, after: [tag], couldNotRead: ["XMP"] }, search })).toBe("stays"));

it("tells a value that stands in what was to stay", () =>
  expect(verdictOf({ exiftool, search: { ...search, found: [{ value: "Oslo", where: "a caption" }] } })).toBe(
    "elsewhere",
  ));
