import { expect, it } from "vitest";
import type { ImageView } from "#web/responses/image-view.ts";
import { galleryItem } from "./gallery-item.ts";

const ready: ImageView = {
  id: "01K",
  name: "IMG_0412.HEIC",
  status: "ready",
  error: null,
  bytes: 2_366_947,
  format: "jpeg",
  mediaType: "image/jpeg",
  width: 4032,
  height: 3024,
  orientation: 1,
  frames: 1,
  hasAlpha: false,
  bitDepth: 8,
  colourSpace: "srgb",
  iccProfile: null,
  createdAt: "2026-11-23T10:12:00.000Z",
  expiresAt: "2026-11-24T10:12:00.000Z",
  thumbhash: null,
  palette: null,
  histogram: null,
  metadata: null,
  embedded: null,
  warnings: [{ code: "location", detail: "It says where it was taken." }],
  links: { self: "/s", original: "/o", thumbnail: "/t", preview: "/p", convert: "/c" },
};

it("sums up a picture in its shape, its facts and its marks", () => {
  const view = galleryItem(ready);
  expect(view.ratio).toBe(1.333);
  expect(view.facts.replaceAll("\u00a0", " ")).toBe("JPEG · 12.2 MP · 2.4 MB");
  expect(view.marks).toEqual([{ sign: "location", word: "place" }]);
  expect(view.picture).toEqual({ width: 4032, height: 3024 });
});

it("keeps a picture of one row of pixels from being an item of one pixel", () => {
  expect(galleryItem({ ...ready, width: 1, height: 36 }).ratio).toBe(0.6);
  expect(galleryItem({ ...ready, width: 940, height: 2 }).ratio).toBe(2.4);
});

it("counts pages of a document and frames of an animation", () => {
  expect(galleryItem({ ...ready, warnings: [], format: "tiff", frames: 3 }).marks).toEqual([
    { sign: "pages", word: "3 pages" },
  ]);
  expect(galleryItem({ ...ready, warnings: [], format: "gif", frames: 30 }).marks).toEqual([
    { sign: "pages", word: "30 frames" },
  ]);
});

it("says what became of one that could not be read", () => {
  const error = { code: "not_an_image" as const, detail: "This file is a ZIP archive, not a picture." };
  const view = galleryItem({
    ...ready,
    status: "failed",
    error,
    format: null,
    width: null,
    height: null,
    warnings: [],
  });
  expect(view).toMatchObject({ failed: error.detail, ratio: 1.5 });
  expect(view).not.toHaveProperty("picture");
});
