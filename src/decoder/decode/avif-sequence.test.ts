// @module-tag slow
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CORPUS } from "#corpus.fixture.ts";
import { plant } from "#decoder/exiftool/planted.fixture.ts";
import { readIcc } from "#decoder/inspect/icc.ts";
import { patches, processFile, scratch } from "#decoder/pictures.fixture.ts";
import { type Sharp, sharp } from "#decoder/sharp-setup.ts";
import { avifSequence, boxOf, FULL_601, withBox } from "./avif-sequence.fixture.ts";
import { decodeAvifSequence, readAvifSequenceHeader } from "./avif-sequence.ts";

const star = join(CORPUS, "star-8bpc-with-alpha.avifs");
if (!existsSync(star)) console.info("Skipped: a real AVIF sequence. CORPUS_DIR names no folder that holds one.");

const SIZE = { width: 40, height: 20 };
const LIMIT = { maxPixels: 1_000_000 };
/** Where the first track's sample entry lies. */
const ENTRY = ["moov", "trak", "mdia", "minf", "stbl", "stsd", "av01"];
const COLOURS = ["#c83214", "#1e9632", "#2846dc"] as const;

/** One colour above the other, so that every turn shows; flat, so that no codec blurs it. */
function halves(above: string, below: string): Sharp {
  const half = { width: SIZE.width, height: SIZE.height / 2, channels: 3 as const };
  const top = sharp({ create: { ...half, background: above } });
  return top.extend({ bottom: half.height, background: below });
}

function moving(): Sharp[] {
  return COLOURS.map((colour) => halves(colour, "#e0e0e0"));
}

async function kept(bytes: Buffer): Promise<string> {
  const path = scratch("moving.avifs");
  await writeFile(path, bytes);
  return path;
}

async function decoded(bytes: Buffer): Promise<string> {
  const output = scratch("master.webp");
  await decodeAvifSequence(await kept(bytes), output, LIMIT);
  return output;
}

/** RGBA of a pixel of a frame. */
async function pixel(path: string, x: number, y: number, page = 0): Promise<number[]> {
  const at = sharp(path, { page }).ensureAlpha();
  return [
    ...(await sharp(await at.png().toBuffer())
      .extract({ left: x, top: y, width: 1, height: 1 })
      .raw()
      .toBuffer()),
  ];
}

function near(colour: string): unknown[] {
  return [1, 3, 5].map((at) => expect.closeTo(Number.parseInt(colour.slice(at, at + 2), 16), -0.9));
}

function integers(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeInt32BE(number, index * 4);
  return bytes;
}

describe("the header of an AVIF sequence", () => {
  it("tells size, frames, times and depth from the boxes alone", async () => {
    expect(await readAvifSequenceHeader(await kept(await avifSequence(moving())))).toEqual({
      ...SIZE,
      frames: 3,
      complete: 3,
      delays: [1, 1, 1],
      loop: 0,
      hasAlpha: false,
      bitDepth: 8,
      icc: null,
      colour: FULL_601,
    });
  });

  it("counts how often an edit list repeats", async () => {
    // tkhd's duration is 3: an edit of 1 that repeats is played three times, one that does not, once.
    const made = await avifSequence(moving());
    const loops = (flags: number, edit: number) =>
      withBox(made, ["moov", "trak"], boxOf("edts", boxOf("elst", integers(flags, 1, edit, 0, 0x10000))));
    expect((await readAvifSequenceHeader(await kept(loops(1, 1)))).loop).toBe(3);
    expect((await readAvifSequenceHeader(await kept(loops(0, 3)))).loop).toBe(1);
  });

  it("gives sides as they are seen", async () => {
    const turned = withBox(await avifSequence(moving()), ENTRY, boxOf("irot", Buffer.from([1])));
    expect(await readAvifSequenceHeader(await kept(turned))).toMatchObject({ width: 20, height: 40 });
  });
});

