import { expect, it } from "vitest";
import { matchingRows, tagRows, tagsPage } from "./tag-rows.ts";

const groups = tagRows({
  exiftool: "13.59",
  truncated: false,
  groups: [
    {
      name: "EXIF:IFD0",
      tags: [
        { name: "Artist", value: "Ada" },
        { name: "Make", value: "Canon" },
      ],
    },
    { name: "XMP:XMP-dc", tags: [{ name: "Subject", value: ["sea", "sky"] }] },
  ],
});

it("finds words in group, name and value, in any case", () => {
  expect(matchingRows(groups, "ADA")).toEqual([{ name: "EXIF:IFD0", count: 1, rows: [["Artist", "Ada"]] }]);
  expect(matchingRows(groups, "xmp sky")).toEqual([{ name: "XMP:XMP-dc", count: 1, rows: [["Subject", "sea, sky"]] }]);
  expect(matchingRows(groups, "nothing")).toEqual([]);
});

it("keeps all for an empty search", () => {
  expect(matchingRows(groups, "  ")).toBe(groups);
});

const listOf = (groups: number, tags: number, value = "x") => ({
  exiftool: "13.59",
  truncated: false,
  groups: Array.from({ length: groups }, (_, group) => ({
    name: `XMP:XMP-${group}`,
    tags: Array.from({ length: tags }, (_, tag) => ({ name: `Tag${tag}`, value })),
  })),
});

it.each([
  ["many tags", listOf(1, 40_000)],
  ["many groups", listOf(40_000, 1)],
  ["long values", listOf(10, 10, "日".repeat(100_000))],
  [
    "one group of a long name",
    { ...listOf(1, 1), groups: [{ name: "x".repeat(4_000_000), tags: [{ name: "T", value: "" }] }] },
  ],
])("makes a small page of a list of %s, and says that there is more", (_name, tags) => {
  const page = tagsPage(tags);
  expect(page.whole).toBe(false);
  expect(page.count).toBe(tags.groups.reduce((sum, group) => sum + group.tags.length, 0));
  expect(page.groups.reduce((sum, { rows }) => sum + rows.length, 0)).toBeLessThanOrEqual(500);
  expect(JSON.stringify(page).length).toBeLessThan(350_000);
});

it("shows all of what a camera writes, and finds what is far behind", () => {
  expect(tagsPage(listOf(10, 50))).toMatchObject({ whole: true, count: 500 });
  expect(tagsPage(listOf(2, 20_000), "xmp-1 tag19999")).toMatchObject({
    count: 1,
    groups: [{ name: "XMP:XMP-1", count: 1, rows: [["Tag19999", "x"]] }],
  });
});
