import { describe, expect, it } from "vitest";
import { refuseLargerFrames } from "./av1-size.ts";

/** Sequence headers as encoders wrote them, and the size that each says. */
const HEADERS = [
  { by: "libheif and aom, a still", hex: "0a08380cffda404341a4", width: 16, height: 16 },
  { by: "Chromium", hex: "0a0d000000043cffbc01a202020208", width: 320, height: 240 },
  { by: "GPAC", hex: "0a0a00000003bcf4f3fff344", width: 159, height: 159 },
  { by: "GPAC, after a temporal delimiter", hex: "12000a0a00000003bcf4f3fff344", width: 159, height: 159 },
] as const;

describe("the size inside AV1 data", () => {
  it.each(HEADERS)("is read from the sequence header by $by", ({ hex, width, height }) => {
    const data = Buffer.from(hex, "hex");
    expect(() => refuseLargerFrames(data, { width, height })).not.toThrow();
    for (const smaller of [
      { width: width - 1, height },
      { width, height: height - 1 },
    ]) {
      expect(() => refuseLargerFrames(data, smaller)).toThrow(expect.objectContaining({ code: "damaged_image" }));
    }
  });

  it.each([
    ["a unit longer than the data", "0a7f00"],
    ["a size without an end", "0affffffffffffffffffffff"],
    ["a header that is cut short", "0a0138"],
    ["a size that is cut short", "0a"],
  ])("is refused for %s", (_, hex) => {
    expect(() => refuseLargerFrames(Buffer.from(hex, "hex"), { width: 9, height: 9 })).toThrow();
  });
});
