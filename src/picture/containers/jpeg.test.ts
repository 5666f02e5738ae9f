import { expect, test } from "vitest";
import { bytesOfLatin1, concat, latin1 } from "./bytes.ts";
import { expectCover, inShort, walked } from "./cover.fixture.ts";
import {
  exifSegment,
  GPS_DIRECTORY,
  isoBox,
  jpegFile,
  jpegSegment,
  photoshopResource,
  tiffFile,
} from "./files.fixture.ts";
import { everyPart, type Part } from "./part.ts";

const EXIF_WITH_GPS = exifSegment(tiffFile([{ tag: 0x8825, type: 4, count: 1, value: GPS_DIRECTORY }]));

async function partsOf(bytes: Uint8Array): Promise<Part[]> {
  const { parts } = await walked(bytes);
  expectCover(parts, bytes.length);
  return parts;
}

test("names every segment, the scan and the end", async () => {
  const file = jpegFile(jpegSegment(0xe0, "JFIF\0\x01\x01\0\0\x01\0\x01\0\0"), jpegSegment(0xfe, "words"));
  expect(inShort(await partsOf(file))).toEqual([
    "structure SOI",
    "structure APP0 JFIF",
    "comment COM",
    "structure SOF0",
    "structure SOS",
    "pixels scan",
    "structure EOI",
  ]);
});

test.each([
  [0xe1, "FLIR\0\x01", "maker_data APP1 FLIR"],
  [0xe6, "GoPro\0DEVC", "maker_data APP6 GoPro"],
  [0xe2, "FPXR\0\0", "maker_data APP2 FlashPix"],
  [0xe2, "ICC_PROFILE\0\x01\x01abc", "colour APP2 ICC"],
  [0xe1, "http://ns.adobe.com/xap/1.0/\0<x/>", "xmp APP1"],
  [0xe1, `http://ns.adobe.com/xmp/extension/\0${"A".repeat(32)}\0\0\0\x01\0\0\0\0x`, `xmp APP1 ${"A".repeat(32)}`],
  [0xeb, "JP\0\x01\0\0\0\x01\0\0\0\x08jumb", "credentials APP11 JUMBF 1"],
  [0xee, "Adobe\0", "structure APP14 Adobe"],
  [0xec, "Ducky\0\x01\0\x04\0\0\0\x50\0\0", "structure APP12 Ducky"],
  [0xec, "Ducky\0\x02\0\x0a\0\0\0\x03\0a\0b\0c\0\0", "text APP12 Ducky"],
  [0xe9, "Secret Maker\0\x01", "unknown APP9 Secret Maker"],
  [0xe4, "\x01\x02", "unknown APP4"],
])("tells what an application's segment is: %i %j", async (marker, body, told) => {
  expect(inShort(await partsOf(jpegFile(jpegSegment(marker, body))))[1]).toBe(told);
});

test("walks every Exif segment", async () => {
  const short = inShort(await partsOf(jpegFile(EXIF_WITH_GPS, EXIF_WITH_GPS)));
  expect(short.filter((one) => one === "exif GPS")).toHaveLength(2);
});

test("goes on with an Exif block in the next segment", async () => {
  const tiff = tiffFile([
    { tag: 0x010e, type: 2, count: 60, value: bytesOfLatin1("x".repeat(60)) },
    { tag: 0x8825, type: 4, count: 1, value: GPS_DIRECTORY },
  ]);
  const rest = jpegSegment(0xe1, concat([bytesOfLatin1("Exif\0\0"), tiff.subarray(70)]));
  const short = inShort(await partsOf(jpegFile(exifSegment(tiff.subarray(0, 70)), rest)));
  expect(short).toContain("exif APP1 continued");
  expect(short).toContain("exif GPS");
});

test.each([
  ["small letters", 0xe1, "exif\0\0"],
  ["bytes before it", 0xe1, "\xff\xe1\0\xffExif\0\0"],
  ["another segment", 0xe2, "Exif\0\0"],
])("reads Exif with %s", async (_, marker, head) => {
  const tiff = tiffFile([{ tag: 0x8825, type: 4, count: 1, value: GPS_DIRECTORY }]);
  const parts = await partsOf(jpegFile(jpegSegment(marker, concat([bytesOfLatin1(head), tiff]))));
  expect(inShort(parts)).toContain("exif GPS");
});

test("takes IPTC without Photoshop's resource around it for what it is", async () => {
  const parts = await partsOf(jpegFile(jpegSegment(0xed, "\x1c\x02\x5a\0\x04Rome")));
  expect(inShort(parts)).toContain("iptc APP13");
});

test("walks Photoshop's resources, also over a border between segments", async () => {
  const thumbnail = concat([new Uint8Array(28), jpegFile(EXIF_WITH_GPS)]);
  const resources = concat([
    photoshopResource(0x0404, "IPTC data"),
    photoshopResource(0x040c, thumbnail),
    photoshopResource(0x1234, "?"),
  ]);
  for (const border of [resources.length, 25, 80, 120]) {
    const pieces = [resources.subarray(0, border), resources.subarray(border)].filter(({ length }) => length > 0);
    const segments = pieces.map((piece) => jpegSegment(0xed, concat([bytesOfLatin1("Photoshop 3.0\0"), piece])));
    const short = inShort(await partsOf(jpegFile(...segments)));
    expect(short).toContain("iptc 0x0404");
    expect(short).toContain("exif GPS");
    expect(short).toContain("photoshop 0x1234");
  }
});

