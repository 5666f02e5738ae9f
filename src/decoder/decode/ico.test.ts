import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CORPUS } from "#corpus.fixture.ts";
import { scratch } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { bitmap, type IconEntry, ico } from "./bitmap.fixture.ts";
import { decodeIco, readIcoHeader } from "./ico.ts";

const python = join(CORPUS, "python.ico");
if (!existsSync(python)) console.info("Skipped: a real icon. CORPUS_DIR names no folder that holds one.");

const LIMIT = { maxPixels: 1_000_000 };

async function kept(bytes: Buffer): Promise<string> {
  const path = scratch("picture.ico");
  await writeFile(path, bytes);
  return path;
}

async function decoded(entries: readonly IconEntry[]): Promise<number[][]> {
  const output = scratch("master.png");
  await decodeIco(await kept(ico(entries)), output, LIMIT);
  const { data, info } = await sharp(output).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return Array.from({ length: info.width * info.height }, (_, index) => [...data.subarray(index * 4, index * 4 + 4)]);
}

/** Two by two of 32 bits, red and green above, blue and a half clear white below, and a mask that hides nothing. */
const SMALL = bitmap({
  width: 2,
  height: 4,
  bits: 32,
  pixels: Buffer.from("ff0000ffffffff800000ffff00ff00ff0000000000000000", "hex"),
});
const SEEN = [
  [255, 0, 0, 255],
  [0, 255, 0, 255],
  [0, 0, 255, 255],
  [255, 255, 255, 128],
];

async function png(side: number, background = "#ff8000"): Promise<Buffer> {
  return sharp({ create: { width: side, height: side, channels: 4, background } })
    .png()
    .toBuffer();
}

describe("an icon", () => {
  it("keeps the alpha of 32 bits", async () => {
    expect(await decoded([{ body: SMALL }])).toEqual(SEEN);
  });

  it("is clear where its mask says so", async () => {
    // 24 bits, two by one, green and blue; the mask's first bit hides the green.
    const body = bitmap({ width: 2, height: 2, bits: 24, pixels: Buffer.from("00ff00ff0000000080000000", "hex") });
    const [first, second] = await decoded([{ body }]);
    expect(first?.[3]).toBe(0);
    expect(second).toEqual([0, 0, 255, 255]);
  });

  it("gives its largest picture, whatever the directory says", async () => {
    const entries = [{ body: SMALL }, { body: await png(300) }, { body: await png(16) }];
    expect(readIcoHeader(await kept(ico(entries)))).toEqual({ width: 300, height: 300, pictures: 3 });
    const pixels = await decoded(entries);
    expect(pixels).toHaveLength(90_000);
    expect(pixels[0]).toEqual([255, 128, 0, 255]);
  });

  it.skipIf(!existsSync(python))("of a real writer is decoded", async () => {
    expect(readIcoHeader(python)).toEqual({ width: 48, height: 48, pictures: 3 });
    const output = scratch("python.png");
    await decodeIco(python, output, LIMIT);
    expect(await sharp(output).metadata()).toMatchObject({ width: 48, height: 48, hasAlpha: true });
    const { channels } = await sharp(output).stats();
    expect(channels.every(({ stdev }) => stdev > 20)).toBe(true);
  });
});

describe("a hostile icon", () => {
  it.each([
    ["no bytes", Buffer.alloc(0)],
    ["no pictures", ico([])],
    ["a picture past the end of the file", ico([{ body: SMALL, offset: 0xffff_fff0 }])],
    ["a picture of four gigabytes", ico([{ body: SMALL, bytes: 0xffff_ffff }])],
    ["a picture without rows", ico([{ body: bitmap({ width: 2, height: 1, bits: 32, pixels: Buffer.alloc(40) }) }])],
    ["a picture that is cut short", ico([{ body: SMALL.subarray(0, 44) }])],
  ])("is refused for %s", async (_, bytes) => {
    await expect(decodeIco(await kept(bytes), scratch(), LIMIT)).rejects.toMatchObject({ code: "damaged_image" });
  });

  it("is refused for a picture of too many pixels before it is decoded", async () => {
    const body = await png(64);
    body.writeUInt32BE(60_000, 16);
    body.writeUInt32BE(60_000, 20);
    const path = await kept(ico([{ body }]));
    await expect(decodeIco(path, scratch(), LIMIT)).rejects.toMatchObject({ code: "too_many_pixels" });
  });

  it("is looked at no further than its first entries", async () => {
    const many = Buffer.concat([Buffer.from("00000100ffff", "hex"), Buffer.alloc(0xffff * 16)]);
    await expect(decodeIco(await kept(many), scratch(), LIMIT)).rejects.toMatchObject({ code: "damaged_image" });
  });
});
