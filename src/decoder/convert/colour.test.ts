// @module-tag slow
import { writeFile } from "node:fs/promises";
import { crc32, deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readIcc } from "#decoder/inspect/icc.ts";
import { apart, convertAs, patches, type Rgb, save, scratch, seen } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { WRITABLE } from "#picture/formats.ts";

const FIELDS: readonly Rgb[] = [
  [250, 250, 250],
  [128, 128, 128],
  [20, 20, 20],
  [200, 60, 40],
  [60, 160, 70],
  [40, 70, 190],
];
const GREYS: readonly Rgb[] = [
  [10, 10, 10],
  [90, 90, 90],
  [180, 180, 180],
  [245, 245, 245],
];
/** lossy encoders on flat fields, and GIF's 256 colours */
const CLOSE = 5;
const formats = WRITABLE.map((format) => format.id);
const withProfile = formats.filter((id) => id !== "gif");
const deep = ["png", "tiff"];

describe.each(formats)("colours in %s", (format) => {
  test("an untagged picture is sRGB", async () => {
    const source = await save(patches(FIELDS).png());
    const result = await convertAs(source, `format=${format}`);
    expect(apart(await seen(result.path, FIELDS.length), FIELDS)).toBeLessThanOrEqual(CLOSE);
  });

  test.each(["none", "no-location", "all"])(
    "a Display P3 picture looks the same with metadata=%s",
    async (metadata) => {
      const source = await save(patches(FIELDS).withIccProfile("p3").png());
      const result = await convertAs(source, `format=${format}&metadata=${metadata}`);
      expect(apart(await seen(result.path, FIELDS.length), FIELDS)).toBeLessThanOrEqual(CLOSE);
    },
  );

  test("a CMYK picture with a profile looks the same", async () => {
    const source = await save(
      patches(FIELDS).withIccProfile("cmyk").toColourspace("cmyk").tiff({ compression: "lzw" }),
    );
    expect((await sharp(source).metadata()).space).toBe("cmyk");
    const result = await convertAs(source, `format=${format}`);
    expect(apart(await seen(result.path, FIELDS.length), await seen(source, FIELDS.length))).toBeLessThanOrEqual(CLOSE);
    expect((await sharp(result.path).metadata()).space).toBe("srgb");
  });

  test("a CMYK picture without a profile looks the same", async () => {
    const source = await save(patches(FIELDS).withIccProfile("cmyk", { attach: false }).toColourspace("cmyk").jpeg());
    const before = await sharp(source).metadata();
    expect([before.space, before.hasProfile]).toEqual(["cmyk", false]);
    const result = await convertAs(source, `format=${format}`);
    expect(apart(await seen(result.path, FIELDS.length), await seen(source, FIELDS.length))).toBeLessThanOrEqual(CLOSE);
  });

  test("grey stays grey, with 8 and with 16 bits", async () => {
    for (const space of ["b-w", "grey16"] as const) {
      const source = await save(patches(GREYS).toColourspace(space).png());
      const result = await convertAs(source, `format=${format}`);
      expect(apart(await seen(result.path, GREYS.length), GREYS)).toBeLessThanOrEqual(CLOSE);
    }
  });

  test("sixteen bits look the same, with Display P3 too, and stay sixteen where they can", async () => {
    for (const profile of [null, "p3"]) {
      const picture = patches(FIELDS).toColourspace("rgb16").png();
      const source = await save(profile ? picture.withIccProfile(profile) : picture);
      expect((await sharp(source).metadata()).depth).toBe("ushort");
      for (const metadata of ["none", "all"]) {
        const result = await convertAs(source, `format=${format}&metadata=${metadata}`);
        expect(apart(await seen(result.path, FIELDS.length), FIELDS)).toBeLessThanOrEqual(CLOSE);
        expect((await sharp(result.path).metadata()).depth).toBe(deep.includes(format) ? "ushort" : "uchar");
      }
    }
  });

  test("transparent pixels lie on the background that was asked for, in a Display P3 picture too", async () => {
    const clear = sharp({ create: { width: 48, height: 24, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
    const flat = await save(clear.clone().png());
    const wide = await save(clear.clone().withIccProfile("p3").png());
    for (const source of [flat, wide]) {
      const result = await convertAs(source, `format=${format}&background=%23c83c28`);
      expect(apart(await seen(result.path, 1), [[200, 60, 40]])).toBeLessThanOrEqual(CLOSE);
    }
  });

  test("grey pictures are padded and underlaid in colour", async () => {
    const grey = await save(patches(GREYS).toColourspace("b-w").png());
    const padded = await convertAs(grey, `format=${format}&fit=contain&width=96&height=96&background=%23c83c28`);
    const [top] = await corner(padded.path);
    expect(apart([top as Rgb], [[200, 60, 40]])).toBeLessThanOrEqual(CLOSE + 3);
    const clear = await save(patches(GREYS).ensureAlpha(0).toColourspace("b-w").png());
    const under = await convertAs(clear, `format=${format}&background=%23c83c28`);
    expect(apart(await seen(under.path, 1), [[200, 60, 40]])).toBeLessThanOrEqual(CLOSE);
    const white = await convertAs(clear, `format=${format}&background=%23ffffff`);
    expect(apart(await seen(white.path, 1), [[255, 255, 255]])).toBeLessThanOrEqual(1);
  });
});

test.each(withProfile)("keeps Display P3 samples and profile in %s", async (format) => {
  const vivid: readonly Rgb[] = [
    [255, 0, 0],
    [0, 255, 0],
    [30, 30, 250],
  ];
  // Samples taken for P3 as they are: these lie outside sRGB.
  const icc = scratch("p3.icc");
  const p3 = await sharp(await patches(vivid).withIccProfile("p3").png().toBuffer()).metadata();
  await writeFile(icc, p3.icc as Buffer);
  const source = await save(
    sharp(await patches(vivid).withIccProfile("p3").png().toBuffer(), { ignoreIcc: true })
      .keepIccProfile()
      .png(),
  );
  const before = await sharp(source, { ignoreIcc: true }).raw().toBuffer();
  const result = await convertAs(source, `format=${format}&quality=95&metadata=none`);
  const after = await sharp(result.path).metadata();
  expect(readIcc(after.icc)?.description).toBe(readIcc(p3.icc)?.description);
  const samples = await sharp(result.path, { ignoreIcc: true }).removeAlpha().raw().toBuffer();
  const far = before.reduce(
    (most, value, at) => Math.max(most, at % 72 > 30 && at % 72 < 40 ? Math.abs(value - (samples[at] ?? 0)) : 0),
    0,
  );
  expect(far).toBeLessThanOrEqual(4);
});

test.each(["webp", "avif", "gif", "jpeg", "png"])(
  "grey of a gamma of its own looks the same in %s, with 8 and 16 bits",
  async (format) => {
    const icc = greyProfile(1);
    // Samples that are light itself: 0.2159 of it is seen as sRGB's 128.
    for (const [space, value] of [
      ["b-w", 55],
      ["grey16", 55],
    ] as const) {
      const bare = await patches([[value, value, value]])
        .toColourspace(space)
        .png()
        .toBuffer();
      const source = scratch("grey.png");
      await writeFile(source, withIccp(bare, icc));
      expect(readIcc((await sharp(source).metadata()).icc)?.space).toBe("GRAY");
      const { path } = await convertAs(source, `format=${format}`);
      const { hasProfile } = await sharp(path).metadata();
      const first = (await seen(path, 1))[0]?.[0] ?? 0;
      if (!hasProfile) expect(Math.abs(first - 128)).toBeLessThanOrEqual(4);
      else expect(["jpeg", "png"]).toContain(format);
    }
  },
);

test("leaves out sRGB's own profile where nothing is to be kept, and keeps it elsewhere", async () => {
  const source = await save(patches(FIELDS).withIccProfile("srgb").png());
  expect((await sharp((await convertAs(source, "format=webp&metadata=none")).path).metadata()).hasProfile).toBe(false);
  expect((await sharp((await convertAs(source, "format=webp")).path).metadata()).hasProfile).toBe(true);
});

test.each(["webp", "avif"])("lossless=1 gives back every sample in %s", async (format) => {
  const noise = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, at) => (at * 2_654_435_761) >>> 24));
  const source = await save(sharp(noise, { raw: { width: 64, height: 64, channels: 3 } }).png());
  const result = await convertAs(source, `format=${format}&lossless=1`);
  const after = await sharp(result.path).raw().toBuffer();
  expect(after.equals(noise)).toBe(true);
});

