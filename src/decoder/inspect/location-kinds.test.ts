import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it, test } from "vitest";
import { FAULTS } from "#corpus.fixture.ts";
import { heicFile } from "#picture/containers/chunks.fixture.ts";
import { textDegrees } from "#picture/degrees.ts";
import * as make from "./byte-builders.fixture.ts";
import { exifStream } from "./exif-stream.ts";
import { readMetadata } from "./read-metadata.ts";

const files = make.scratch();
afterAll(files.remove);

const place = async (content: Buffer) => (await readMetadata(files.path(content))).metadata.location;

const GPS = [
  make.ascii(1, "S"),
  make.fractions(2, [38, 1], [24, 1], [1870, 100]),
  make.ascii(3, "E"),
  make.fractions(4, [144, 1], [11, 1], [2025, 100]),
];
const HERE = {
  latitude: expect.closeTo(-38.405194, 5),
  longitude: expect.closeTo(144.188958, 5),
  altitude: null,
  direction: null,
};
const plain = make.tiff([make.ascii(0x010f, "Maker")], { gps: GPS });
const inHeic = (exif: Buffer): Buffer =>
  Buffer.from(
    heicFile([
      { type: "hvc1", pieces: ["coded pixels"] },
      { type: "Exif", pieces: [exif] },
    ]),
  );
const inJpeg = (...blocks: Buffer[]): Buffer => make.jpeg(...blocks.map(make.exifSegment));

/** A TIFF with further directories behind it, each told where the ones before it lie. */
function withBelow(build: (at: number) => Buffer, ...below: ((at: number) => make.Entry[])[]): Buffer {
  let file = build(build(0).length);
  for (const [index, entries] of below.entries()) {
    const length = make.directoryAt(file.length, entries(0)).length;
    const next = index + 1 < below.length ? file.length + length : 0;
    file = Buffer.concat([file, make.directoryAt(file.length, entries(next))]);
  }
  return file;
}

describe("the GPS directory", () => {
  it.each([3, 4, 8, 9, 13])("is found by a pointer of type %i", async (type) => {
    const tiff = Buffer.from(plain);
    tiff.writeUInt16LE(type, tiff.indexOf(Buffer.from([0x25, 0x88, 4, 0])) + 2);
    expect(await place(inJpeg(tiff))).toEqual(HERE);
  });

  it.each<[string, Buffer]>([
    [
      "the Exif directory",
      withBelow(
        (at) => make.tiff([], { exif: [make.long(0x8825, at)] }),
        () => GPS,
      ),
    ],
    [
      "the second directory",
      withBelow(
        (at) => make.tiff([], { second: [make.long(0x8825, at)] }),
        () => GPS,
      ),
    ],
    [
      "a directory below the first",
      withBelow(
        (at) => make.tiff([make.long(0x014a, at)]),
        (at) => [make.long(0x8825, at)],
        () => GPS,
      ),
    ],
  ])("is found by a pointer in %s", async (_, tiff) => {
    expect(await place(inJpeg(tiff))).toEqual(HERE);
    expect(await place(tiff)).toEqual(HERE);
  });

  it("is found in a second Exif segment, and the first one's fields stay", async () => {
    const first = make.tiff([make.ascii(0x010f, "First")]);
    const { metadata } = await readMetadata(files.path(inJpeg(first, plain)));
    expect(metadata.location).toEqual(HERE);
    expect(metadata.camera.make).toBe("First");
  });

  it("may have its fractions under a type that has none", async () => {
    const gps = GPS.map((entry) => (entry.type === 5 ? make.opaque(entry.tag, entry.value) : entry));
    expect(await place(inJpeg(make.tiff([], { gps })))).toEqual(HERE);
  });

  it.each([
    ["-38.405194", "144.188958"],
    ["38,24,18.7", "144,11,20.25"],
    ["38 deg 24' 18.70\"", "144 deg 11' 20.25\""],
  ])("may have its coordinates as text: %s", async (latitude, longitude) => {
    const gps = [make.ascii(1, "S"), make.ascii(2, latitude), make.ascii(3, "E"), make.ascii(4, longitude)];
    expect(await place(inJpeg(make.tiff([], { gps })))).toEqual(HERE);
  });

  it("does not go round in a file whose directories point to each other", async () => {
    const circle = withBelow(
      (at) => make.tiff([make.long(0x014a, at)], { exif: [make.long(0x8825, 8)] }),
      () => [make.long(0x014a, 8), make.long(0x8825, 8)],
    );
    expect(await place(inJpeg(circle))).toBeNull();
  });
});

