import { expect, test } from "vitest";
import { blocksOf, type LossProperties, losses, oftenLarger } from "./losses.ts";
import { parseRecipe } from "./recipe.ts";

const PHOTO: LossProperties = {
  format: "jpeg",
  frames: 1,
  hasAlpha: false,
  bitDepth: 8,
  colourSpace: "srgb",
  iccProfile: null,
  blocks: [],
};
const lost = (facts: Partial<LossProperties>, query: string) =>
  losses({ ...PHOTO, ...facts }, parseRecipe(new URLSearchParams(query)));

test.each<[string, Partial<LossProperties>, string, string[]]>([
  ["a plain photograph in its own format", {}, "", []],
  ["a plain photograph as AVIF", {}, "format=avif", []],
  ["a photograph as GIF", {}, "format=gif", ["colours"]],
  ["an animation as JPEG", { format: "gif", frames: 12 }, "format=jpeg", ["frames"]],
  ["an animation as WebP", { format: "gif", frames: 12 }, "format=webp", []],
  ["a motion video and a depth map", { inside: ["video", "depth_map"] }, "", ["video", "depth_map"]],
  ["the same, where facts are to be left out", { inside: ["video", "text"] }, "metadata=none", ["video"]],
  ["signed credentials", { inside: ["credentials"] }, "format=webp", ["credentials"]],
  ["credentials that are to be left out", { inside: ["credentials", "comment"] }, "metadata=none", []],
  ["texts and comments of a PNG", { format: "png", inside: ["text", "comment"] }, "metadata=all", ["texts"]],
  [
    "layers, sound, pictures and what nobody knows",
    { inside: ["unknown", "layers", "second_image", "audio"] },
    "",
    ["second_image", "audio", "layers", "unknown"],
  ],
  ["a drawing", { format: "svg" }, "format=png", ["vector"]],
  ["an animated PNG in its own format", { format: "png", frames: 5 }, "", ["frames"]],
  ["an animated PNG as WebP", { format: "png", frames: 5 }, "format=webp", ["frames"]],
  ["one frame of an animation that was chosen", { format: "gif", frames: 12 }, "format=jpeg&page=3", []],
  ["pages of a TIFF where none is said", { format: "tiff", frames: 3 }, "", ["frames"]],
  ["all pages of a TIFF", { format: "tiff", frames: 3 }, "page=all", []],
  ["the gain map of a HEIC picture as JPEG", { format: "heic", hdr: true }, "", ["hdr"]],
  ["ten bits of an AVIF sequence as PNG", { format: "avifs", bitDepth: 10 }, "format=png", ["depth"]],
  ["what an AVIF sequence says", { format: "avifs", blocks: ["xmp"] }, "format=webp&metadata=all", ["metadata"]],
  ["transparency as JPEG", { format: "png", hasAlpha: true }, "format=jpeg", ["alpha"]],
  ["transparency on a background", { format: "png", hasAlpha: true }, "format=jpeg&background=%23ffffff", []],
  ["transparency as GIF", { format: "png", hasAlpha: true }, "format=gif", ["soft_alpha", "colours"]],
  ["16 bits as PNG", { format: "tiff", bitDepth: 16 }, "format=png", []],
  ["16 bits as WebP", { format: "png", bitDepth: 16 }, "format=webp", ["depth"]],
  ["Display P3 as WebP", { iccProfile: "Display P3" }, "format=webp", []],
  ["Display P3 as GIF", { iccProfile: "Display P3" }, "format=gif", ["colours", "gamut"]],
  ["sRGB as GIF", { format: "gif", iccProfile: "sRGB IEC61966-2.1" }, "", []],
  ["CMYK in its own format", { colourSpace: "cmyk" }, "", ["gamut"]],
  ["HDR as JPEG", { hdr: true }, "width=400", []],
  ["HDR as AVIF", { hdr: true }, "format=avif", ["hdr"]],
  ["HDR cut by content", { hdr: true }, "width=40&height=40&fit=cover&position=entropy", ["hdr"]],
  ["HDR of a picture that cannot be written, by default a JPEG", { format: "heic", hdr: true }, "", ["hdr"]],
  ["IPTC as PNG", { blocks: ["exif", "iptc"] }, "format=png", ["metadata"]],
  ["IPTC that is to be left out", { blocks: ["exif", "iptc"] }, "format=png&metadata=none", []],
  ["Exif as JPEG", { blocks: ["exif", "xmp", "iptc"] }, "", []],
])("%s", (_, facts, query, codes) => {
  expect(lost(facts, query)).toEqual(codes);
});

test("a lossless copy of a lossy original is often larger, and no other", () => {
  const larger = (format: string, query: string) => oftenLarger({ format }, parseRecipe(new URLSearchParams(query)));
  expect(larger("jpeg", "format=png")).toBe(true);
  expect(larger("jpeg", "format=webp&lossless=1")).toBe(true);
  expect(larger("jpeg", "format=webp")).toBe(false);
  expect(larger("jpeg", "format=avif")).toBe(false);
  expect(larger("png", "format=tiff")).toBe(false);
  expect(larger("jpeg", "")).toBe(false);
});

test("fields that only tell how pixels are stored are no facts to lose", () => {
  const raw = { exif: null, gps: null, iptc: null, xmp: null, icc: null };
  const exif = { ImageWidth: 40, StripOffsets: 8, Orientation: 1, XResolution: 72 };
  expect(blocksOf({ raw: { ...raw, exif } })).toEqual([]);
  expect(blocksOf({ raw: { ...raw, exif: { ...exif, Make: "Lumen" }, xmp: {} } })).toEqual(["exif"]);
  expect(blocksOf({ raw: { ...raw, gps: { GPSLatitude: 51.5 }, iptc: { "By-line": "Ada" } } })).toEqual([
    "exif",
    "iptc",
  ]);
});
