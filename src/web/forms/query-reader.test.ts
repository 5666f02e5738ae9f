import { expect, it } from "vitest";
import { queryReader } from "./query-reader.ts";

const reader = (text: string) => queryReader(new URLSearchParams(text));

it("takes a whole number within bounds, and nothing for an empty or absent one", () => {
  expect(reader("limit=7").takeWhole("limit", 1, 10)).toBe(7);
  expect(reader("limit=").takeWhole("limit", 1, 10)).toBeNull();
  expect(reader("").takeWhole("limit", 1, 10)).toBeNull();
});

it.each(["limit=0", "limit=11", "limit=1e1", "limit=+5", "limit= 5", "limit=5&limit=6"])(
  "refuses %j by name",
  (text) => {
    expect(() => reader(text).takeWhole("limit", 1, 10)).toThrow(/limit/);
  },
);

it("refuses what nobody took, by name, and never echoes markup", () => {
  expect(() => reader("colour=red").end()).toThrow(/colour/);
  expect(() => reader("<script>=1").end()).toThrow(/parameter script here/);
  expect(() => reader("colour=").end()).not.toThrow();
});
