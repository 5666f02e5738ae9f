import { expect, it } from "vitest";
import { formatMegapixels, formatSize } from "./pixels.ts";

it.each([
  [4032, 3024, "12.2 MP"],
  [6000, 4000, "24 MP"],
  [16_320, 12_240, "200 MP"],
  [640, 480, "0.3 MP"],
  [200, 200, "0.04 MP"],
  [1, 36, "36 px"],
])("writes %d by %d as %s", (width, height, text) => expect(formatMegapixels(width, height)).toBe(text));

it("writes the two sides with their unit", () => expect(formatSize(4032, 3024)).toBe("4032 × 3024 px"));
