// @module-tag slow
import { describe, expect, it } from "vitest";
import { save } from "#decoder/pictures.fixture.ts";
import { type Sharp, sharp } from "#decoder/sharp-setup.ts";
import { hiddenPixels } from "./hidden-pixels.ts";

const SIDE = 120;
type Colour = readonly [red: number, green: number, blue: number];

/** A disc that is seen, of soft edge; `hidden` says what lies around it under alpha 0. */
function disc(hidden: (x: number, y: number) => Colour, side = SIDE): Sharp {
  const data = Buffer.alloc(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const away = Math.hypot(x - side / 2, y - side / 2) - side / 4;
      const alpha = Math.round(255 * Math.max(0, Math.min(1, 1 - away)));
      data.set([...(alpha === 0 ? hidden(x, y) : [200, 60, 40]), alpha], (y * side + x) * 4);
    }
  }
  return sharp(data, { raw: { width: side, height: side, channels: 4 } });
}

const photo = (x: number, y: number): Colour => [
  (x * 5) & 255,
  Math.round(128 + 100 * Math.sin(x / 5) * Math.cos(y / 7)),
  (y * 3) & 255,
];

async function share(picture: Sharp, format: string): Promise<number | null> {
  const path = await save(picture);
  return hiddenPixels({ path, format, maxPixels: 1e9 }, await sharp(path).metadata());
}

describe("a picture under full transparency", () => {
  it.each([
    ["png", (picture: Sharp) => picture.png()],
    ["webp", (picture: Sharp) => picture.webp({ lossless: true, exact: true })],
    ["webp", (picture: Sharp) => picture.webp({ quality: 90, exact: true })],
    ["avif", (picture: Sharp) => picture.avif({ quality: 80, effort: 0 })],
    ["tiff", (picture: Sharp) => picture.tiff({ compression: "deflate" })],
    ["png", (picture: Sharp) => picture.toColourspace("rgb16").png()],
    ["png", (picture: Sharp) => picture.toColourspace("b-w").png()],
  ])("is seen in a %s", async (format, write) => {
    expect(await share(write(disc(photo)), format)).toBeGreaterThan(0.2);
  });

  it("is seen in a later frame, and in a later page", async () => {
    const frames = await Promise.all([() => [0, 0, 0] as const, photo].map((hidden) => disc(hidden).png().toBuffer()));
    const film = () => sharp(frames, { join: { animated: true } });
    expect(await share(film().webp({ lossless: true, exact: true }), "webp")).toBeGreaterThan(0.2);
    expect(await share(film().tiff({ compression: "deflate" }), "tiff")).toBeGreaterThan(0.2);
  });

  it("may be words of one colour on another", async () => {
    const words = disc((x, y) => (y > 8 && y < 24 && x % 12 < 5 ? [20, 20, 20] : [255, 255, 255]));
    expect(await share(words.png(), "png")).toBeGreaterThan(0.02);
  });
});

describe("no picture", () => {
  it.each<[string, (x: number, y: number) => Colour]>([
    ["black", () => [0, 0, 0]],
    ["one colour", () => [250, 240, 230]],
    ["noise of a few steps", (x, y) => [100 + ((x * y) % 5), 100, 100]],
    [
      "the edge that a drawing program leaves",
      (x, y) => (Math.hypot(x - SIDE / 2, y - SIDE / 2) < SIDE / 4 + 3 ? [200, 60, 40] : [0, 0, 0]),
    ],
  ])("is %s", async (_, hidden) => {
    expect(await share(disc(hidden).png(), "png")).toBe(0);
  });

  it("is what an encoder with loss makes up", async () => {
    expect(await share(disc(photo).webp({ quality: 80 }), "webp")).toBe(0);
    expect(await share(disc(() => [0, 0, 0]).avif({ quality: 40, effort: 0 }), "avif")).toBe(0);
  });

  it("is under no alpha, and in a GIF", async () => {
    expect(await share(disc(photo).removeAlpha().png(), "png")).toBe(0);
    expect(await share(disc(photo).gif(), "gif")).toBe(0);
  });
});

it("does not know of too many pixels", async () => {
  const header = { hasAlpha: true, autoOrient: { width: 10_000, height: 10_000 } };
  expect(await hiddenPixels({ path: "nowhere", format: "png", maxPixels: 1e9 }, header)).toBeNull();
});

it("sees what lies below the first strip", async () => {
  const bottom = disc((x, y) => (y > 4100 ? photo(x, y) : [0, 0, 0]), 4400);
  expect(await share(bottom.png({ compressionLevel: 1 }), "png")).toBeGreaterThan(0.02);
});
