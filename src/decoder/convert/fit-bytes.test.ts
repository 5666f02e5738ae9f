// @module-tag slow
import { readdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { convertAs, save } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";

/** Something with detail: 400 x 300 px. */
function busy() {
  const data = Buffer.alloc(400 * 300 * 3);
  for (let at = 0; at < data.length; at++) {
    data[at] = 128 + 90 * Math.sin(at / 37) + 30 * Math.sin((at * at) / 9001);
  }
  return sharp(data, { raw: { width: 400, height: 300, channels: 3 } });
}

test.each(["jpeg", "webp", "avif"])(
  "the best %s that fits is the one before the first that does not",
  async (format) => {
    const source = await save(
      busy()
        .withExif({ IFD0: { Copyright: "A. Person" } })
        .jpeg({ quality: 95 }),
    );
    const most = Math.round((await convertAs(source, `format=${format}&quality=55`)).bytes * 1.02);
    const fitted = await convertAs(source, `format=${format}&maxBytes=${most}`);
    expect(fitted.bytes).toBeLessThanOrEqual(most);
    expect(fitted.bytes).toBeGreaterThan(most * 0.85);
    expect((await stat(fitted.path)).size).toBe(fitted.bytes);
    const { exif, width } = await sharp(fitted.path).metadata();
    expect(exif?.includes("A. Person")).toBe(true);
    expect(width).toBe(400);
    expect(await leftovers(fitted.path)).toEqual([]);
  },
);

test("a GIF is made to fit by fewer colours, a still and an animation, in few encodes", async () => {
  const still = await save(busy().png());
  const frames = await Promise.all([0, 90, 180].map((hue) => busy().modulate({ hue }).resize(80).png().toBuffer()));
  const film = await save(sharp(frames, { join: { animated: true } }).gif({ delay: [50, 60, 70] }), "film.gif");
  for (const source of [still, film]) {
    const whole = (await convertAs(source, "format=gif")).bytes;
    expect((await convertAs(source, `format=gif&maxBytes=${whole}`)).bytes).toBe(whole);
    for (const share of [0.7, 0.4]) {
      const most = Math.round(whole * share);
      const fitted = await convertAs(source, `format=gif&maxBytes=${most}`);
      expect(fitted.bytes).toBeLessThanOrEqual(most);
      expect(fitted.bytes).toBeGreaterThan(most * 0.5);
      expect((await sharp(fitted.path).metadata()).delay).toEqual(source === film ? [50, 60, 70] : [0]);
    }
  }
});

test("a quality that is given is the most that is taken", async () => {
  const source = await save(busy().png());
  const plain = await convertAs(source, "format=jpeg&quality=40");
  const fitted = await convertAs(source, "format=jpeg&quality=40&maxBytes=10000000");
  expect(fitted.bytes).toBe(plain.bytes);
});

test("an animation is fitted too", async () => {
  const frames = await Promise.all([0, 90, 180].map((hue) => busy().modulate({ hue }).resize(80).png().toBuffer()));
  const source = await save(sharp(frames, { join: { animated: true } }).webp({ quality: 95, delay: [50, 60, 70] }));
  const most = Math.round((await stat(source)).size * 0.6);
  const fitted = await convertAs(source, `maxBytes=${most}`);
  expect(fitted.bytes).toBeLessThanOrEqual(most);
  expect((await sharp(fitted.path).metadata()).delay).toEqual([50, 60, 70]);
});

test("what cannot fit is refused with the smallest size reached", async () => {
  const source = await save(busy().png());
  for (const format of ["jpeg", "webp", "png", "gif", "tiff", "webp&lossless=1"]) {
    const error = await convertAs(source, `format=${format}&maxBytes=200`).catch((reason) => reason);
    expect(error).toMatchObject({ code: "cannot_fit" });
    expect(error.message).toMatch(/200 bytes: the smallest has [\d\u202f]+ bytes/);
  }
  expect((await convertAs(source, "format=png&maxBytes=10000000")).bytes).toBeGreaterThan(200);
});

async function leftovers(path: string): Promise<string[]> {
  return (await readdir(dirname(path))).filter((name) => /attempt|still|source|icc/.test(name));
}
