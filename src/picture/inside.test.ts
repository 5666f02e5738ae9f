import { expect, test } from "vitest";
import type { Part, PartKind } from "./containers/part.ts";
import { insideOf } from "./inside.ts";

const part = (kind: PartKind, ...parts: Part[]): Part => ({
  offset: 0,
  bytes: 1,
  kind,
  name: "x",
  ...(parts.length > 0 && { parts }),
});

test("a photograph with its metadata and a small copy has nothing else inside", () => {
  const kinds = ["structure", "exif", "xmp", "iptc", "colour", "thumbnail", "preview", "gain_map", "padding", "pixels"];
  expect(insideOf(kinds.map((kind) => part(kind as PartKind)))).toEqual([]);
});

test("everything else is told, once and in order, wherever it lies", () => {
  const parts = [
    part("unknown"),
    part("comment"),
    part("pixels", part("layers")),
    part("maker_data", part("video", part("audio")), part("depth_map")),
    part("image"),
    part("credentials"),
    part("text"),
    part("video"),
  ];
  expect(insideOf(parts)).toEqual([
    "video",
    "audio",
    "credentials",
    "depth_map",
    "layers",
    "second_image",
    "text",
    "comment",
    "unknown",
  ]);
});

test("what a maker's data and Photoshop's hold says what they are", () => {
  expect(insideOf([part("photoshop", part("iptc"), part("thumbnail"))])).toEqual([]);
  expect(insideOf([part("photoshop")])).toEqual(["unknown"]);
  expect(insideOf([part("trailing")])).toEqual(["unknown"]);
});
