import { afterAll, describe, expect, it } from "vitest";
import * as make from "./byte-builders.fixture.ts";
import { readMetadata } from "./read-metadata.ts";

const files = make.scratch();
afterAll(files.remove);

const read = async (exif: make.Entry[], first: make.Entry[] = []) => {
  const content = make.jpeg(make.exifSegment(make.tiff(first, { exif })));
  return (await readMetadata(files.path(content))).metadata;
};
const comment = (code: string, body: Buffer | string): make.Entry =>
  make.opaque(0x9286, Buffer.concat([Buffer.from(code.padEnd(8, "\0"), "latin1"), Buffer.from(body)]));
/** Bytes of every value, as a camera's own data is. */
const data = Buffer.from(Array.from({ length: 300 }, (_, at) => (at * 89 + (at >> 3) * 41) & 0xff));

describe("a comment", () => {
  it.each<[string, make.Entry, string]>([
    ["ASCII", comment("ASCII", "A caption\0\0\0\0"), "A caption"],
    ["no code", comment("", "A caption, é"), "A caption, é"],
    ["Latin 1", comment("ASCII", Buffer.from("Göteborg", "latin1")), "Göteborg"],
    ["UTF-16", comment("UNICODE", Buffer.from("Łódź\0\0", "utf16le")), "Łódź"],
    ["JIS", comment("JIS", Buffer.from("\x1b$B4A;z\x1b(B", "latin1")), "漢字"],
    [
      "text where the code should be",
      make.opaque(0x9286, Buffer.from("Just a long text of someone")),
      "Just a long text of someone",
    ],
  ])("is read: %s", async (_, entry, text) => {
    expect((await read([entry])).description.caption).toBe(text);
  });

  it.each<[string, make.Entry]>([
    ["ASCII", comment("ASCII", data)],
    ["no code", comment("", data)],
    ["UNICODE", comment("UNICODE", data)],
    ["JIS", comment("JIS", data)],
    ["another code", comment("\x01\x02\x03\x04", data)],
    ["bytes that begin like words", comment("ASCII", Buffer.concat([Buffer.from("SAMSUNG"), data]))],
  ])("is none where it is a camera's data under %s, and the raw group says how much", async (_, entry) => {
    const { description, raw } = await read([entry]);
    expect(description.caption).toBeNull();
    expect(raw.exif?.UserComment).toBe("(308 bytes)".replace("308", `${entry.value.length}`));
  });

  it("is none where it is blank", async () => {
    for (const body of ["\0\0\0\0", "     ", Buffer.alloc(100)]) {
      const { description, raw } = await read([comment("ASCII", body)]);
      expect([description.caption, raw.exif]).toEqual([null, null]);
    }
  });

  it("is no caption either where a text's tag holds data", async () => {
    const { description } = await read(
      [],
      [{ tag: 0x010e, type: 2, value: Buffer.from(data.filter((byte) => byte !== 0)) }],
    );
    expect(description.caption).toBeNull();
  });
});

describe("a number", () => {
  it("is the first of a list: ISO, and choices of the standard", async () => {
    const { exposure } = await read([
      make.short(0x8827, 200, 0),
      make.short(0x9207, 5, 0),
      make.short(0x8822, 3, 3),
      make.short(0xa405, 28, 0),
    ]);
    expect(exposure).toMatchObject({
      iso: 200,
      metering: "Multi-segment",
      program: "Aperture-priority AE",
      focalLength35mm: 28,
    });
    expect((await read([make.short(0x8827, 80, 100, 200)])).exposure.iso).toBe(80);
  });

  const eight = (above: number, below: number): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32LE(above, 0);
    bytes.writeInt32LE(below, 4);
    return bytes;
  };
  it.each([1, 6, 7, 5, 10])(
    "is a signed fraction where the standard says so, whatever type it has: %i",
    async (type) => {
      const bias = (above: number, below: number) =>
        read([{ tag: 0x9204, type, ...(type === 5 || type === 10 ? { count: 1 } : {}), value: eight(above, below) }]);
      expect((await bias(36, 18)).exposure.exposureBias).toBe(2);
      expect((await bias(-2, 3)).exposure.exposureBias).toBeCloseTo(-0.6667, 3);
    },
  );

  it("is two whole ones too", async () => {
    const entry = { tag: 0x9204, type: 9, count: 2, value: eight(36, 18) };
    expect((await read([entry])).exposure.exposureBias).toBe(2);
  });
});