describe("decoding an AVIF sequence", () => {
  it("keeps every frame, its time and its colours", async () => {
    const output = await decoded(await avifSequence(moving()));
    expect(await sharp(output).metadata()).toMatchObject({
      ...SIZE,
      pages: 3,
      delay: [1, 1, 1],
      loop: 0,
      format: "webp",
    });
    for (const [page, colour] of COLOURS.entries()) {
      expect((await pixel(output, 20, 4, page)).slice(0, 3)).toEqual(near(colour));
      expect((await pixel(output, 20, 15, page)).slice(0, 3)).toEqual(near("#e0e0e0"));
    }
  });

  it("takes the alpha from its own track", async () => {
    const output = await decoded(await avifSequence(moving().map((picture) => picture.ensureAlpha(0.5))));
    expect((await sharp(output).metadata()).hasAlpha).toBe(true);
    const [red, , , alpha] = await pixel(output, 20, 4);
    expect(red).toEqual(near(COLOURS[0])[0]);
    expect(Math.abs((alpha ?? 0) - 128)).toBeLessThan(3);
  });

  it("divides colours that were multiplied with their alpha", async () => {
    const made = await avifSequence(moving().map(() => halves("#643214", "#101010").ensureAlpha(0.5)));
    const output = await decoded(withBox(made, ["moov", "trak"], boxOf("tref", boxOf("prem", integers(2)))));
    expect((await pixel(output, 20, 4)).slice(0, 3)).toEqual(near("#c86428"));
  });

  it.each([
    ["a turn anticlockwise", "irot", [1], { top: [4, 20], bottom: [15, 20] }],
    ["top and bottom exchanged", "imir", [0], { top: [20, 15], bottom: [20, 4] }],
    ["left and right exchanged", "imir", [1], { top: [20, 4], bottom: [20, 15] }],
  ] as const)("shows %s upright", async (_, type, bytes, { top, bottom }) => {
    const output = await decoded(withBox(await avifSequence(moving()), ENTRY, boxOf(type, Buffer.from(bytes))));
    expect((await pixel(output, top[0], top[1])).slice(0, 3)).toEqual(near(COLOURS[0]));
    expect((await pixel(output, bottom[0], bottom[1])).slice(0, 3)).toEqual(near("#e0e0e0"));
  });

  it("cuts to the clean aperture", async () => {
    const lowerHalf = integers(40, 1, 10, 1, 0, 1, 5, 1);
    const output = await decoded(withBox(await avifSequence(moving()), ENTRY, boxOf("clap", lowerHalf)));
    expect(await sharp(output).metadata()).toMatchObject({ width: 40, height: 10 });
    expect((await pixel(output, 20, 2)).slice(0, 3)).toEqual(near("#e0e0e0"));
  });

  it("attaches Display P3 where the code points say so", async () => {
    const output = await decoded(await avifSequence(moving(), { ...FULL_601, primaries: 12 }));
    expect(readIcc((await sharp(output).metadata()).icc)?.description).toContain("P3");
  });

  it("keeps the file's own profile, unless it is none", async () => {
    const made = await avifSequence(moving(), null);
    const withProfile = (icc: Buffer) => withBox(made, ENTRY, boxOf("colr", Buffer.from("prof"), icc));
    const grey = sharp({ create: { width: 1, height: 1, channels: 3, background: "grey" } });
    const p3 = (await sharp(await grey.withIccProfile("p3").png().toBuffer()).metadata()).icc ?? Buffer.alloc(0);
    expect((await sharp(await decoded(withProfile(p3))).metadata()).icc).toEqual(p3);
    expect((await sharp(await decoded(withProfile(Buffer.from("no profile")))).metadata()).icc).toBeUndefined();
  });

  it("gives the frames that are whole when the file is cut short", async () => {
    const whole = await avifSequence(moving());
    const path = await kept(whole.subarray(0, whole.length - 3));
    expect(await readAvifSequenceHeader(path)).toMatchObject({ frames: 3, complete: 2 });
    const output = scratch("cut.webp");
    expect(await decodeAvifSequence(path, output, LIMIT)).toEqual({ frames: 2 });
    expect((await sharp(output).metadata()).pages).toBe(2);
  });

  it("refuses more pixels than it may decode, before it decodes one", async () => {
    const path = await kept(await avifSequence(moving()));
    await expect(decodeAvifSequence(path, scratch(), { maxPixels: 2399 })).rejects.toMatchObject({
      code: "too_many_pixels",
    });
  });

  it.skipIf(!existsSync(star))("decodes a real one of five frames with alpha", async () => {
    const header = await readAvifSequenceHeader(star);
    const about = { width: 159, height: 159, frames: 5, complete: 5, loop: 0, hasAlpha: true, bitDepth: 8 };
    expect(header).toMatchObject({ ...about, delays: [40, 40, 40, 40, 40] });
    const output = scratch("star.webp");
    await decodeAvifSequence(star, output, LIMIT);
    const delay = [40, 40, 40, 40, 40];
    expect(await sharp(output).metadata()).toMatchObject({ pages: 5, delay, loop: 0, width: 159, hasAlpha: true });
    // The middle of the star as Chromium shows it, and a corner outside of it.
    for (const page of [0, 1, 2, 3, 4]) {
      expect((await pixel(output, 80, 80, page)).slice(0, 3)).toEqual(near("#ffefab"));
      expect((await pixel(output, 1, 1, page))[3]).toBe(0);
    }
    expect((await readFile(output)).readUInt32LE(4)).toBe((await readFile(output)).length - 8);
  });
});

it("what a sequence says of itself is read", async () => {
  const bytes = await avifSequence([patches([[200, 30, 30]]), patches([[30, 30, 200]])]);
  const source = scratch("told.avif");
  await writeFile(source, await plant(bytes, { "XMP-photoshop:City": "London", "XMP-dc:Title": "By the fountain" }));
  const { facts, details } = await processFile(source);
  expect(facts).toMatchObject({ format: "avifs", frames: 2 });
  expect(facts.warnings.map(({ code }) => code)).toContain("location");
  expect(details.metadata.description).toMatchObject({ title: "By the fountain", city: "London" });
});
