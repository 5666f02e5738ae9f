// @module-tag slow
import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { scratch } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { isAppError } from "#errors.ts";
import { avifSequence } from "./avif-sequence.fixture.ts";
import { decodeAvifSequence, readAvifSequenceHeader } from "./avif-sequence.ts";

const made = await avifSequence(
  ["#c83214", "#1e9632"].map((background) => sharp({ create: { width: 32, height: 32, channels: 3, background } })),
);

/** A copy with a number of 32 bits written over what stands so many bytes after the first such word. */
function patched(word: string, after: number, value: number): Buffer {
  const copy = Buffer.from(made);
  copy.writeUInt32BE(value, copy.indexOf(word) + after);
  return copy;
}

async function read(bytes: Buffer): Promise<unknown> {
  const path = scratch("hostile.avifs");
  await writeFile(path, bytes);
  return readAvifSequenceHeader(path);
}

async function decode(bytes: Buffer): Promise<unknown> {
  const path = scratch("hostile.avifs");
  await writeFile(path, bytes);
  return decodeAvifSequence(path, scratch("never.webp"), { maxPixels: 10_000_000 });
}

/** Null where it went well. */
async function codeOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.code;
  }
}

describe("a hostile AVIF sequence", () => {
  it.each([
    ["nothing", Buffer.alloc(0)],
    ["a first box that reaches to the end of the file", patched("ftyp", -4, 0)],
    ["a first box shorter than its own header", patched("ftyp", -4, 4)],
    ["a first box with a size of 64 bits, all of them set", Buffer.concat([patched("ftyp", -4, 1).fill(0xff, 8, 16)])],
    ["a movie longer than the file", patched("moov", -4, 0x7fff_ffff)],
    ["a track longer than its movie", patched("trak", -4, 0x00ff_ffff)],
    ["a box inside that is shorter than its header", patched("tkhd", -4, 3)],
    ["no frames", patched("stsz", 12, 0)],
    ["more frames than the table holds", patched("stsz", 12, 1999)],
    ["fewer chunks than the frames need", patched("stco", 8, 0)],
    ["no frame in a chunk", patched("stsc", 16, 0)],
    ["movie boxes cut away", made.subarray(0, 60)],
  ])("is refused for %s", async (_, bytes) => {
    expect(await codeOf(read(bytes))).toBe("damaged_image");
  });

  it("is refused for thousands of frames", async () => {
    expect(await codeOf(read(patched("stsz", 12, 0xffff_ffff)))).toBe("too_many_frames");
  });

  it("is read no further than its allowance, however many boxes stand before the movie", async () => {
    const empty = Buffer.from("0000000866726565", "hex");
    const many = Buffer.alloc(24_000_000);
    for (let at = 0; at < many.length; at += 8) many.set(empty, at);
    expect(await codeOf(read(Buffer.concat([many, made])))).toBe("damaged_image");
  });

  it("is refused when its pictures are larger than it says", async () => {
    const small = Buffer.from(made);
    const entry = small.indexOf("av01", small.indexOf("stsd")) + 4;
    small.writeUInt16BE(31, entry + 24);
    expect(await codeOf(decode(small))).toBe("damaged_image");
  });

  it("is refused when its samples lie over each other", async () => {
    const still = sharp({ create: { width: 32, height: 32, channels: 4, background: "#c8321480" } });
    const bytes = await avifSequence([still]);
    for (const word of ["stsz", "stco"]) {
      for (let at = bytes.indexOf(word); at !== -1; at = bytes.indexOf(word, at + 1)) {
        if (word === "stsz") bytes.writeUInt32BE(Math.ceil(bytes.length * 0.6), at + 8);
        else bytes.writeUInt32BE(0, at + 12);
      }
    }
    expect(await codeOf(read(bytes))).toBe("damaged_image");
  });

  it("is refused when no frame lies inside the file", async () => {
    expect(await codeOf(decode(patched("stco", 12, 0x7000_0000)))).toBe("damaged_image");
  });

  it("never ends in anything but a code, whichever byte is wrong", async () => {
    const codes = new Set<string | null>();
    for (let at = 0; at < made.length; at += 3) {
      const copy = Buffer.from(made);
      copy[at] = (copy[at] ?? 0) ^ (at % 2 === 0 ? 0xff : 0x01);
      codes.add(await codeOf(decode(copy)));
    }
    const known = [null, "damaged_image", "too_many_frames", "too_many_pixels", "unsupported_format"];
    expect([...codes].filter((code) => !known.includes(code))).toEqual([]);
    expect(codes).toContain("damaged_image");
  });
});
