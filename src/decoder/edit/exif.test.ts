import fc from "fast-check";
import { expect, test } from "vitest";
import { cutOf } from "#picture/privacy/cut.ts";
import {
  angle,
  ascii,
  cutNames,
  EVERYTHING,
  holds,
  type MadeEntry,
  madeTiff,
  NOTHING,
  short,
  textBytes,
} from "./blocks.fixture.ts";
import { cutExif, uprightExif } from "./exif.ts";
import { readTree } from "./tiff-tree.ts";
import { minimalExif, writeExif } from "./write-exif.ts";

const KEEP = { makerNote: "keep" } as const;
const DROP = { makerNote: "drop" } as const;
const LOCATION = cutOf(["location"]);
const LATITUDE = [
  [48, 1],
  [51, 1],
  [318384, 10_000],
] as const;

const gps = (little: boolean): MadeEntry[] => [
  ascii(1, "N"),
  angle(2, LATITUDE as unknown as [number, number][], little),
  ascii(0x1d, "2024:05:06"),
];
const picture = (little: boolean, pointer = 4): MadeEntry[] => [
  ascii(0x010f, "A maker"),
  short(0x0112, 6, little),
  {
    tag: 0x8769,
    type: 4,
    value: [ascii(0x9003, "2024:05:06 07:08:09"), { tag: 0x927c, type: 7, value: textBytes("a note of the maker") }],
  },
  { tag: 0x8825, type: pointer, value: gps(little) },
];
const names = (block: Uint8Array): string[] =>
  readTree(block)
    ?.chain.flatMap(({ entries }) => entries.flatMap((entry) => [entry, ...entry.leads.flatMap((one) => one.entries)]))
    .map(({ tag }) => tag.toString(16)) ?? [];

test.each([
  ["little", true],
  ["big", false],
] as const)("takes the whole directory of GPS out of a %s-endian block, and moves nothing", (_, little) => {
  const block = madeTiff(picture(little), little);
  const cut = cutExif(block, LOCATION, KEEP);
  expect(cut?.changed).toBe(true);
  expect(cut?.bytes.length).toBe(block.length);
  expect(names(cut?.bytes as Uint8Array)).toEqual(["10f", "112", "8769", "9003", "927c"]);
  expect(cut?.removed.map(({ name }) => name)).toEqual(["GPSLatitudeRef", "GPSLatitude", "GPSDateStamp"]);
  expect(holds(cut?.bytes, "2024:05:06\0")).toBe(false);
  for (const text of ["A maker", "a note of the maker", "2024:05:06 07"]) {
    expect(Buffer.from(cut?.bytes ?? []).indexOf(text)).toBe(Buffer.from(block).indexOf(text));
  }
});

test.each([3, 4, 8, 9, 13])("follows a pointer to GPS of type %i", (type) => {
  expect(cutExif(madeTiff(picture(true, type)), LOCATION, KEEP)?.removed).toHaveLength(3);
});

test("finds GPS in the directory of Exif, in a further one, and its tags among others", () => {
  const inside = (value: MadeEntry[]) => madeTiff([ascii(0x010f, "A maker"), { tag: 0x8769, type: 4, value }]);
  const cases = [
    inside([{ tag: 0x8825, type: 4, value: gps(true) }]),
    inside([angle(2, LATITUDE as unknown as [number, number][]), ascii(0x9003, "2024:05:06 07:08:09")]),
    madeTiff([ascii(0x010f, "A maker"), { tag: 0x014a, type: 4, value: [{ tag: 0x8825, type: 4, value: gps(true) }] }]),
  ];
  for (const block of cases) {
    const cut = cutExif(block, LOCATION, KEEP);
    expect(cut?.removed.some(({ name }) => name === "GPSLatitude")).toBe(true);
    expect(readTree(cut?.bytes as Uint8Array)).not.toBeNull();
    expect(names(cut?.bytes as Uint8Array)).not.toContain("2");
  }
});

test("leaves a block in which nothing is to go as it is, byte by byte", () => {
  const block = madeTiff(picture(true).slice(0, 3));
  expect(cutExif(block, LOCATION, KEEP)).toMatchObject({ bytes: block, changed: false, removed: [] });
});

test("judges texts by their value in each coding", () => {
  const found: string[] = [];
  const see = { ...NOTHING, goes: (tag: { value: unknown }) => found.push(String(tag.value)) < 0 };
  const wide = Buffer.from("un été", "utf16le");
  cutExif(
    madeTiff([
      { tag: 0x010e, type: 129, value: textBytes("Göteborg\0") },
      { tag: 0x9c9b, type: 1, value: wide },
      { tag: 0x9286, type: 7, value: Buffer.concat([Buffer.from("UNICODE\0"), wide]) },
      { tag: 0x013b, type: 2, value: Uint8Array.of(0x4d, 0xfc, 0x6c, 0) },
      { tag: 0x9999, type: 7, value: textBytes("a word") },
      angle(0x829a, [[1, 4]]),
    ]),
    see,
    KEEP,
  );
  expect(found).toEqual(["Göteborg", "un été", "un été", "Mül", "a word", "0.25"]);
});

