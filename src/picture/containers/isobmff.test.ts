import { describe, expect, test } from "vitest";
import { sourceOfBytes } from "./byte-source.ts";
import { bytesOfLatin1, concat } from "./bytes.ts";
import { heicFile, isoFullBox, jumbfBox, type MadeItem } from "./chunks.fixture.ts";
import { expectCover, inShort, walked } from "./cover.fixture.ts";
import { GPS_DIRECTORY, isoBox, tiffFile } from "./files.fixture.ts";
import { readIsobmffItems } from "./isobmff-items.ts";
import { everyPart, type Part } from "./part.ts";

const TIFF = tiffFile([{ tag: 0x8825, type: 4, count: 1, value: GPS_DIRECTORY }]);
const PICTURE: MadeItem = { type: "hvc1", pieces: ["pixels of the picture"] };
const APP1 = bytesOfLatin1("\xff\xe1\x01\x02Exif\0\0");
const XMP_UUID = Uint8Array.from("be7acfcb97a942e89c71999491e3afac".match(/../g) ?? [], (pair) =>
  Number.parseInt(pair, 16),
);

async function partsOf(file: Uint8Array): Promise<Part[]> {
  const { parts, gaveUp } = await walked(file);
  expectCover(parts, file.length);
  expect(gaveUp).toBe(false);
  return parts;
}

/** The parts of the data box in short. */
async function dataOf(items: readonly MadeItem[], gap = ""): Promise<string[]> {
  const parts = await partsOf(heicFile(items, gap));
  return inShort(parts.find(({ name }) => name === "mdat")?.parts ?? []);
}

describe("of items", () => {
  test("tells Exif, XMP and what nobody knows in their places", async () => {
    const told = await dataOf([
      PICTURE,
      { type: "Exif", pieces: [concat([new Uint8Array(4), TIFF])] },
      { type: "mime", names: "application/rdf+xml\0", pieces: ["<x/>"] },
      { type: "mime", names: "application/x-secret\0", pieces: ["words"] },
      { type: "abcd", pieces: ["more words"] },
    ]);
    expect(told[0]).toBe("pixels hvc1");
    expect(told[1]).toBe("exif Exif");
    expect(told).toContain("exif GPS");
    expect(told.slice(-3)).toEqual([
      "xmp mime application/rdf+xml",
      "unknown mime application/x-secret",
      "unknown abcd",
    ]);
  });

  test.each([
    ["behind a counted APP1 head", concat([Uint8Array.of(0, 0, 0, 10), APP1, TIFF])],
    ["behind one that is not counted", concat([new Uint8Array(4), APP1, TIFF])],
    ["behind `Exif` and two zeros", concat([Uint8Array.of(0, 0, 0, 6), bytesOfLatin1("Exif\0\0"), TIFF])],
    ["without an offset", TIFF],
    ["behind an offset beyond the end", concat([Uint8Array.of(0x7f, 0, 0, 0), TIFF])],
  ])("finds Exif %s", async (_, body) => {
    const parts = await partsOf(heicFile([PICTURE, { type: "Exif", pieces: [body] }]));
    const exif = [...everyPart(parts)].find(({ name }) => name === "Exif");
    expect(exif?.content?.bytes).toBe(TIFF.length);
    expect(inShort(exif?.parts ?? [])).toContain("exif GPS");
  });

  test("puts Exif in several pieces together, and takes what is none for broken", async () => {
    const whole = concat([new Uint8Array(4), TIFF]);
    const pieces = [whole.slice(0, 30), whole.slice(30)];
    const told = await dataOf([PICTURE, { type: "Exif", pieces }, { type: "Exif", pieces: ["no Exif at all"] }], "gap");
    expect(told).toEqual(expect.arrayContaining(["exif Exif", "exif Exif continued", "exif GPS", "broken Exif Exif"]));
  });

  test("tells what of the data no item refers to", async () => {
    expect(await dataOf([PICTURE], "secret")).toEqual(["pixels hvc1", "unknown data"]);
    expect(await dataOf([PICTURE], "\0\0\0")).toEqual(["pixels hvc1", "padding zeros"]);
  });

  test("tells second pictures by what they are for", async () => {
    const told = await dataOf([
      { type: "grid", pieces: ["12345678"], references: [["dimg", 2]] },
      { type: "hvc1", pieces: ["a tile"] },
      { type: "hvc1", pieces: ["small"], references: [["thmb", 1]] },
      { type: "hvc1", pieces: ["alpha"], references: [["auxl", 1]], auxiliary: "urn:mpeg:hevc:2015:auxid:1" },
      { type: "hvc1", pieces: ["depth"], references: [["auxl", 1]], auxiliary: "urn:mpeg:hevc:2015:auxid:2" },
      { type: "hvc1", pieces: ["gain"], auxiliary: "urn:com:apple:photo:2020:aux:hdrgainmap" },
      { type: "hvc1", pieces: ["hair"], auxiliary: "urn:com:apple:photo:2019:aux:semantichairmatte" },
      { type: "hvc1", pieces: ["another picture"] },
      {
        type: "tmap",
        pieces: ["numbers"],
        references: [
          ["dimg", 1],
          ["dimg", 10],
        ],
      },
      { type: "hvc1", pieces: ["a map"] },
    ]);
    expect(told.map((one) => one.split(" ")[0])).toEqual([
      ...["pixels", "pixels", "thumbnail", "pixels", "depth_map", "gain_map", "image", "image", "gain_map", "gain_map"],
    ]);
  });

  test("finds those in `idat`, and those in a box that is not for data", async () => {
    const inMeta = await partsOf(
      heicFile([PICTURE, { type: "Exif", pieces: [concat([new Uint8Array(4), TIFF])], inMeta: true }]),
    );
    expect(inShort(inMeta)).toContain("exif GPS");
    // The same file with its data in a box that nobody knows.
    const file = heicFile([PICTURE, { type: "Exif", pieces: [concat([new Uint8Array(4), TIFF])] }]);
    const at = file.length - TIFF.length - 4 - 21 - 4;
    file.set(bytesOfLatin1("plNt"), at);
    const told = inShort(await partsOf(file));
    expect(told).toContain("unknown plNt");
    expect(told).toContain("exif GPS");
  });
});

