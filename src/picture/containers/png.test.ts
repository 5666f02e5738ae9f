import { zlibSync } from "fflate";
import { describe, expect, test } from "vitest";
import { sourceOfBytes } from "./byte-source.ts";
import { bytesOfLatin1, concat, latin1 } from "./bytes.ts";
import { jumbfBox, pngChunk, pngFile } from "./chunks.fixture.ts";
import { readContent } from "./content.ts";
import { expectCover, inShort, walked } from "./cover.fixture.ts";
import { GPS_DIRECTORY, isoBox, jpegFile, tiffFile } from "./files.fixture.ts";
import { everyPart } from "./part.ts";

const TIFF = tiffFile([{ tag: 0x8825, type: 4, count: 1, value: GPS_DIRECTORY }]);

async function toldOf(...chunks: Uint8Array[]): Promise<string[]> {
  const file = pngFile(...chunks);
  const { parts, gaveUp, endsEarly } = await walked(file);
  expectCover(parts, file.length);
  expect({ gaveUp, endsEarly }).toEqual({ gaveUp: false, endsEarly: false });
  return inShort(parts);
}

/** What the part with this name holds. */
async function contentOf(name: string, file: Uint8Array): Promise<string | null> {
  const source = sourceOfBytes(file);
  const part = [...everyPart((await walked(file)).parts)].find((one) => one.name === name);
  const content = part && (await readContent(source, part, 10_000));
  return content ? latin1(content) : null;
}

test("has a part for every chunk, and one for pixels in a row", async () => {
  expect(await toldOf(pngChunk("gAMA", "0000"))).toEqual([
    "structure signature",
    "structure IHDR",
    "colour gAMA",
    "pixels IDAT",
    "structure IEND",
  ]);
});

test.each([
  ["plNt", "unknown plNt"],
  ["gIFx", "unknown gIFx"],
  ["dSIG", "unknown dSIG"],
  ["tIME", "text tIME"],
  ["sPLT", "colour sPLT"],
])("tells %s as %s", async (type, told) => {
  expect(await toldOf(pngChunk(type, "abc"))).toContain(told);
});

test("takes a chunk that is longer than its kind can be for broken", async () => {
  expect(await toldOf(pngChunk("pHYs", "nine bytes and a secret"))).toContain("broken pHYs");
});

describe("of texts", () => {
  test("labels them with their keyword", async () => {
    const told = await toldOf(pngChunk("tEXt", "Comment\0words"), pngChunk("zTXt", "City\0\0packed"));
    expect(told).toContain("text tEXt Comment");
    expect(told).toContain("text zTXt City");
  });

  test("reads them, packed or not", async () => {
    const packed = zlibSync(bytesOfLatin1("packed words"));
    const parts = ["Title\0\x01\0en\0Titel\0", "Title\0\0\0\0\0"].map(bytesOfLatin1);
    expect(await contentOf("tEXt", pngFile(pngChunk("tEXt", "Comment\0words")))).toBe("words");
    expect(await contentOf("zTXt", pngFile(pngChunk("zTXt", concat([bytesOfLatin1("A\0\0"), packed]))))).toBe(
      "packed words",
    );
    expect(await contentOf("iTXt", pngFile(pngChunk("iTXt", concat([parts[0]!, packed]))))).toBe("packed words");
    expect(await contentOf("iTXt", pngFile(pngChunk("iTXt", concat([parts[1]!, bytesOfLatin1("words")]))))).toBe(
      "words",
    );
  });

  test("tells a translated keyword as a text of its own", async () => {
    expect(await toldOf(pngChunk("iTXt", "Title\0\0\0en\0secret\0words"))).toContain("text iTXt translated keyword");
  });

  test.each([
    ["XML:com.adobe.xmp", "xmp"],
    ["Raw profile type exif", "exif"],
    ["Raw profile type iptc", "iptc"],
    ["raw profile type APP1", "exif"],
    ["Raw profile type 8bim", "photoshop"],
    ["Raw profile type nobody", "unknown"],
  ])("%s is %s", async (keyword, kind) => {
    expect(await toldOf(pngChunk("iTXt", `${keyword}\0\0\0\0\0words`))).toContain(`${kind} iTXt ${keyword}`);
  });

  test.each([
    ["of two words", "\ngeneric profile\n      12\n3842494d\n04040000 0000\n"],
    ["of one", "\niptc\n      12\n3842494d040400000000"],
  ])("looks into a raw profile with a head %s", async (_, text) => {
    const file = pngFile(pngChunk("tEXt", `Raw profile type iptc\0${text}`));
    expect(inShort((await walked(file)).parts)).toContain("photoshop tEXt Raw profile type iptc");
    expect(await contentOf("tEXt", file)).toBe("8BIM\x04\x04\0\0\0\0");
  });

  test("takes one without the end of its keyword for what it can be", async () => {
    expect(await toldOf(pngChunk("tEXt", "words"), pngChunk("zTXt", "words"))).toEqual(
      expect.arrayContaining(["text tEXt words", "broken zTXt words"]),
    );
  });
});

test("walks Exif, with and without JPEG's head before it, and takes what is none for broken", async () => {
  for (const body of [TIFF, concat([bytesOfLatin1("Exif\0\0"), TIFF])]) {
    const told = await toldOf(pngChunk("eXIf", body));
    expect(told).toContain("exif eXIf");
    expect(told).toContain("exif GPS");
  }
  expect(await toldOf(pngChunk("eXIf", "no Exif at all"))).toContain("broken eXIf Exif");
});

test("names what is in a C2PA manifest, and walks its thumbnail", async () => {
  const thumbnail = jumbfBox("c2pa.thumbnail.claim.jpeg", isoBox("bfdb", "\0image/jpeg\0"), isoBox("bidb", jpegFile()));
  const told = await toldOf(pngChunk("caBX", jumbfBox("c2pa", jumbfBox("stds.exif", isoBox("json", "{}")), thumbnail)));
  expect(told).toEqual(
    expect.arrayContaining([
      "credentials caBX",
      "credentials jumb c2pa",
      "credentials json stds.exif",
      "thumbnail bidb c2pa.thumbnail.claim.jpeg",
      "pixels scan",
    ]),
  );
});

describe("behind IEND", () => {
  const behindEnd = async (bytes: Uint8Array | string) => {
    const file = concat([pngFile(), typeof bytes === "string" ? bytesOfLatin1(bytes) : bytes]);
    const { parts } = await walked(file);
    expectCover(parts, file.length);
    return parts.slice(4).map(({ kind }) => kind);
  };

  test("tells pictures, videos, zeros and the rest", async () => {
    expect(await behindEnd("\0\0\0\0")).toEqual(["padding"]);
    expect(await behindEnd("left over")).toEqual(["trailing"]);
    expect(await behindEnd(pngFile())).toEqual(["image"]);
    expect(await behindEnd(concat([bytesOfLatin1("words"), pngFile()]))).toEqual(["trailing", "image"]);
    expect(await behindEnd(jpegFile())).toEqual(["image"]);
    expect(await behindEnd(concat([isoBox("ftyp", "mp42\0\0\0\0isom"), isoBox("moov", "")]))).toEqual(["video"]);
  });
});

test("says where a file ends early, and where a chunk does not begin", async () => {
  const file = pngFile();
  const cut = await walked(file.subarray(0, file.length - 14));
  expect(cut.endsEarly).toBe(true);
  expectCover(cut.parts, file.length - 14);
  const spoiled = file.slice();
  spoiled.fill(0xff, 37, 41);
  expect(inShort((await walked(spoiled)).parts).slice(2)).toEqual(["broken rest"]);
});
