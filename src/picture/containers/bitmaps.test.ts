import { expect, test } from "vitest";
import { bytesOfLatin1, concat } from "./bytes.ts";
import { pngChunk, pngFile } from "./chunks.fixture.ts";
import { expectCover, inShort, walked } from "./cover.fixture.ts";

const little = (value: number) => new Uint8Array(Uint32Array.of(value).buffer);

/** A bitmap's head of `bytes` for 2 x `height` px of 24 bits. */
function dibHead(bytes: number, height: number): Uint8Array {
  const head = new Uint8Array(bytes);
  head.set(concat([little(bytes), little(2), little(height), Uint8Array.of(1, 0, 24, 0)]));
  return head;
}

async function toldOf(file: Uint8Array): Promise<string[]> {
  const { parts } = await walked(file);
  expectCover(parts, file.length);
  return inShort(parts);
}

const bmpHead = (pixelsAt: number) => concat([bytesOfLatin1("BM"), new Uint8Array(8), little(pixelsAt)]);

test("tells what lies between the heads of a bitmap and its pixels, and behind them", async () => {
  const file = concat([
    bmpHead(60),
    dibHead(40, 2),
    bytesOfLatin1("secret"),
    new Uint8Array(16),
    bytesOfLatin1("words"),
  ]);
  expect(await toldOf(file)).toEqual([
    "structure file header",
    "structure DIB header",
    "unknown data",
    "pixels pixels",
    "trailing data",
  ]);
});

test.each([
  ["LINK", "text profile path of the profile"],
  ["MBED", "colour profile ICC"],
])("finds the profile of a bitmap by %s", async (type, told) => {
  const dib = dibHead(124, 2);
  dib.set(bytesOfLatin1([...type].reverse().join("")), 56);
  dib.set(concat([little(124 + 16), little(5)]), 112);
  const file = concat([bmpHead(138), dib, new Uint8Array(16), bytesOfLatin1("C:\\me")]);
  expect((await toldOf(file)).at(-1)).toBe(told);
});

test("walks the pictures of an icon, and tells the gaps", async () => {
  const png = pngFile(pngChunk("tEXt", "Comment\0words"));
  const dib = concat([dibHead(40, 4), new Uint8Array(16 + 8), bytesOfLatin1("more")]);
  const entry = (offset: number, bytes: number) => concat([new Uint8Array(8), little(bytes), little(offset)]);
  const from = 6 + 2 * 16 + 3;
  const file = concat([
    Uint8Array.of(0, 0, 1, 0, 2, 0),
    entry(from, png.length),
    entry(from + png.length, dib.length),
    bytesOfLatin1("gap"),
    png,
    dib,
    bytesOfLatin1("words"),
  ]);
  const told = await toldOf(file);
  expect(told.slice(0, 3)).toEqual(["structure directory", "unknown data", "pixels PNG"]);
  expect(told).toContain("text tEXt Comment");
  expect(told.slice(-3)).toEqual(["pixels DIB", "unknown data", "trailing data"]);
});

test("says where a bitmap or an icon ends early", async () => {
  expect((await walked(concat([bmpHead(54), dibHead(40, 2), new Uint8Array(3)]))).endsEarly).toBe(true);
  expect((await walked(Uint8Array.of(0, 0, 1, 0, 2, 0, 1, 1))).endsEarly).toBe(true);
});
