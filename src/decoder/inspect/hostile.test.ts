// @module-tag slow
import { afterAll, describe, expect, it } from "vitest";
import * as make from "./byte-builders.fixture.ts";
import { readMetadata } from "./read-metadata.ts";

const files = make.scratch();
afterAll(files.remove);

const read = async (content: Buffer | string) => {
  const result = await readMetadata(files.path(content));
  const json = JSON.stringify(result.metadata);
  expect(Buffer.byteLength(json)).toBeLessThan(100_000);
  expect(JSON.parse(json)).toEqual(result.metadata);
  return { ...result, codes: result.warnings.map(({ code }) => code) };
};
const bigPacket = (bytes: number) => make.xmpPacket(`<dc:title>${"t".repeat(bytes)}</dc:title>`);

/** One extended XMP packet over as many segments as it takes, named by the main one. */
function extended(packet: string): Buffer[] {
  const guid = "0123456789ABCDEF0123456789ABCDEF";
  const bytes = Buffer.from(packet);
  const segments = [
    make.xmpSegment(
      make.xmpPacket(`<xmp:Rating>4</xmp:Rating><xmpNote:HasExtendedXMP>${guid}</xmpNote:HasExtendedXMP>`),
    ),
  ];
  for (let at = 0; at < bytes.length; at += 60_000) {
    const head = Buffer.alloc(40);
    head.write(guid, "latin1");
    head.writeUInt32BE(bytes.length, 32);
    head.writeUInt32BE(at, 36);
    const part = Buffer.concat([head, bytes.subarray(at, at + 60_000)]);
    segments.push(make.segment(0xe1, "http://ns.adobe.com/xmp/extension/\0", part));
  }
  return segments;
}

describe("too much XMP", () => {
  it("is read up to 1 MB of extension, whatever the order of its parts", async () => {
    const [main, ...parts] = extended(
      make.xmpPacket(`<photoshop:City>Oslo</photoshop:City><dc:x>${"x".repeat(200_000)}</dc:x>`),
    );
    const { metadata, codes } = await read(make.jpeg(main ?? Buffer.alloc(0), ...parts.reverse()));
    expect(metadata.description).toMatchObject({ city: "Oslo", rating: 4 });
    expect(metadata.raw.truncated).toBe(true);
    expect(codes).not.toContain("metadata_cut");
  });

  it("is left out beyond that, and said so", async () => {
    const { metadata, codes } = await read(make.jpeg(...extended(bigPacket(1_200_000))));
    expect(metadata.description).toMatchObject({ rating: 4, title: null });
    expect(metadata.raw.truncated).toBe(true);
    expect(codes).toContain("metadata_cut");
  });

  it.each([
    [
      "a compressed PNG text",
      make.png(
        ["iTXt", Buffer.from("XML:com.adobe.xmp\0\0\0\0\0")],
        make.packedText("XML:com.adobe.xmp", Buffer.from(bigPacket(1_200_000))),
      ),
    ],
    ["a TIFF", make.tiff([make.bytes(0x02bc, Buffer.from(bigPacket(1_200_000)))])],
    ["a WebP", webp("XMP ", Buffer.from(bigPacket(1_200_000)))],
    [
      "a GIF",
      Buffer.concat([
        Buffer.from("GIF89a\x01\0\x01\0\0\0\0\x21\xff\x0bXMP DataXMP", "latin1"),
        Buffer.alloc(1_200_000, "t"),
        Buffer.alloc(258),
      ]),
    ],
  ])("in %s does not get in", async (_what, content) => {
    expect((await read(content)).codes).toEqual(["metadata_cut"]);
  });

  it("with a document type is not parsed", async () => {
    const packet = `<!DOCTYPE x [<!ENTITY a "boom">]>${make.xmpPacket("<photoshop:City>&a;</photoshop:City>")}`;
    expect((await read(make.jpeg(make.xmpSegment(packet)))).metadata.description.city).toBeNull();
  });
});

function webp(type: string, body: Buffer): Buffer {
  const head = Buffer.from(`RIFF\0\0\0\0WEBP${type}\0\0\0\0`, "latin1");
  head.writeUInt32LE(body.length + 12, 4);
  head.writeUInt32LE(body.length, 16);
  return Buffer.concat([head, body]);
}

describe("a bomb in a PNG", () => {
  it.each(["Description", "Raw profile type exif", "XML:com.adobe.xmp"])(
    "as %s stops at the limit",
    async (keyword) => {
      const bomb = make.packedText(keyword, Buffer.alloc(60_000_000));
      expect((await read(make.png(bomb, bomb, bomb))).codes).toEqual(["metadata_cut"]);
    },
  );
});

