import { expect, it } from "vitest";
import { matching, tagRows } from "./matching.ts";

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
  expect(matching(groups, "ADA")).toEqual([{ name: "EXIF:IFD0", rows: [["Artist", "Ada"]] }]);
  expect(matching(groups, "xmp sky")).toEqual([{ name: "XMP:XMP-dc", rows: [["Subject", "sea, sky"]] }]);
  expect(matching(groups, "nothing")).toEqual([]);
});

it("keeps all for an empty search", () => {
  expect(matching(groups, "  ")).toBe(groups);
});
