import { expect, test } from "vitest";
import type { ImageView } from "#web/responses/image-view.ts";
import { fullPicture } from "./full-picture.ts";

const image = (more: Partial<ImageView>) =>
  ({
    format: "jpeg",
    width: 4000,
    height: 3000,
    orientation: 1,
    hasAlpha: false,
    frames: 1,
    links: { original: "/o", convert: "/c" },
    ...more,
  }) as ImageView;

test("what a browser shows as it is comes as it is", () => {
  expect(fullPicture(image({ orientation: 6 }), null)).toEqual({ src: "/o", reduced: false, moves: false });
  expect(fullPicture(image({ format: "gif", frames: 9 }), null)).toEqual({ src: "/o", reduced: false, moves: true });
});

test("what it does not show is converted, with nothing to be seen of it", () => {
  const jpeg = "/c?inline=1&metadata=none&format=jpeg&quality=95";
  expect(fullPicture(image({ format: "heic" }), null).src).toBe(jpeg);
  expect(fullPicture(image({ format: "webp", orientation: 6 }), null).src).toBe(jpeg);
  expect(fullPicture(image({ format: "tiff", hasAlpha: true }), 3).src).toBe(
    "/c?inline=1&metadata=none&page=3&format=png",
  );
});

test("what is too large for a page comes smaller, and that is known", () => {
  const huge = fullPicture(image({ width: 16_000, height: 12_000 }), null);
  expect(huge).toMatchObject({ reduced: true, moves: false });
  expect(huge.src).toContain("width=8000&height=8000");
});