describe("names that mean something to JavaScript", () => {
  it("are left out", async () => {
    const names = ["__proto__", "constructor", "prototype", "hasOwnProperty"];
    const packet = make.xmpPacket(
      `${names.map((name) => `<dc:${name}>x</dc:${name}>`).join("")}<dc:s rdf:parseType="Resource"><dc:__proto__>x</dc:__proto__><dc:a>1</dc:a></dc:s>`,
    );
    const { metadata } = await read(make.jpeg(make.xmpSegment(packet)));
    expect(Object.keys(metadata.raw.xmp ?? {})).toEqual(["hasOwnProperty", "s"]);
    expect(metadata.raw.xmp?.s).toEqual({ a: "1" });
    expect(Object.getPrototypeOf(metadata.raw.xmp)).toBe(Object.prototype);
  });
});

describe("a hostile Exif", () => {
  it("may go round in circles", async () => {
    const round = Buffer.from(
      "II*\0\x08\0\0\0\x02\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x25\x88\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0",
      "latin1",
    );
    expect((await read(make.jpeg(make.exifSegment(round)))).metadata.camera.make).toBeNull();
    expect((await read(round)).metadata.camera.make).toBeNull();
  });

  it("may claim more than it has", async () => {
    const claims = make.tiff([
      make.ascii(0x010f, "Canon"),
      { tag: 0x0110, type: 2, count: 0xffffffff, value: Buffer.from([1, 2, 3, 4, 5]) },
      { tag: 0x0111, type: 4, count: 0x7fffffff, value: Buffer.alloc(8) },
      { tag: 0x013b, type: 99, count: 1, value: Buffer.alloc(4) },
    ]);
    expect((await read(make.jpeg(make.exifSegment(claims)))).metadata.camera).toMatchObject({
      make: "Canon",
      model: null,
    });
    const cut = claims.subarray(0, claims.length - 20);
    expect((await read(cut)).metadata.camera.model).toBeNull();
  });

  it("may have every type where another is due", async () => {
    const wrong = make.tiff([make.short(0x010f, 7), make.fractions(0x0112, [1, 0])], {
      exif: [
        make.ascii(0x829a, "fast"),
        make.fractions(0x829d, [1, 0]),
        make.short(0x9003, 1),
        make.opaque(0xa434, Buffer.from([0, 1, 2, 3, 4])),
      ],
      gps: [make.short(2, 1, 2, 3), make.short(4, 1)],
    });
    const { metadata, orientation } = await read(make.jpeg(make.exifSegment(wrong)));
    expect(orientation).toBe(1);
    expect(metadata.exposure).toMatchObject({ exposureTime: null, fNumber: null });
    expect(metadata.dates.taken).toBeNull();
  });

  it("may hold texts without end", async () => {
    const texts = Array.from({ length: 40 }, (_, index) => make.ascii(0x010d + index, "я".repeat(30_000)));
    const { metadata } = await read(make.tiff(texts));
    expect(metadata.camera.make).toMatch(/^я{100,2000}$/);
    expect(metadata.raw.truncated).toBe(true);
  });

  it("may be full of keywords", async () => {
    const words = Array.from({ length: 3_000 }, (_, index): [number, string] => [25, `${index}${"w".repeat(10)}`]);
    const { metadata } = await read(make.jpeg(make.iptcSegment(...words)));
    expect(metadata.description.keywords).toHaveLength(200);
  });
});

it.each([
  "",
  "\xff\xd8\xff\xe1",
  "\xff\xd8\xff\xed\0\x80Photoshop 3.0\0",
  "\x89PNG\r\n\x1a\n",
  "RIFF\0\x10\0\0WEBPEXIF",
  "GIF89a",
  "II*\0\x08\0\0\0",
  "MM\0+\0\x08\0\0",
  "\0\0\0\x18ftypavif\0\0\0\0avifmif1\0\0\x10\0meta",
  "<svg><metadata><rdf:RDF>",
])("nothing but noise behind %j has no metadata", async (head) => {
  const noise = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * index * 31 + index * 7) & 0xff));
  expect((await read(Buffer.concat([Buffer.from(head, "latin1"), noise]))).metadata.location).toBeNull();
  expect((await read(Buffer.from(head, "latin1"))).metadata.location).toBeNull();
});

it("an empty file has nothing to say", async () => {
  expect((await read(Buffer.alloc(0))).codes).toEqual([]);
});
