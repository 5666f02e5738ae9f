import { expect, it } from "vitest";
import { tagsCsv } from "./tags-csv.ts";

const csv = (...values: (string | string[])[]) =>
  tagsCsv({
    exiftool: "13.59",
    truncated: false,
    groups: [{ name: "XMP", tags: values.map((value) => ({ name: "T", value })) }],
  });

it("writes a header, and a line for each tag", () => {
  expect(csv("plain", ["a", "b"])).toBe('group,name,value\r\nXMP,T,plain\r\nXMP,T,"a, b"\r\n');
});

it("quotes commas, quotes and line ends", () => {
  expect(csv('say "hi"', "two\nlines")).toBe('group,name,value\r\nXMP,T,"say ""hi"""\r\nXMP,T,"two\nlines"\r\n');
});

it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20A1"])(
  "gives no spreadsheet the formula %j",
  (value) => {
    const line = csv(value).slice("group,name,value\r\n".length);
    expect(line.replace("XMP,T,", "").replace(/^"/, "")).toMatch(/^'/);
  },
);