test("tells what lies behind the end", async () => {
  const inner = jpegFile(EXIF_WITH_GPS);
  const video = concat([isoBox("ftyp", "mp42\0\0\0\0"), isoBox("mdat", "frames")]);
  const parts = await partsOf(concat([jpegFile(), inner, new Uint8Array(9), video, bytesOfLatin1("and some words")]));
  const short = parts.slice(5).map(({ kind, name }) => `${kind} ${name}`);
  expect(short).toEqual(["image JPEG", "padding zeros", "video mp42", "trailing data"]);
  expect(inShort(parts)).toContain("exif GPS");
});

test("takes pictures where the Multi-Picture index says that they are", async () => {
  const second = concat([jpegFile(), bytesOfLatin1("a note")]);
  const index = (entries: number[]) => {
    const list = new Uint8Array(entries.length * 4);
    for (const [n, value] of entries.entries()) new DataView(list.buffer).setUint32(n * 4, value);
    return jpegSegment(
      0xe2,
      concat([bytesOfLatin1("MPF\0"), tiffFile([{ tag: 0xb002, type: 7, count: list.length, value: list }])]),
    );
  };
  // Positions count from the index's own header, 10 bytes into the file.
  const first = jpegFile(index(new Array(12).fill(0))).length;
  const at = first - 10;
  const entries = [
    0x030000,
    first,
    0,
    0,
    0x010001,
    second.length,
    at,
    0,
    0x050000,
    jpegFile().length,
    at + second.length,
    0,
  ];
  const parts = await partsOf(concat([jpegFile(index(entries)), second, jpegFile()]));
  expect(parts.slice(-2).map(({ kind, bytes }) => [kind, bytes])).toEqual([
    ["preview", second.length],
    ["gain_map", jpegFile().length],
  ]);
  expect(inShort(parts)).toContain("trailing data");
});

test("tells what Google's container directory names", async () => {
  const depth = jpegFile(jpegSegment(0xfe, "depths"));
  const xmp = `http://ns.adobe.com/xap/1.0/\0<Container:Item Item:Semantic="Primary"/><Container:Item Item:Semantic="Depth" Item:Length="${depth.length}"/>`;
  expect((await partsOf(concat([jpegFile(jpegSegment(0xe1, xmp)), depth]))).at(-1)?.kind).toBe("depth_map");
});

test("takes only what a gain map says of itself for one", async () => {
  const map = jpegFile(jpegSegment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x hdrgm:Version="1.0"/>'));
  expect((await partsOf(concat([jpegFile(), map]))).at(-1)?.kind).toBe("gain_map");
});

test("reads the entries of Samsung's trailer", async () => {
  const entry = (name: string, body: string) =>
    bytesOfLatin1(`\0\0\x30\x0a${String.fromCharCode(name.length)}\0\0\0${name}${body}`);
  const [first, second] = [entry("MCC_Data", "234"), entry("DualShot_DepthMap_1", "depths")];
  const blocks = first.length + second.length;
  const list = bytesOfLatin1(
    `SEFH\x6b\0\0\0\x02\0\0\0\0\0\x30\x0a${le(blocks)}${le(first.length)}\0\0\x30\x0a${le(second.length)}${le(second.length)}`,
  );
  const trailer = concat([first, second, list, bytesOfLatin1(`${le(list.length)}SEFT`)]);
  const short = inShort((await partsOf(concat([jpegFile(), trailer]))).slice(-1));
  expect(short).toEqual([
    "maker_data SEFT Samsung",
    "maker_data 0x0a30 MCC_Data",
    "depth_map 0x0a30 DualShot_DepthMap_1",
    "structure SEFH",
  ]);
});

const le = (value: number): string => String.fromCharCode(value & 255, value >> 8, 0, 0);

test("tells stray bytes, fill bytes and a length that cannot be", async () => {
  const file = jpegFile(
    jpegSegment(0xee, "Adobe"),
    concat([bytesOfLatin1("\xff\xff\xff"), jpegSegment(0xfe, "a")]),
    bytesOfLatin1("stray"),
    jpegSegment(0xee, "Adobe"),
    bytesOfLatin1("\xff\xe5\0\x01zz"),
  );
  expect(inShort(await partsOf(file)).slice(2, 8)).toEqual([
    "padding fill",
    "comment COM",
    "unknown data",
    "structure APP14 Adobe",
    "broken APP5",
    "unknown data",
  ]);
});

test("says that a file ends early, and gives what is there", async () => {
  const file = jpegFile(jpegSegment(0xfe, "a comment that is cut off"));
  const walk = await walked(file.subarray(0, 16));
  expectCover(walk.parts, 16);
  expect(walk).toMatchObject({ container: "jpeg", endsEarly: true });
  expect(walk.parts.at(-1)).toMatchObject({ kind: "comment", content: { offset: 6, bytes: 10 } });
});

test("content lies where the bytes are", async () => {
  const file = jpegFile(
    jpegSegment(0xed, concat([bytesOfLatin1("Photoshop 3.0\0"), photoshopResource(0x0404, "IPTC data")])),
  );
  const iptc = [...everyPart(await partsOf(file))].find(({ kind }) => kind === "iptc");
  expect(latin1(file, iptc?.content?.offset, iptc?.content?.bytes)).toBe("IPTC data");
});

test("gives up on pictures in pictures, and says so", async () => {
  let file = jpegFile();
  for (let level = 0; level < 9; level++) {
    file = jpegFile(
      jpegSegment(
        0xed,
        concat([bytesOfLatin1("Photoshop 3.0\0"), photoshopResource(0x0409, concat([new Uint8Array(28), file]))]),
      ),
    );
  }
  const walk = await walked(file);
  expectCover(walk.parts, file.length);
  expect(walk.gaveUp).toBe(true);
});
