import { expect, test } from "vitest";
import { isPlainOrder, readGalleryOrder, writeGalleryOrder } from "./gallery-order.ts";

test("what is unknown is as if it was not there, and an address comes back as it was", () => {
  expect(isPlainOrder(readGalleryOrder({ sort: "colour", only: "../x" }))).toBe(true);
  expect(writeGalleryOrder(readGalleryOrder({ sort: "newest" }))).toBe("");
  expect(writeGalleryOrder(readGalleryOrder({ sort: "name", only: "tiff" }))).toBe("sort=name&only=tiff");
});