test("gives an editor the places of each item and of its entries", async () => {
  const file = heicFile([PICTURE, { type: "Exif", pieces: ["0123", "4567"], references: [["cdsc", 1]] }], "-");
  const read = await readIsobmffItems(sourceOfBytes(file));
  const exif = read?.items.find(({ id }) => id === 2);
  expect(read).toMatchObject({ primary: 1, complete: true });
  expect(exif).toMatchObject({ type: "Exif", references: [{ type: "cdsc", to: [1] }] });
  const text = (range = { offset: 0, bytes: 0 }) =>
    String.fromCharCode(...file.subarray(range.offset, range.offset + range.bytes));
  expect(exif?.extents.map(text)).toEqual(["0123", "4567"]);
  expect(text(exif?.infe ?? undefined)).toContain("infe\x02\0\0\0\0\x02\0\0Exif");
  expect(exif?.iloc?.bytes).toBe(8 + 2 * 8);
  expect(file[(exif?.iloc?.offset ?? 0) + 1]).toBe(2);
  expect(await readIsobmffItems(sourceOfBytes(isoBox("ftyp", "heic")))).toBeNull();
});

describe("of boxes", () => {
  const ftyp = isoBox("ftyp", "heic\0\0\0\0mif1heic");

  test("tells free space that is not empty, unknown boxes, XMP and manifests", async () => {
    const told = inShort(
      await partsOf(
        concat([
          ftyp,
          isoBox("free", "\0\0\0"),
          isoBox("free", "words"),
          isoBox("skip", "words"),
          isoBox("plNt", "words"),
          isoBox("uuid", concat([XMP_UUID, bytesOfLatin1("<x/>")])),
          isoBox("uuid", "sixteen letters.and words"),
          jumbfBox("c2pa", isoBox("cbor", "x")),
          isoBox("mpvd", concat([isoBox("ftyp", "mp42\0\0\0\0"), isoBox("moov", "")])),
        ]),
      ),
    );
    expect(told.slice(1, 6)).toEqual([
      "padding free",
      "unknown free",
      "unknown skip",
      "unknown plNt",
      "xmp uuid be7acfcb97a942e89c71999491e3afac",
    ]);
    expect(told[6]).toMatch(/^unknown uuid/);
    expect(told.slice(7)).toEqual(
      expect.arrayContaining(["credentials jumb", "credentials jumb c2pa", "credentials cbor c2pa", "video mpvd"]),
    );
  });

  test("takes a box that is longer than its kind can be for broken", async () => {
    const long = "a secret ".repeat(100);
    const told = inShort(await partsOf(concat([ftyp, isoFullBox("meta", isoFullBox("hdlr", bytesOfLatin1(long)))])));
    expect(told).toContain("broken hdlr");
  });

  test("reads a length of 64 bits, and one of zero, to the end", async () => {
    const long = concat([
      Uint8Array.of(0, 0, 0, 1),
      bytesOfLatin1("plNt"),
      Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 21),
      bytesOfLatin1("words"),
    ]);
    const open = concat([new Uint8Array(4), bytesOfLatin1("plNtwords and more")]);
    const parts = await partsOf(concat([ftyp, long, open]));
    expect(parts.slice(1).map(({ name, bytes }) => [name, bytes])).toEqual([
      ["plNt", 21],
      ["plNt", open.length],
    ]);
  });

  test("takes what is no box, or longer than what is left, for what lies behind the end", async () => {
    for (const behind of ["words that are no box", "\x7f\0\0\0plNtwords", "\0\0\0\x02plNt"]) {
      const parts = await partsOf(concat([ftyp, bytesOfLatin1(behind)]));
      expect(parts.slice(1).at(-1)?.kind).toBe("trailing");
    }
  });

  test("says where the data end early", async () => {
    const file = heicFile([PICTURE]);
    const walk = await walked(file.subarray(0, file.length - 5));
    expectCover(walk.parts, file.length - 5);
    expect(walk.endsEarly).toBe(true);
  });
});

