// @module-tag slow
import { writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { apart, MAX_PIXELS, patches, type Rgb, save, scratch } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { drawFilmstrip } from "./draw-filmstrip.ts";

/** Frame `index` has a colour of its own. */
const colour = (index: number): Rgb => [(index * 37) % 256, (index * 91) % 256, 255 - ((index * 53) % 256)];

async function film(count: number, width = 300, height = 200): Promise<Buffer[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) =>
      patches([colour(index)])
        .resize(width, height)
        .png()
        .toBuffer(),
    ),
  );
}

async function stripOf(source: string, format: string, frames: number, from = 0, size = { width: 300, height: 200 }) {
  const output = scratch("strip.webp");
  await drawFilmstrip({
    kind: "filmstrip",
    source,
    format,
    damaged: false,
    ...size,
    frames,
    from,
    output,
    maxPixels: MAX_PIXELS,
  });
  const { data, info } = await sharp(output).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): Rgb => {
    const start = (y * info.width + x) * 4;
    return [data[start] ?? 0, data[start + 1] ?? 0, data[start + 2] ?? 0];
  };
  return {
    width: info.width,
    height: info.height,
    at,
    alpha: (x: number, y: number) => data[(y * info.width + x) * 4 + 3],
  };
}

test.each(["gif", "webp", "tiff"] as const)(
  "the frames of a %s stand under each other, 24 at a time",
  async (format) => {
    const frames = await film(30);
    const source = await save(sharp(frames, { join: { animated: true } }).toFormat(format), `film.${format}`);
    for (const [from, count] of [
      [0, 24],
      [24, 6],
    ] as const) {
      const made = await stripOf(source, format, 30, from);
      expect([made.width, made.height]).toEqual([160, 107 * count]);
      for (let place = 0; place < count; place++) {
        expect(apart([made.at(80, place * 107 + 50)], [colour(from + place)]), `${from + place}`).toBeLessThan(30);
      }
    }
  },
);

test("frames that lie are upright", async () => {
  const frames = await film(3, 90, 60);
  const source = scratch("turned.webp");
  const webp = await sharp(frames, { join: { animated: true } })
    .withMetadata({ orientation: 6 })
    .webp()
    .toBuffer();
  await writeFile(source, webp);
  const made = await stripOf(source, "webp", 3, 0, { width: 60, height: 90 });
  expect([made.width, made.height]).toEqual([60, 270]);
  expect(apart([made.at(30, 225)], [colour(2)])).toBeLessThan(30);
});

test("small frames are not enlarged, and a still is a strip of one", async () => {
  const source = await save(patches([colour(3)], 10), "still.png");
  const made = await stripOf(source, "png", 1, 0, { width: 10, height: 10 });
  expect([made.width, made.height]).toEqual([10, 10]);
});
