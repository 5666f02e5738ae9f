import { expect, it } from "vitest";
import { ALL } from "#picture/privacy/removal.ts";
import type { ScrubProof } from "#picture/report/scrub-proof.ts";
import { verdictOf } from "./verdict.ts";

const exiftool = { version: "13.59", before: [], after: [], couldNotRead: [] };
const search = { values: 3, encodings: ["UTF-8"], found: [], notSearched: [] };
const proof: Parameters<typeof verdictOf>[0] = {
  exiftool,
  search,
  identical: false,
  remove: ["location"],
  stays: [],
};
const tag = { group: "IPTC", name: "City" };
const found = [{ value: "Oslo", where: "a caption" }];
const staying = (code: ScrubProof["stays"][number]["code"]) => [{ code, value: "", source: "" }];

it("is out only where both looked everywhere and found nothing", () => expect(verdictOf(proof)).toBe("out"));

it("is not known where one of them could not look", () => {
  expect(verdictOf({ ...proof, exiftool: { ...exiftool, couldNotRead: ["XMP"] } })).toBe("unknown");
  expect(verdictOf({ ...proof, search: { ...search, found, notSearched: ["a trailer"] } })).toBe("unknown");
});

it("stays where a tag of what was to go is still there, whatever else could not be read", () =>
  expect(verdictOf({ ...proof, exiftool: { ...exiftool, after: [tag], couldNotRead: ["XMP"] } })).toBe("stays"));

it("stays where the copy still gives away what was to go, and not for what was to stay", () => {
  expect(verdictOf({ ...proof, stays: staying("network") })).toBe("stays");
  expect(verdictOf({ ...proof, stays: staying("person") })).toBe("out");
  expect(verdictOf({ ...proof, stays: staying("hidden_pixels") })).toBe("out");
  expect(verdictOf({ ...proof, remove: ALL, stays: staying("hidden_pixels") })).toBe("stays");
});

it("tells a value that stands in what was to stay", () =>
  expect(verdictOf({ ...proof, search: { ...search, found } })).toBe("elsewhere"));

it("does not speak of two lookers where there was no value to search for", () => {
  const nothing = { ...search, values: 0 };
  expect(verdictOf({ ...proof, search: nothing })).toBe("seen");
  expect(verdictOf({ ...proof, search: nothing, identical: true })).toBe("none");
});
