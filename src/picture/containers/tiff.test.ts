import { expect, test } from "vitest";
import { sourceOfBytes } from "./byte-source.ts";
import { bytesOfLatin1, concat } from "./bytes.ts";
import { expectCover, inShort, walked } from "./cover.fixture.ts";
import { GPS_DIRECTORY, jpegFile, photoshopResource, tiffFile } from "./files.fixture.ts";
import { readTiffDirectories } from "./tiff-directories.ts";

async function shortOf(bytes: Uint8Array): Promise<string[]> {
  const { parts } = await walked(bytes);
  expectCover(parts, bytes.length);
  return inShort(parts);
}

test.each([3, 4, 9, 13])("finds the GPS directory by a pointer of type %i", async (type) => {
  const file = tiffFile([{ tag: 0x8825, type: 4, count: 1, value: GPS_DIRECTORY }]);
  // The pointer's own type, and its value where that type keeps it.
  file[13] = type;
  if (type === 3) file.copyWithin(18, 20, 22);
  expect(await shortOf(file)).toContain("exif GPS");
});

test("finds a GPS directory that hangs on Exif's, or on a SubIFD", async () => {
  const gps = { tag: 0x8825, type: 4, count: 1, value: GPS_DIRECTORY };
  for (const tag of [0x8769, 0x014a]) {
    expect(await shortOf(tiffFile([{ tag, type: 4, count: 1, value: [gps] }]))).toContain("exif GPS");
  }
});

test("tells a short value right behind its entry from one inside it", async () => {
  const maker = { tag: 0x010f, type: 2, count: 5, value: bytesOfLatin1("Acme\0") };
  expect(await shortOf(tiffFile([maker]))).toEqual(["structure header", "structure IFD0", "exif 0x010f IFD0"]);
});

test("tells values by their tags, and walks what is inside them", async () => {
  const text = (tag: number, value: Uint8Array | string) => {
    const bytes = typeof value === "string" ? bytesOfLatin1(value) : value;
    return { tag, type: 1, count: bytes.length, value: bytes };
  };
  const short = await shortOf(
    tiffFile([
      text(0x02bc, "<x:xmpmeta/>"),
      text(0x010f, "A maker"),
      text(0x83bb, "iptc iptc"),
      text(0x8649, photoshopResource(0x0404, "inner")),
      text(0x8773, "a profile"),
      text(0x935c, "Photoshop's layers"),
      { tag: 0x8769, type: 4, count: 1, value: [text(0x927c, "a maker's note")] },
    ]),
  );
  expect(short).toEqual([
    "structure header",
    "structure IFD0",
    "xmp 0x02bc IFD0",
    "exif 0x010f IFD0",
    "iptc 0x83bb IFD0",
    "photoshop 0x8649 IFD0",
    "iptc 0x0404",
    "colour 0x8773 ICC",
    "layers 0x935c IFD0",
    "exif ExifIFD",
    "maker_note 0x927c ExifIFD",
  ]);
});

test("tells strips, a thumbnail, and what nothing points to", async () => {
  const thumbnail = jpegFile();
  const strips = (offset: number) => [
    { tag: 0x0111, type: 4, count: 1, value: offset },
    { tag: 0x0117, type: 4, count: 1, value: 10 },
  ];
  const second = (offset: number) => [
    { tag: 0x0201, type: 4, count: 1, value: offset },
    { tag: 0x0202, type: 4, count: 1, value: thumbnail.length },
  ];
  const head = tiffFile(strips(0), second(0)).length;
  const file = concat([
    tiffFile(strips(head + 5), second(head + 15)),
    concat([bytesOfLatin1("a gap"), new Uint8Array(10).fill(7), thumbnail, bytesOfLatin1("words behind all")]),
  ]);
  expect((await walked(file)).parts.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    "structure header",
    "structure IFD0",
    "structure IFD1",
    "unknown data",
    "pixels strips",
    "thumbnail jpeg",
    "trailing data",
  ]);
});

test("finds pictures in a maker note and behind the last value", async () => {
  const note = concat([bytesOfLatin1("MAKER\0\0"), jpegFile(), bytesOfLatin1("end")]);
  const file = concat([
    tiffFile([{ tag: 0x927c, type: 7, count: note.length, value: note }]),
    bytesOfLatin1("??"),
    jpegFile(),
  ]);
  expect((await shortOf(file)).filter((one) => one === "preview JPEG")).toHaveLength(2);
});

test("cuts what overlaps, and keeps what is inside", async () => {
  const over = (offset: number, bytes: number) => [
    { tag: 0x0111, type: 4, count: 1, value: offset },
    { tag: 0x0117, type: 4, count: 1, value: bytes },
  ];
  for (const [offset, bytes] of [
    [0, 1000],
    [4, 12],
    [20, 4_294_967_295],
  ] as const) {
    expect((await shortOf(tiffFile(over(offset, bytes), over(30, 60)))).join()).toContain("pixels");
  }
});

test("ends where directories go round", async () => {
  const file = tiffFile([{ tag: 0x8769, type: 4, count: 1, value: 8 }]);
  new DataView(file.buffer).setUint32(file.length - 4, 8);
  expect(await shortOf(file)).toEqual(["structure header", "structure IFD0"]);
});

test("reads BigTIFF", async () => {
  const file = new Uint8Array(16 + 8 + 20 + 8 + 12);
  const view = new DataView(file.buffer);
  file.set(bytesOfLatin1("II+\0\x08\0\0\0\x10"));
  view.setBigUint64(16, 1n, true);
  view.setUint16(24, 0x010f, true);
  view.setUint16(26, 2, true);
  view.setBigUint64(28, 12n, true);
  view.setBigUint64(36, 52n, true);
  file.set(bytesOfLatin1("Twelve bytes"), 52);
  expect(await shortOf(file)).toEqual(["structure header", "structure IFD0", "exif 0x010f IFD0"]);
});

test("says what is wrong with a directory", async () => {
  const file = tiffFile([
    { tag: 0x8825, type: 4, count: 1, value: 5_000 },
    { tag: 0x8769, type: 4, count: 1, value: 44 },
  ]);
  const directories = await readTiffDirectories(sourceOfBytes(concat([file, new Uint8Array(40).fill(0x31)])));
  expect(directories.map(({ role, flaw }) => [role, flaw])).toEqual([
    ["IFD0", null],
    ["GPS", "outside"],
    ["ExifIFD", "cut"],
  ]);
});
