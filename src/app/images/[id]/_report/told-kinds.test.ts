import { describe, expect, it } from "vitest";
import { type DisclosureCode, REMOVED_BY } from "#picture/privacy/disclosure-codes.ts";
import type { Disclosed, Report } from "#picture/report/report.ts";
import { removalOf, saysNothing, toldKinds } from "./told-kinds.ts";

const disclosed = (code: DisclosureCode, value = ""): Disclosed => ({
  code,
  value,
  source: "XMP",
  remove: REMOVED_BY[code],
});

describe("toldKinds", () => {
  it("puts what weighs most first, and each code once", () => {
    const told = toldKinds([
      disclosed("software"),
      disclosed("date", "2024"),
      disclosed("location"),
      disclosed("date", "2025"),
    ]);
    expect(told.map(({ code }) => code)).toEqual(["location", "date", "software"]);
    expect(told[1]?.told.map(({ value }) => value)).toEqual(["2024", "2025"]);
  });

  it("has no kind of a scrub where only a conversion helps", () =>
    expect(toldKinds([disclosed("hidden_pixels")])[0]?.remove).toEqual([]));
});

it("names each kind of a scrub once, in their order", () =>
  expect(removalOf([disclosed("video"), disclosed("location"), disclosed("network")])).toEqual(["location", "extras"]));

describe("saysNothing", () => {
  const report: Report = { bytes: 9, parts: [], discloses: [], unknown: { bytes: 0, notRead: [] } };

  it("is so where all was read and nothing found", () => expect(saysNothing(report)).toBe(true));
  it("is not so of a byte that nobody knows", () =>
    expect(saysNothing({ ...report, unknown: { bytes: 1, notRead: [] } })).toBe(false));
  it("is not so where a reader failed", () =>
    expect(saysNothing({ ...report, unknown: { bytes: 0, notRead: ["XMP"] } })).toBe(false));
  it("is not so where something is told", () =>
    expect(saysNothing({ ...report, discloses: [disclosed("comment")] })).toBe(false));
});
