import { describe, expect, it } from "vitest";
import { formatDuration, formatFileDate, formatHours, formatRoughly, formatUtc } from "./time.ts";

const minute = 60_000;

describe("formatDuration", () => {
  it.each([
    [0, "less than a minute"],
    [59_999, "less than a minute"],
    [4 * minute, "4 min"],
    [60 * minute, "1 h"],
    [23 * 60 * minute + 41 * minute, "23 h 41 min"],
    [51 * 60 * minute, "2 days 3 h"],
    [72 * 60 * minute, "3 days"],
  ])("writes %d ms as %s", (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));
});

it("writes the retention in hours, or in days where it is whole days", () => {
  expect(formatHours(24)).toBe("24 hours");
  expect(formatHours(1)).toBe("1 hour");
  expect(formatHours(168)).toBe("7 days");
});

it("writes a moment in UTC", () => expect(formatUtc("2026-11-24T09:05:59.000Z")).toBe("24 Nov, 09:05 UTC"));

describe("formatFileDate", () => {
  it("shows the wall clock of the file and its offset, unshifted", () => {
    expect(formatFileDate({ local: "2010-12-12T12:41:35", offset: "+02:00" })).toBe("12 Dec 2010, 12:41:35 +02:00");
    expect(formatFileDate({ local: "2010-12-12T12:41:35", offset: null })).toBe("12 Dec 2010, 12:41:35");
  });

  it("shows what it cannot read as it is", () => {
    expect(formatFileDate({ local: "0000-00-00T00:00:00", offset: null })).toBe("0000-00-00T00:00:00");
    expect(formatFileDate({ local: "last summer", offset: null })).toBe("last summer");
  });
});

it("says roughly how long something takes", () => {
  expect([0, 7900, 8000, 19_000, 54_000].map(formatRoughly)).toEqual([
    "a few seconds",
    "a few seconds",
    "about 10 s",
    "about 20 s",
    "about 55 s",
  ]);
  expect([56_000, 61_000, 3_600_000].map(formatRoughly)).toEqual(["about 1 min", "about 2 min", "about 1 h"]);
});