describe("an Exif block with something before it", () => {
  const app1 = make.exifSegment(plain);
  const before: [string, Buffer][] = [
    ["Exif\\0\\0", Buffer.concat([Buffer.from("Exif\0\0"), plain])],
    ["an APP1 head", app1],
    ["an offset and an APP1 head", Buffer.concat([Buffer.from([0, 0, 0, 10]), app1])],
  ];
  it.each(before)("%s, is read in an item", async (_, exif) => {
    expect(await place(inHeic(Buffer.concat([Buffer.alloc(4), exif])))).toEqual(HERE);
    expect(exifStream(exif).equals(plain)).toBe(true);
  });
  it.each(before)("%s, is read in a PNG", async (_, exif) => {
    expect(await place(make.png(["eXIf", exif]))).toEqual(HERE);
  });
  it("is left as it is where there is no TIFF in it", () => {
    const bytes = Buffer.alloc(200, 7);
    expect(exifStream(bytes)).toBe(bytes);
  });
});

describe("a place in other words", () => {
  const inXmp = (properties: string, attributes = "") =>
    place(make.jpeg(make.xmpSegment(make.xmpPacket(properties, attributes))));

  it("is three fractions in XMP, in one text or in a list", async () => {
    const [north, east] = ["38/1,24/1,1870/100S", "144/1,11/1,2025/100E"];
    expect(
      await inXmp(`<exif:GPSLatitude>${north}</exif:GPSLatitude><exif:GPSLongitude>${east}</exif:GPSLongitude>`),
    ).toEqual(HERE);
    const list = (text: string) =>
      `<rdf:Seq>${text
        .split(" ")
        .map((one) => `<rdf:li>${one}</rdf:li>`)
        .join("")}</rdf:Seq>`;
    expect(
      await inXmp(
        `<exif:GPSLatitude>${list("38/1 24/1 1870/100")}</exif:GPSLatitude><exif:GPSLatitudeRef>S</exif:GPSLatitudeRef>
         <exif:GPSLongitude>${list("144/1 11/1 2025/100")}</exif:GPSLongitude><exif:GPSLongitudeRef>E</exif:GPSLongitudeRef>`,
      ),
    ).toEqual(HERE);
  });

  it("has a drone's names, or a program's", async () => {
    for (const [north, east] of [
      ["GpsLatitude", "GpsLongtitude"],
      ["lat", "lon"],
    ]) {
      const xmp = `<q:${north}>-38.405194</q:${north}><q:${east}>+144.188958</q:${east}>`;
      expect(await inXmp(xmp, 'xmlns:q="http://example.com/q/"')).toEqual(HERE);
    }
  });

  it("stands in ImageMagick's texts of a PNG", async () => {
    const text = (name: string, value: string): [string, Buffer] => ["tEXt", Buffer.from(`exif:${name}\0${value}`)];
    const content = make.png(
      text("GPSLatitude", "38/1, 24/1, 1870/100"),
      text("GPSLatitudeRef", "S"),
      text("GPSLongitude", "144/1, 11/1, 2025/100"),
      text("GPSLongitudeRef", "E"),
    );
    expect(await place(content)).toEqual(HERE);
  });

  it("stands in a raw profile whose head has one word or several", async () => {
    for (const head of ["exif", "generic profile", "EXIF profile of mine"]) {
      const text = `\n${head}\n      ${plain.length}\n${plain.toString("hex").replace(/(.{72})/g, "$1\n")}\n`;
      expect(await place(make.png(make.packedText("Raw profile type exif", Buffer.from(text)))), head).toEqual(HERE);
    }
  });
});

test("a coordinate as text", () => {
  const read = (text: string, reference?: string) => textDegrees(text, reference);
  expect(read("41,13.218N")).toBeCloseTo(41.2203, 5);
  expect(read("41,13,13.08N")).toBeCloseTo(41.2203, 5);
  expect(read("96,4.2975W")).toBeCloseTo(-96.071625, 6);
  expect(read("N 48° 51' 31.8\"")).toBeCloseTo(48.858833, 5);
  expect(read("-0,30")).toBeCloseTo(-0.5, 6);
  expect(read("48.5", "S")).toBe(-48.5);
  expect(read("48.5N", "S")).toBe(48.5);
  for (const none of ["", "north", "1/0", "48,61", "1,2,3,4", "48N51", "1e9", "48--51", "NS"]) {
    expect(read(none), none).toBeNull();
  }
});

const PLACES: Record<string, string> = {
  "j02-gps-pointer-slong.jpg": "exif",
  "j04-two-exif-segments.jpg": "exif",
  "exif-item-with-app1-prefix.heic": "exif",
};
if (!existsSync(FAULTS)) console.warn(`skipped: places in files of others, for there are none at ${FAULTS}`);
test.skipIf(!existsSync(FAULTS)).each(Object.keys(PLACES))("the place in %s is as ExifTool has it", async (name) => {
  const path = join(FAULTS, name);
  const { metadata } = await readMetadata(path);
  const [told] = JSON.parse(
    execFileSync("exiftool", ["-j", "-n", "-Composite:GPSLatitude", "-Composite:GPSLongitude", path]).toString(),
  );
  expect(metadata.location?.latitude).toBeCloseTo(told.GPSLatitude, 5);
  expect(metadata.location?.longitude).toBeCloseTo(told.GPSLongitude, 5);
});
