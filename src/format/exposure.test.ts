import { describe, expect, it } from "vitest";
import { formatAperture, formatExposureBias, formatExposureTime, formatFocalLength, formatIso } from "./exposure.ts";

describe("formatExposureTime", () => {
  it.each([
    [0.008, "1/125 s"],
    [1 / 8000, "1/8000 s"],
    [0.0166667, "1/60 s"],
    [0.25, "1/4 s"],
    [0.5, "0.5 s"],
    [1.3, "1.3 s"],
    [30, "30 s"],
  ])("writes %d as %s", (seconds, text) => expect(formatExposureTime(seconds)).toBe(text));

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("says nothing of %d", (seconds) =>
    expect(formatExposureTime(seconds)).toBeNull(),
  );
});

it("writes the aperture as f/N", () => {
  expect(formatAperture(2.8)).toBe("f/2.8");
  expect(formatAperture(11)).toBe("f/11");
  expect(formatAperture(0.95)).toBe("f/0.95");
  expect(formatAperture(0)).toBeNull();
});

it("writes the sensitivity with its name", () => {
  expect(formatIso(200)).toBe("ISO 200");
  expect(formatIso(0)).toBeNull();
});

it("writes the focal length, and the full-frame one where it differs", () => {
  expect(formatFocalLength(35, null)).toBe("35 mm");
  expect(formatFocalLength(35, 35)).toBe("35 mm");
  expect(formatFocalLength(4.25, 28)).toBe("4.3 mm (28 mm on full frame)");
  expect(formatFocalLength(null, 28)).toBe("28 mm on full frame");
  expect(formatFocalLength(0, 0)).toBeNull();
});

it("writes the exposure bias with its sign", () => {
  expect(formatExposureBias(0.333)).toBe("+0.3 EV");
  expect(formatExposureBias(-1)).toBe("−1 EV");
  expect(formatExposureBias(0)).toBe("0 EV");
});
