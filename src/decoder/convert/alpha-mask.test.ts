// @module-tag long
import { execFileSync } from "node:child_process";
import { readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { convertAs, save, scratch } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";

const SIDE = 64;

interface Made {
  wide: boolean;
  channels: 2 | 4;
}

/** A busy picture whose alpha goes from 0 in the left third to opaque: 8 or 16 bits, grey or in colour. */
function veiled({ wide, channels }: Made, shift = 0) {
  const data = wide ? new Uint16Array(SIDE * SIDE * channels) : new Uint8Array(SIDE * SIDE * channels);
  const unit = wide ? 257 : 1;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const at = (y * SIDE + x) * channels;
      for (let band = 0; band < channels - 1; band++) {
        data[at + band] = ((x * 7 + y * 13 + band * 60 + shift) % 256) * unit;
      }
      data[at + channels - 1] = Math.max(0, Math.min(255, (x - 20) * 7)) * unit;
    }
  }
  const space = channels === 2 ? (wide ? "grey16" : "b-w") : wide ? "rgb16" : "srgb";
  return sharp(data, { raw: { width: SIDE, height: SIDE, channels } }).toColourspace(space);
}

/** What another program, ImageMagick, sees: red, green, blue and alpha of 16 bits a pixel. It reads no alpha of an AVIF. */
async function pixels(path: string): Promise<Uint16Array> {
  if (path.endsWith(".avif")) {
    const data = await sharp(path).ensureAlpha().raw().toBuffer();
    return Uint16Array.from(data, (value) => value * 257);
  }
  const bytes = execFileSync("convert", [path, "-depth", "16", "-endian", "LSB", "RGBA:-"], {
    maxBuffer: 1e8,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

/** The largest sample under full transparency, and how many pixels have it. */
async function under(path: string): Promise<{ most: number; count: number }> {
  const all = await pixels(path);
  let [most, count] = [0, 0];
  for (let at = 0; at < all.length; at += 4) {
    if (all[at + 3] !== 0) continue;
    count++;
    most = Math.max(most, all[at] ?? 0, all[at + 1] ?? 0, all[at + 2] ?? 0);
  }
  return { most, count };
}

/** The largest difference where it can be seen. */
async function apart(one: string, other: string): Promise<number> {
  const [a, b] = await Promise.all([pixels(one), pixels(other)]);
  let most = a.length === b.length ? 0 : Number.POSITIVE_INFINITY;
  for (let at = 0; at < a.length; at++) {
    const alpha = a[at - (at % 4) + 3];
    if (alpha !== 0) most = Math.max(most, Math.abs((a[at] ?? 0) - (b[at] ?? 0)));
  }
  return most;
}

const RESULTS = ["png", "tiff", "webp&lossless=1", "avif&lossless=1"];
const KINDS: [string, Made][] = [
  ["8 bits", { wide: false, channels: 4 }],
  ["16 bits", { wide: true, channels: 4 }],
  ["grey of 8 bits", { wide: false, channels: 2 }],
  ["grey of 16 bits", { wide: true, channels: 2 }],
];

describe.each(KINDS)("a picture under full transparency, %s", (_, made) => {
  test.each(RESULTS)("goes in a result as %s, and nothing else changes", async (format) => {
    const source = await save(veiled(made).png(), "veiled.png");
    expect((await under(source)).most).toBeGreaterThan(60_000);
    for (const policy of ["none", "no-location"]) {
      for (const more of [
        "",
        "&width=50",
        "&rotate=90",
        "&width=40&height=64&fit=cover",
        "&width=90&height=64&fit=contain",
      ]) {
        const { path } = await convertAs(source, `format=${format}&metadata=${policy}${more}`);
        const { most, count } = await under(path);
        expect(count, more).toBeGreaterThan(500);
        expect(most, `${policy}${more}`).toBe(0);
      }
    }
    const [clean, whole] = await Promise.all(
      ["none", "all"].map((policy) => convertAs(source, `format=${format}&metadata=${policy}`)),
    );
    expect(await apart(clean?.path ?? "", whole?.path ?? "")).toBe(0);
    expect((await under(whole?.path ?? "")).most).toBeGreaterThan(60_000);
  });
});

test("goes in results with loss, which have a trace of what lies beside it at most", async () => {
  const source = await save(veiled({ wide: false, channels: 4 }).webp({ lossless: true, exact: true }), "veiled.webp");
  for (const query of ["format=webp&quality=90", "format=avif", "format=gif", "format=webp&quality=90&width=32"]) {
    const { path } = await convertAs(source, `${query}&metadata=none`);
    const { width = 0, height = 0 } = await sharp(path).metadata();
    // Eight columns: a block of the encoder's that has nothing to be seen in it.
    const { channels } = await sharp(
      await sharp(path)
        .removeAlpha()
        .extract({ left: 0, top: 0, width: width >> 3, height })
        .png()
        .toBuffer(),
    ).stats();
    expect(Math.max(...channels.slice(0, 3).map(({ stdev }) => stdev)), query).toBeLessThan(4);
  }
});

test("goes in every frame of an animation, turned or not", async () => {
  const frames = await Promise.all(
    [0, 40, 90].map((shift) => veiled({ wide: false, channels: 4 }, shift).png().toBuffer()),
  );
  const source = await save(
    sharp(frames, { join: { animated: true } }).webp({ lossless: true, exact: true, delay: [90, 90, 90] }),
    "film.webp",
  );
  for (const more of ["", "&rotate=90", "&width=40", "&rotate=180&width=32"]) {
    const { path } = await convertAs(source, `format=webp&lossless=1&metadata=none${more}`);
    for (const page of [0, 1, 2]) {
      const { data } = await sharp(path, { page }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      let most = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] === 0) most = Math.max(most, data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
      }
      expect(most, more).toBe(0);
    }
  }
});

test("stays as it was in a result that keeps all, and leaves no file on the way", async () => {
  const source = await save(veiled({ wide: false, channels: 4 }).png(), "veiled.png");
  const { path } = await convertAs(source, "format=png&metadata=all");
  expect(await apart(source, path)).toBe(0);
  expect((await under(path)).most).toBeGreaterThan(60_000);
  const small = await convertAs(source, "format=webp&metadata=none&maxBytes=3000");
  expect(small.bytes).toBeLessThanOrEqual(3000);
  const left = await readdir(dirname(scratch()));
  expect(left.filter((name) => name.includes(".mask"))).toEqual([]);
});