test("takes out a text with coordinates, whatever the tag, and what no directory refers to", () => {
  const block = Buffer.concat([
    madeTiff([ascii(0x010e, "at 48.858844, 2.294351"), ascii(0x010f, "A maker"), ascii(0xc6ff, "48.858844, 2.294351")]),
    Buffer.from("left over: 48.858844, 2.294351"),
  ]);
  const cut = cutExif(block, LOCATION, KEEP);
  expect(names(cut?.bytes as Uint8Array)).toEqual(["10f"]);
  expect(holds(cut?.bytes, "48.858844")).toBe(false);
});

test("drops the small picture where it goes by name, or says a place itself", () => {
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 1, 2, 3, 4]);
  const offset = (value: number): MadeEntry => ({ tag: 0x0201, type: 4, value: Uint8Array.of(value, 0, 0, 0) });
  const second = (at: number) => [offset(at), { tag: 0x0202, type: 4, value: Uint8Array.of(jpeg.length, 0, 0, 0) }];
  const bare = madeTiff([ascii(0x010f, "A maker")], true, second(0));
  const block = Buffer.concat([madeTiff([ascii(0x010f, "A maker")], true, second(bare.length)), jpeg]);
  const by = (cut: Parameters<typeof cutExif>[1], inner = false) =>
    cutExif(block, cut, { ...KEEP, inner: () => inner });
  expect(by(NOTHING)?.changed).toBe(false);
  for (const cut of [by(cutNames(/^ThumbnailImage$/)), by(NOTHING, true), by(EVERYTHING)]) {
    expect(cut?.removed.map(({ name }) => name)).toContain("ThumbnailImage");
    expect(Buffer.from(cut?.bytes ?? []).includes(jpeg)).toBe(false);
    expect(readTree(cut?.bytes as Uint8Array)?.chain).toHaveLength(1);
  }
});

test("keeps what shows the picture where everything goes", () => {
  const cut = cutExif(madeTiff([...picture(true), ascii(0xc6ff, "unknown")]), EVERYTHING, DROP);
  expect(names(cut?.bytes as Uint8Array)).toEqual(["112"]);
  expect(holds(cut?.bytes, "note")).toBe(false);
  expect(cutExif(madeTiff([ascii(0x010f, "A maker")]), EVERYTHING, DROP)?.empty).toBe(true);
});

test("cuts XMP inside, in its place", () => {
  const packet = textBytes(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="Hereford" photoshop:Credit="A. Person"/></rdf:RDF></x:xmpmeta>`,
  );
  const block = madeTiff([{ tag: 0x02bc, type: 1, value: packet }]);
  const cut = cutExif(block, LOCATION, KEEP);
  expect(cut?.bytes.length).toBe(block.length);
  expect(holds(cut?.bytes, "A. Person")).toBe(true);
  expect(holds(cut?.bytes, "Hereford")).toBe(false);
});

test("writes a block anew, without gaps, in either order, with the same values", () => {
  for (const little of [true, false]) {
    const cut = cutExif(madeTiff(picture(little), little), LOCATION, DROP);
    const written = writeExif(cut?.bytes as Uint8Array) as Uint8Array;
    expect(written.length).toBeLessThan(madeTiff(picture(little), little).length);
    expect(names(written)).toEqual(["10f", "112", "8769", "9003"]);
    expect(holds(written, "2024:05:06 07:08:09")).toBe(true);
  }
  expect(writeExif(cutExif(madeTiff([ascii(0x010f, "A maker")]), EVERYTHING, DROP)?.bytes as Uint8Array)).toBeNull();
});

test("steps over what containers put before the header, and sets the turn upright", () => {
  const block = madeTiff(picture(true));
  const prefixed = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 0x40]), Buffer.from("Exif\0\0"), block]);
  expect(cutExif(prefixed, LOCATION, KEEP)?.removed).toHaveLength(3);
  const upright = uprightExif(prefixed);
  expect(upright.length).toBe(block.length);
  expect(names(upright)).toContain("112");
  expect(uprightExif(upright)).toEqual(upright);
});

test("makes a block of a turn and a colour space alone", () => {
  expect(minimalExif({ orientation: 1, colorSpace: null })).toBeNull();
  expect(names(minimalExif({ orientation: 6, colorSpace: 1 }) as Uint8Array)).toEqual(["112", "8769", "a001"]);
  expect(names(minimalExif({ orientation: 8, colorSpace: null }) as Uint8Array)).toEqual(["112"]);
});

test("never throws and never hangs, whatever is broken", () => {
  const good = madeTiff([...picture(true), { tag: 0x014a, type: 13, value: gps(true) }]);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 4 }),
      fc.nat(good.length),
      (changes, end) => {
        const broken = Uint8Array.from(good);
        for (const [at, value] of changes) broken[at] = value;
        const block = end % 3 === 0 ? broken.subarray(0, end) : broken;
        for (const cut of [LOCATION, EVERYTHING]) {
          for (const options of [KEEP, DROP]) {
            const done = cutExif(block, cut, options);
            expect(done === null || done.bytes.length === block.length).toBe(true);
            if (done) writeExif(done.bytes);
          }
        }
      },
    ),
    { numRuns: 500 },
  );
});
