import { expect, test } from "vitest";
import { bytesOfLatin1, concat } from "./bytes.ts";
import { jumbfBox, riffChunk, webpFile } from "./chunks.fixture.ts";
import { expectCover, inShort, walked } from "./cover.fixture.ts";
import { GPS_DIRECTORY, isoBox, tiffFile } from "./files.fixture.ts";

const TIFF = tiffFile([{ tag: 0x8825, type: 4, count: 1, value: GPS_DIRECTORY }]);
const PIXELS = riffChunk("VP8 ", "pixels");

async function toldOf(file: Uint8Array): Promise<string[]> {
  const { parts } = await walked(file);
  expectCover(parts, file.length);
  return inShort(parts);
}

test("has a part for every chunk of a WebP, its byte of padding included", async () => {
  expect(
    await toldOf(
      webpFile(
        riffChunk("VP8X", new Uint8Array(10)),
        riffChunk("ICCP", "profile"),
        PIXELS,
        riffChunk("XMP ", "<x/>"),
        riffChunk("plNt", "words"),
      ),
    ),
  ).toEqual(["structure RIFF WEBP", "structure VP8X", "colour ICCP ICC", "pixels VP8 ", "xmp XMP ", "unknown plNt"]);
});

test("walks Exif with JPEG's head before it, frames, and manifests", async () => {
  const frame = concat([new Uint8Array(16), PIXELS, riffChunk("plNt", "words")]);
  const told = await toldOf(
    webpFile(
      riffChunk("ANMF", frame),
      riffChunk("EXIF", concat([bytesOfLatin1("Exif\0\0"), TIFF])),
      riffChunk("C2PA", jumbfBox("c2pa", isoBox("cbor", "x"))),
    ),
  );
  expect(told.slice(1, 5)).toEqual(["pixels ANMF", "pixels VP8 ", "unknown plNt", "exif EXIF"]);
  expect(told).toEqual(expect.arrayContaining(["exif GPS", "credentials cbor c2pa"]));
});

test("reads known chunks on behind the size that the head gives, and tells the rest", async () => {
  const file = concat([webpFile(PIXELS), riffChunk("EXIF", TIFF), bytesOfLatin1("left over")]);
  const told = await toldOf(file);
  expect(told[2]).toBe("exif EXIF");
  expect(told.at(-1)).toBe("trailing data");
});

test("takes a head that is longer than it can be for broken", async () => {
  expect(await toldOf(webpFile(riffChunk("VP8X", "ten bytes and a secret"), PIXELS))).toContain("broken VP8X");
});

test("says where a file ends early", async () => {
  const file = webpFile(PIXELS, riffChunk("plNt", "words"));
  for (const end of [file.length - 3, file.length - 8, 30]) {
    const walk = await walked(file.subarray(0, end));
    expectCover(walk.parts, end);
    expect(walk.endsEarly).toBe(true);
  }
});

test("takes other RIFF files for the videos and sounds that they are", async () => {
  const file = concat([bytesOfLatin1("RIFF\x11\0\0\0WAVE"), riffChunk("data", "sound")]);
  expect(await toldOf(file)).toEqual(["structure RIFF WAVE", "audio data"]);
});
