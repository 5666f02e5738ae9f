import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { chunk } from "#decoder/decode/png-chunks.ts";
import { convertAs, patches, processFile, scratch } from "#decoder/pictures.fixture.ts";
import { apngFrames, walkedFile } from "#decoder/report/walked-file.ts";
import { sharp } from "#decoder/sharp-setup.ts";

const SIDE = 16;

/** The chunks of a still of one colour. */
async function still(): Promise<{ head: Buffer; data: Buffer }> {
  const png = await patches([[200, 60, 40]], SIDE)
    .png()
    .toBuffer();
  const at = png.indexOf("IDAT") - 4;
  return { head: png.subarray(0, 33), data: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)) };
}

/** fcTL: sequence number, size, offset, delay of 1/10 s (PNG 3rd edition §11.3.6.2). */
function control(sequence: number): Buffer {
  const body = Buffer.alloc(26);
  for (const [index, value] of [sequence, SIDE, SIDE].entries()) body.writeUInt32BE(value, index * 4);
  body.writeUInt16BE(1, 20);
  body.writeUInt16BE(10, 22);
  return chunk("fcTL", body);
}

interface Making {
  claimed?: number;
  /** whether the first picture is the first frame */
  firstIsFrame?: boolean;
  actl?: boolean;
}

async function apng(
  frames: number,
  { claimed = frames, firstIsFrame = true, actl = true }: Making = {},
): Promise<string> {
  const { head, data } = await still();
  const animation = Buffer.alloc(8);
  animation.writeUInt32BE(claimed);
  let sequence = 0;
  const parts = [head, ...(actl ? [chunk("acTL", animation)] : [])];
  if (firstIsFrame) parts.push(control(sequence++));
  parts.push(chunk("IDAT", data));
  for (let frame = firstIsFrame ? 1 : 0; frame < frames; frame++) {
    const number = Buffer.alloc(4);
    parts.push(control(sequence++));
    number.writeUInt32BE(sequence++);
    parts.push(chunk("fdAT", Buffer.concat([number, data])));
  }
  const path = scratch("film.png");
  writeFileSync(path, Buffer.concat([...parts, chunk("IEND", Buffer.alloc(0))]));
  return path;
}

const framesOf = async (path: string) => apngFrames((await walkedFile(path)).walk);

describe("frames of a PNG", () => {
  it("are counted as they stand in the file, whatever it claims", async () => {
    expect(await framesOf(await apng(5))).toBe(5);
    expect(await framesOf(await apng(5, { claimed: 4_000_000_000 }))).toBe(5);
    expect(await framesOf(await apng(5, { firstIsFrame: false }))).toBe(5);
    expect(await framesOf(await apng(1))).toBe(1);
  });

  it("are one where nothing says before the pixels that it moves", async () => {
    expect(await framesOf(await apng(5, { actl: false }))).toBe(1);
    const path = scratch("words.png");
    writeFileSync(path, "no PNG");
    expect(await framesOf(path)).toBe(1);
  });
});

it("an upload that moves is known as one, and is the picture of its first frame", async () => {
  const path = await apng(5);
  const { facts, details } = await processFile(path, { maxPixels: SIDE * SIDE });
  expect(facts).toMatchObject({ format: "png", frames: 5, width: SIDE, height: SIDE, warnings: [] });
  expect(details.pages).toBeUndefined();
  const result = await convertAs(path, "format=webp");
  expect((await sharp(result.path).metadata()).pages).toBeUndefined();
});
