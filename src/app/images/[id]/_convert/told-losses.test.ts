import { expect, test } from "vitest";
import type { LossProperties } from "#picture/losses.ts";
import { toldLossesOfQuery } from "./told-losses.ts";

const PHOTO: LossProperties = {
  format: "jpeg",
  frames: 1,
  hasAlpha: false,
  bitDepth: 8,
  colourSpace: "srgb",
  iccProfile: null,
  blocks: ["exif"],
};
const told = (more: Partial<LossProperties>, query = "") =>
  toldLossesOfQuery({ ...PHOTO, ...more }, new URLSearchParams(query));

test("that there is room for all is said only where it is known what is in the file", () => {
  expect(told({ inside: [] })).toBe("JPEG has room for all that is in this picture.");
  expect(told({})).toBe("JPEG loses nothing of this picture that is known here.");
});

test("what lies in the file beside the picture is told where it goes", () => {
  expect(told({ inside: ["video"] })).toBe("JPEG loses the video in the file.");
  expect(told({ inside: ["credentials", "unknown"] }, "format=webp")).toBe(
    "WebP loses the signed content credentials and other data in the file.",
  );
  expect(told({ format: "png", frames: 10, inside: [] })).toBe("PNG loses all but the first of 10 frames.");
});
