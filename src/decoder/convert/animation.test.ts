// @module-tag slow
import { readdir, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { apart, convertAs, patches, type Rgb, save, scratch } from "#decoder/pictures.fixture.ts";
import { type Sharp, sharp } from "#decoder/sharp-setup.ts";

const COLOURS: readonly Rgb[] = [
  [220, 30, 30],
  [30, 200, 30],
  [30, 30, 220],
];
const DELAYS = [100, 200, 300];

/** Three frames of 60 x 40 px: a field of its own colour on the left, white on the right. */
async function film(): Promise<Sharp> {
  const frames = await Promise.all(
    COLOURS.map((colour) =>
      patches([colour, [250, 250, 250]], 40)
        .resize(60, 40, { fit: "fill" })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(frames, { join: { animated: true } });
}

async function frame(path: string, page: number, left: number, top: number): Promise<Rgb> {
  const { data, info } = await sharp(path, { page })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (top * info.width + left) * info.channels;
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
}

describe.each(["gif", "webp"] as const)("an animated %s", (from) => {
  const source = async () => {
    const path = scratch(`film.${from}`);
    await (await film()).toFormat(from, { delay: DELAYS, loop: 2, quality: 90 }).toFile(path);
    return path;
  };

  test.each(["gif", "webp"])("keeps its frames, times and loop as %s", async (to) => {
    for (const query of [
      "",
      "width=30",
      "rotate=180",
      "rotate=90",
      "width=20&height=20&fit=cover&position=attention",
    ]) {
      const { path } = await convertAs(await source(), `format=${to}&${query}`);
      const { pages, delay, loop } = await sharp(path).metadata();
      expect({ query, pages, delay, loop }).toEqual({ query, pages: 3, delay: DELAYS, loop: 2 });
    }
  });

  test("turns each frame and not their order", async () => {
    for (const [rotate, left, top] of [
      [90, 20, 5],
      [180, 50, 20],
      [270, 20, 55],
    ] as const) {
      const { path, width, height } = await convertAs(await source(), `format=webp&rotate=${rotate}`);
      expect([width, height]).toEqual(rotate === 180 ? [60, 40] : [40, 60]);
      for (const [page, colour] of COLOURS.entries()) {
        expect(apart([await frame(path, page, left, top)], [colour])).toBeLessThan(40);
      }
    }
  });

  test("gives one frame where one is asked for, and the first to formats that hold one", async () => {
    for (const [query, index] of [
      ["format=webp&page=1", 1],
      ["format=gif&page=2", 2],
      ["format=jpeg", 0],
      ["format=png&page=1", 1],
      ["format=avif", 0],
      ["format=tiff", 0],
    ] as const) {
      const { path, width, height } = await convertAs(await source(), query);
      expect([width, height]).toEqual([60, 40]);
      expect((await sharp(path).metadata()).pages ?? 1).toBe(1);
      expect(apart([await frame(path, 0, 10, 20)], [COLOURS[index] as Rgb])).toBeLessThan(40);
    }
  });

  test("can become the pages of a TIFF", async () => {
    const { path } = await convertAs(await source(), "format=tiff&page=all");
    expect((await sharp(path).metadata()).pages).toBe(3);
    expect(apart([await frame(path, 2, 10, 20)], [COLOURS[2] as Rgb])).toBeLessThan(40);
  });

  test("is not a film strip when padded", async () => {
    const { path, height } = await convertAs(
      await source(),
      "format=webp&width=30&height=30&fit=contain&background=%23ffffff",
    );
    expect(height).toBe(30);
    expect((await sharp(path).metadata()).pages).toBe(3);
  });
});

test("repeats of a frame stay in a GIF", async () => {
  const still = await patches(COLOURS).png().toBuffer();
  const source = await save(
    sharp([still, still, still], { join: { animated: true } }).gif({ keepDuplicateFrames: true, delay: DELAYS }),
  );
  const { path } = await convertAs(source, "width=30");
  expect((await sharp(path).metadata()).delay).toEqual(DELAYS);
});

test.each(["gif", "webp"])("very short frames stay as short as WebP", async (from) => {
  const delays = [10, 20, 10];
  const gif = await save((await film()).gif({ delay: delays, loop: 1 }), "short.gif");
  const source = from === "gif" ? gif : (await convertAs(gif, "format=webp")).path;
  for (const query of ["", "width=30", "rotate=90", "maxBytes=100000"]) {
    const { path, bytes } = await convertAs(source, `format=webp&${query}`);
    const { delay, loop } = await sharp(path).metadata();
    expect({ query, delay, loop }).toEqual({ query, delay: delays, loop: 1 });
    expect((await stat(path)).size).toBe(bytes);
  }
});

test("pages of several sizes are one TIFF again, and one at a time everything else", async () => {
  const source = scratch("pages.tiff");
  await writeFile(source, twoPages());
  for (const [page, width, height] of [
    [0, 4, 3],
    [1, 6, 2],
  ]) {
    const result = await convertAs(source, `format=png&page=${page}`);
    expect([result.width, result.height]).toEqual([width, height]);
  }
  const all = await convertAs(source, "page=all&width=5");
  expect((await stat(all.path)).size).toBe(all.bytes);
  const sizes = [];
  for (const page of [0, 1]) {
    const { width, height, pages } = await sharp(all.path, { page }).metadata();
    sizes.push([width, height, pages]);
    expect((await sharp(all.path, { page }).stats()).channels[0]?.mean).toBe(90);
  }
  expect(sizes).toEqual([
    [4, 3, 2],
    [5, 2, 2],
  ]);
  for (const [query, error] of [
    ["format=webp&page=all", { code: "invalid_parameter", parameter: "page" }],
    ["page=all&maxBytes=100", { code: "cannot_fit" }],
  ] as const) {
    await expect(convertAs(source, query)).rejects.toMatchObject(error);
  }
  expect((await readdir(dirname(all.path))).filter((name) => name.endsWith(".page"))).toEqual([]);
});

/** A TIFF (6.0) of two grey pages: 4 x 3 and 6 x 2. */
function twoPages(): Buffer {
  const page = (start: number, width: number, height: number, last: boolean) => {
    const size = 2 + 8 * 12 + 4;
    const entries = [
      [256, width],
      [257, height],
      [258, 8],
      [259, 1],
      [262, 1],
      [273, start + size],
      [278, height],
      [279, width * height],
    ];
    const bytes = Buffer.alloc(size + width * height, 90);
    bytes.writeUInt16LE(entries.length, 0);
    entries.forEach(([tag = 0, value = 0], index) => {
      bytes.writeUInt16LE(tag, 2 + index * 12);
      bytes.writeUInt16LE(4, 4 + index * 12);
      bytes.writeUInt32LE(1, 6 + index * 12);
      bytes.writeUInt32LE(value, 10 + index * 12);
    });
    bytes.writeUInt32LE(last ? 0 : start + bytes.length, size - 4);
    return bytes;
  };
  const first = page(8, 4, 3, false);
  return Buffer.concat([Buffer.from("II*\0\x08\0\0\0", "latin1"), first, page(8 + first.length, 6, 2, true)]);
}