describe("of movies", () => {
  const handler = (type: string) => isoFullBox("hdlr", bytesOfLatin1(`\0\0\0\0${type}\0\0\0\0\0\0\0\0\0\0\0\0\0`));
  const numbers = (...values: number[]) => concat(values.map((value) => Uint8Array.of(0, 0, value >> 8, value & 255)));
  const track = (type: string, offset: number, bytes: number) =>
    isoBox(
      "trak",
      isoBox(
        "mdia",
        concat([
          handler(type),
          isoBox(
            "minf",
            isoBox(
              "stbl",
              concat([
                isoFullBox("stsz", numbers(0, 1, bytes)),
                isoFullBox("stsc", numbers(1, 1, 1, 1)),
                isoFullBox("stco", numbers(1, offset)),
              ]),
            ),
          ),
        ]),
      ),
    );
  const ftyp = isoBox("ftyp", "mp42\0\0\0\0isom");

  test("tells pictures, sound, other tracks, and data that none refers to", async () => {
    const data = isoBox("mdat", "picturesoundplace----");
    const moov = isoBox("moov", concat([track("vide", 28, 7), track("soun", 35, 5), track("meta", 40, 5)]));
    const parts = await partsOf(concat([ftyp, data, moov]));
    expect(parts[1]?.parts?.map(({ kind, bytes }) => [kind, bytes])).toEqual([
      ["video", 12],
      ["unknown", 5],
      ["unknown", 4],
    ]);
    expect(inShort(parts).filter((one) => one.includes("trak"))).toEqual([
      "video trak vide",
      "audio trak soun",
      "structure trak meta",
    ]);
  });

  test("labels texts with their keys", async () => {
    const item = (type: Uint8Array, text: string) =>
      concat([
        Uint8Array.of(0, 0, 0, text.length + 24),
        type,
        isoBox("data", concat([numbers(1, 0), bytesOfLatin1(text)])),
      ]);
    const keys = isoFullBox("keys", concat([numbers(1), isoBox("mdta", "com.apple.quicktime.location.ISO6709")]));
    const moov = isoBox(
      "moov",
      concat([
        isoBox(
          "udta",
          concat([isoBox("\xa9xyz", "\0\x12\x15\xc7+48.8588+002.2943/"), isoBox("plNt", "words"), new Uint8Array(4)]),
        ),
        isoBox("meta", concat([handler("mdta"), keys, isoBox("ilst", item(numbers(1), "+48.8588+002.2943/"))])),
      ]),
    );
    const parts = await partsOf(concat([ftyp, moov]));
    const told = inShort(parts);
    expect(told).toEqual(
      expect.arrayContaining([
        "text \xa9xyz \xa9xyz",
        "unknown plNt",
        "padding zeros",
        "text ilst com.apple.quicktime.location.ISO6709",
      ]),
    );
    const texts = [...everyPart(parts)].filter(({ kind }) => kind === "text");
    expect(texts.map(({ content }) => content?.bytes)).toEqual([18, 18]);
  });
});
