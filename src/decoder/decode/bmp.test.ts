import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CORPUS } from "#corpus.fixture.ts";
import { scratch } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { type BitmapToBuild, bmp } from "./bitmap.fixture.ts";
import { decodeBmp, readBmpHeader } from "./bmp.ts";

const hopper = join(CORPUS, "hopper.bmp");
if (!existsSync(hopper)) console.info("Skipped: a real BMP. CORPUS_DIR names no folder that holds one.");

const LIMIT = { maxPixels: 1_000_000 };
const RED = [255, 0, 0];
const GREEN = [0, 255, 0];
const BLUE = [0, 0, 255];
const WHITE = [255, 255, 255];
/** Two by two: red and green above, blue and white below. Rows of a file begin with the lowest and fill 4 bytes. */
const PICTURE = [RED, GREEN, BLUE, WHITE];
const PALETTE = ["#ff0000", "#00ff00", "#0000ff", "#ffffff"];

const VARIANTS: Record<string, Omit<BitmapToBuild, "width" | "height"> & { height?: number }> = {
  "2 colours": { bits: 1, palette: ["#ff0000", "#00ff00"], pixels: Buffer.from("4000000040000000", "hex") },
  "16 colours": { bits: 4, palette: PALETTE, pixels: Buffer.from("2300000001000000", "hex") },
  "256 colours": { bits: 8, palette: PALETTE, pixels: Buffer.from("0203000000010000", "hex") },
  "256 colours, run by run": {
    bits: 8,
    compression: 1,
    palette: PALETTE,
    pixels: Buffer.from("01020103000001000101000000 01".replaceAll(" ", ""), "hex"),
  },
  "16 colours, run by run": {
    bits: 4,
    compression: 2,
    palette: PALETTE,
    pixels: Buffer.from("0223000002010001", "hex"),
  },
  "5 bits a colour": { bits: 16, pixels: Buffer.from("1f00ff7f007ce003", "hex") },
  "masks of 5, 6 and 5 bits": {
    bits: 16,
    compression: 3,
    masks: [0xf800, 0x07e0, 0x001f],
    pixels: Buffer.from("1f00ffff00f8e007", "hex"),
  },
  "24 bits": { bits: 24, pixels: Buffer.from("ff0000ffffff00000000ff00ff000000", "hex") },
  "24 bits, top down": { bits: 24, height: -2, pixels: Buffer.from("0000ff00ff000000ff0000ffffff0000", "hex") },
  "24 bits by OS/2": { bits: 24, header: 12, pixels: Buffer.from("ff0000ffffff00000000ff00ff000000", "hex") },
  "32 bits, the fourth byte unused": { bits: 32, pixels: Buffer.from("ff000000ffffff000000ff0000ff0000", "hex") },
};

async function kept(bytes: Buffer): Promise<string> {
  const path = scratch("picture.bmp");
  await writeFile(path, bytes);
  return path;
}

async function decoded(bytes: Buffer): Promise<{ channels: number; pixels: number[][] }> {
  const output = scratch("master.png");
  await decodeBmp(await kept(bytes), output, LIMIT);
  const { data, info } = await sharp(output).raw().toBuffer({ resolveWithObject: true });
  const pixels = Array.from({ length: info.width * info.height }, (_, index) => [
    ...data.subarray(index * info.channels, (index + 1) * info.channels),
  ]);
  return { channels: info.channels, pixels };
}

describe("a BMP", () => {
  it.each(Object.entries(VARIANTS))("is decoded with %s", async (name, variant) => {
    const bytes = bmp({ width: 2, height: 2, ...variant });
    expect(readBmpHeader(await kept(bytes))).toMatchObject({ width: 2, height: 2, hasAlpha: false });
    const seen = name === "2 colours" ? [RED, GREEN, RED, GREEN] : PICTURE;
    expect((await decoded(bytes)).pixels).toEqual(seen);
  });

  it("keeps alpha where a mask says which bits it has", async () => {
    const masks = [0x00ff0000, 0x0000ff00, 0x000000ff, 0xff000000];
    const pixels = Buffer.from("0000ff8000ff00ff", "hex");
    const bytes = bmp({ width: 2, height: 1, bits: 32, compression: 3, header: 124, masks, pixels });
    expect(readBmpHeader(await kept(bytes)).hasAlpha).toBe(true);
    expect((await decoded(bytes)).pixels).toEqual([
      [255, 0, 0, 128],
      [0, 255, 0, 255],
    ]);
  });

  it.skipIf(!existsSync(hopper))("of a real writer is decoded", async () => {
    const output = scratch("hopper.png");
    await decodeBmp(hopper, output, LIMIT);
    expect(await sharp(output).metadata()).toMatchObject({ width: 128, height: 128, channels: 3 });
    const { channels } = await sharp(output).stats();
    expect(channels.every(({ stdev }) => stdev > 40)).toBe(true);
  });
});

describe("a hostile BMP", () => {
  const plain = { width: 2, height: 2, bits: 24, pixels: Buffer.alloc(16) };

  it.each([
    ["no bytes", Buffer.alloc(0)],
    ["another signature", Buffer.from("MB".padEnd(80, "\0"))],
    ["a header that is cut short", bmp(plain).subarray(0, 40)],
    ["no width", bmp({ ...plain, width: 0 })],
    ["a negative width", bmp({ ...plain, width: -2 })],
    ["no height", bmp({ ...plain, height: 0 })],
    ["a depth that there is not", bmp({ ...plain, bits: 7 })],
    ["a compression that there is not", bmp({ ...plain, compression: 77 })],
    ["pixels that are not all there", bmp({ ...plain, height: 500 })],
  ])("is refused for %s", async (_, bytes) => {
    await expect(decodeBmp(await kept(bytes), scratch(), LIMIT)).rejects.toMatchObject({ code: "damaged_image" });
  });

  it.each([
    [30_000, 30_000],
    [0x7fff_ffff, -0x8000_0000],
  ])("is refused for %i x %i px before it is decoded", async (width, height) => {
    const path = await kept(bmp({ ...plain, width, height }));
    await expect(decodeBmp(path, scratch(), LIMIT)).rejects.toMatchObject({ code: "too_many_pixels" });
  });
});

it("a bitmap that is cut off is taken as far as it goes, and says how much is missing", async () => {
  const rows = Buffer.concat(Array.from({ length: 10 }, () => Buffer.alloc(40 * 3, 200)));
  const whole = bmp({ width: 40, height: 10, bits: 24, pixels: rows });
  const source = scratch("cut.bmp");
  await writeFile(source, whole.subarray(0, whole.length - 600));
  const output = scratch("cut.png");
  expect(await decodeBmp(source, output, LIMIT)).toMatch(/about 48 % of it is missing/);
  const { data } = await sharp(output).raw().toBuffer({ resolveWithObject: true });
  expect([data[0], data[data.length - 1]]).toEqual([0, 200]); // rows of a file begin with the lowest
});
