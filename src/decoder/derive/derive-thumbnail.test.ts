import { thumbHashToAverageRGBA } from "thumbhash";
import { expect, test } from "vitest";
import { apart, MAX_PIXELS, patches, type Rgb, save, scratch } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { deriveThumbnail } from "./derive-thumbnail.ts";
import { drawPreview } from "./draw-preview.ts";

async function deriveFrom(path: string, format: string) {
  const thumbnail = scratch("thumbnail.webp");
  const source = { path, format, maxPixels: MAX_PIXELS };
  const derived = await deriveThumbnail(source, await sharp(path).metadata(), thumbnail);
  return { ...derived, thumbnail };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function channels(hex: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
}

const FIELDS: readonly Rgb[] = [
  [200, 40, 40],
  [200, 40, 40],
  [200, 40, 40],
  [40, 160, 60],
  [40, 160, 60],
  [30, 60, 200],
];

test("the thumbnail is at most 480 px, upright, without metadata, and never enlarged", async () => {
  const wide = await save(
    patches(FIELDS, 200)
      .withExif({ IFD3: { GPSLatitudeRef: "N" } })
      .withMetadata({ orientation: 6 })
      .jpeg(),
  );
  const { width, height, exif, orientation } = await sharp((await deriveFrom(wide, "jpeg")).thumbnail).metadata();
  expect([width, height, exif, orientation]).toEqual([80, 480, undefined, undefined]);
  const small = await save(patches(FIELDS, 10).png());
  expect(await sharp((await deriveFrom(small, "png")).thumbnail).metadata()).toMatchObject({ width: 60, height: 10 });
});

test("the palette has five colours, most of the picture first, the same each time", async () => {
  const source = await save(patches(FIELDS, 40).png());
  const { palette } = await deriveFrom(source, "png");
  expect(palette).toHaveLength(5);
  expect(
    apart(palette.slice(0, 3).map(channels), [
      [200, 40, 40],
      [40, 160, 60],
      [30, 60, 200],
    ]),
  ).toBeLessThan(12);
  expect((await deriveFrom(source, "png")).palette).toEqual(palette);
  const flat = await save(patches([[9, 99, 199]]).png());
  expect((await deriveFrom(flat, "png")).palette).toEqual(Array(5).fill("#0963c7"));
});

test("the histogram sums to 1 in each list, and passes transparent pixels by", async () => {
  const half = await sharp({
    create: { width: 20, height: 20, channels: 4, background: { r: 255, g: 255, b: 255, alpha: 0 } },
  })
    .composite([
      {
        input: await patches([[100, 50, 200]], 10)
          .png()
          .toBuffer(),
        left: 0,
        top: 0,
      },
    ])
    .png()
    .toBuffer();
  const { histogram } = await deriveFrom(await save(sharp(half).png()), "png");
  for (const list of Object.values(histogram)) {
    expect(list).toHaveLength(64);
    expect(sum(list)).toBeCloseTo(1, 9);
  }
  expect([histogram.red[25], histogram.green[12], histogram.blue[50]]).toEqual([1, 1, 1]);
  expect(histogram.luminance[Math.floor((0.2126 * 100 + 0.7152 * 50 + 0.0722 * 200) / 4)]).toBe(1);
  const clear = await save(
    sharp({ create: { width: 3, height: 3, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0 } } }).png(),
  );
  const nothing = await deriveFrom(clear, "png");
  expect(sum(nothing.histogram.luminance)).toBe(1);
  expect(nothing.palette).toHaveLength(5);
});

test.each([
  [
    "grey",
    patches([[120, 120, 120]])
      .toColourspace("b-w")
      .png(),
    [120, 120, 120],
  ],
  [
    "sixteen bits of grey with alpha",
    patches([[120, 120, 120]])
      .ensureAlpha()
      .toColourspace("grey16")
      .png(),
    [120, 120, 120],
  ],
  [
    "Display P3",
    patches([[200, 60, 40]])
      .withIccProfile("p3")
      .png(),
    [200, 60, 40],
  ],
  [
    "sixteen bits of Display P3",
    patches([[200, 60, 40]])
      .toColourspace("rgb16")
      .withIccProfile("p3")
      .png(),
    [200, 60, 40],
  ],
  [
    "CMYK",
    patches([[200, 60, 40]])
      .withIccProfile("cmyk")
      .toColourspace("cmyk")
      .jpeg(),
    [200, 60, 40],
  ],
])("a picture in %s shows its colours", async (name, picture, colour) => {
  const source = await save(picture);
  const { thumbnail, palette, thumbhash } = await deriveFrom(source, name === "CMYK" ? "jpeg" : "png");
  expect(apart([channels(palette[0] ?? "")], [colour as unknown as Rgb])).toBeLessThan(20);
  const shown = await sharp(thumbnail).removeAlpha().raw().toBuffer();
  expect(apart([[shown[0] ?? 0, shown[1] ?? 0, shown[2] ?? 0]], [colour as unknown as Rgb])).toBeLessThan(20);
  const average = thumbHashToAverageRGBA(Buffer.from(thumbhash, "base64"));
  expect(average.r * 255).toBeCloseTo(colour[0] ?? 0, -1.5);
});

test("a preview shows sixteen bits of Display P3 as they are", async () => {
  const source = await save(
    patches([[200, 60, 40]])
      .toColourspace("rgb16")
      .withIccProfile("p3")
      .png(),
  );
  const output = scratch("preview.webp");
  await drawPreview({
    kind: "preview",
    source,
    format: "png",
    damaged: false,
    frames: 1,
    page: 0,
    output,
    maxPixels: MAX_PIXELS,
  });
  const [r = 0, g = 0, b = 0] = await sharp(output).raw().toBuffer();
  expect(apart([[r, g, b]], [[200, 60, 40]])).toBeLessThan(6);
});

test("a preview is at most 1600 px", async () => {
  const source = await save(patches(FIELDS, 400).jpeg());
  const output = scratch("preview.webp");
  const { bytes } = await drawPreview({
    kind: "preview",
    source,
    format: "jpeg",
    damaged: false,
    frames: 1,
    page: 0,
    output,
    maxPixels: MAX_PIXELS,
  });
  expect(bytes).toBeGreaterThan(0);
  expect(await sharp(output).metadata()).toMatchObject({ format: "webp", width: 1600, height: 267 });
});