async function corner(path: string): Promise<Rgb[]> {
  const { data, info } = await sharp(path)
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (4 * info.width + 4) * info.channels;
  return [[data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]];
}

/** A profile of one channel whose light is the samples to a power (ICC.1:2022 §8.5, monochrome input). */
function greyProfile(gamma: number): Buffer {
  const white = Buffer.from("58595a20000000000000f6d6000100000000d32d", "hex"); // XYZ of D50
  const curve = Buffer.from("63757276000000000000000100000000", "hex");
  curve.writeUInt16BE(gamma * 256, 12);
  const text = Buffer.concat([
    Buffer.from("6465736300000000", "hex"),
    Buffer.from([0, 0, 0, 5]),
    Buffer.from("grey\0"),
    Buffer.alloc(79),
  ]);
  const tags: [string, Buffer][] = [
    ["desc", text],
    ["wtpt", white],
    ["kTRC", curve],
  ];
  const head = Buffer.alloc(128 + 4 + tags.length * 12);
  let size = head.length;
  tags.forEach(([name, data], index) => {
    const at = 132 + index * 12;
    head.write(name, at, "latin1");
    head.writeUInt32BE(size, at + 4);
    head.writeUInt32BE(data.length, at + 8);
    size += data.length;
  });
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(0x02400000, 8);
  head.write("scnrGRAYXYZ ", 12, "latin1");
  head.write("acsp", 36, "latin1");
  white.copy(head, 68, 8);
  head.writeUInt32BE(tags.length, 128);
  return Buffer.concat([head, ...tags.map(([, data]) => data)]);
}

/** A PNG with a profile after its header. */
function withIccp(png: Buffer, icc: Buffer): Buffer {
  const data = Buffer.concat([Buffer.from("iCCPgrey\0\0", "latin1"), deflateSync(icc)]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length - 4);
  sum.writeUInt32BE(crc32(data));
  return Buffer.concat([png.subarray(0, 33), length, data, sum, png.subarray(33)]);
}
