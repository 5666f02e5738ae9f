import { afterAll, describe, expect, it } from "vitest";
import { walkedFile } from "#decoder/report/walked-file.ts";
import { gifFile, gifSubBlocks, heicFile, riffChunk, webpFile } from "#picture/containers/chunks.fixture.ts";
import { isoBox } from "#picture/containers/files.fixture.ts";
import * as make from "./byte-builders.fixture.ts";
import { metadataBlocks } from "./metadata-blocks.ts";
import { readMetadata } from "./read-metadata.ts";

const files = make.scratch();
afterAll(files.remove);

const blocksOf = async (content: Uint8Array | string) =>
  metadataBlocks(await walkedFile(files.path(typeof content === "string" ? content : Buffer.from(content))));
const tiff = make.tiff([make.ascii(0x010f, "Maker")]);
const packet = make.xmpPacket("<photoshop:City>Oslo</photoshop:City>");
const city = async (content: Uint8Array | string) =>
  (await readMetadata(files.path(typeof content === "string" ? content : Buffer.from(content)))).metadata.description
    .city;
const rawProfile = (name: string, bytes: Buffer) =>
  make.packedText(
    `Raw profile type ${name}`,
    Buffer.from(`\n${name}\n      ${bytes.length}\n${bytes.toString("hex").replace(/(.{72})/g, "$1\n")}\n`),
  );
/** What an APP13 segment holds behind its marker and its length. */
const resources = (...datasets: [number, string][]) => make.iptcSegment(...datasets).subarray(4);
const uuid = Buffer.from("be7acfcb97a942e89c71999491e3afac", "hex");

describe("Exif and XMP", () => {
  const exif = Buffer.concat([Buffer.from("Exif\0\0"), tiff]);
  it.each<[string, Uint8Array]>([
    ["a JPEG", make.jpeg(make.exifSegment(tiff), make.xmpSegment(packet))],
    ["a PNG", make.png(["eXIf", tiff], ["iTXt", Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${packet}`)])],
    ["raw profiles of a PNG", make.png(rawProfile("APP1", exif), rawProfile("xmp", Buffer.from(packet)))],
    ["a WebP", webpFile(riffChunk("VP8 ", "pixels"), riffChunk("EXIF", exif), riffChunk("XMP ", Buffer.from(packet)))],
    ["a TIFF", make.tiff([make.ascii(0x010f, "Maker"), make.bytes(0x02bc, Buffer.from(packet))])],
    [
      "a HEIC",
      heicFile([
        { type: "hvc1", pieces: ["pixels"] },
        { type: "Exif", pieces: [Buffer.concat([Buffer.from([0, 0, 0, 6]), exif])] },
        { type: "mime", names: "application/rdf+xml\0", pieces: [Buffer.from(packet)] },
      ]),
    ],
    [
      "a HEIC whose XMP stands in a box of its own",
      heicFile(
        [
          { type: "hvc1", pieces: ["pixels"] },
          { type: "Exif", pieces: [Buffer.concat([Buffer.alloc(4), tiff])] },
        ],
        "",
        isoBox("uuid", Buffer.concat([uuid, Buffer.from(packet)])),
      ),
    ],
  ])("are found in %s", async (_, content) => {
    const { metadata, warnings } = await readMetadata(files.path(Buffer.from(content)));
    expect([metadata.camera.make, metadata.description.city]).toEqual(["Maker", "Oslo"]);
    expect(warnings.map(({ code }) => code)).not.toContain("metadata_cut");
  });

  it("are found in a GIF and an SVG", async () => {
    expect(
      await city(
        gifFile(Buffer.concat([Buffer.from("!\xff\x0bXMP DataXMP", "latin1"), gifSubBlocks(Buffer.from(packet))])),
      ),
    ).toBe("Oslo");
    expect(
      await city(
        `<svg xmlns="http://www.w3.org/2000/svg"><metadata>${packet.replace(/<\?.*?\?>/g, "")}</metadata></svg>`,
      ),
    ).toBe("Oslo");
  });

  it("of a second picture are not the first one's", async () => {
    const second = make.jpeg(make.exifSegment(tiff), make.xmpSegment(packet));
    const whole = Buffer.concat([
      make.jpeg(),
      Buffer.from("\xff\xd9", "latin1"),
      second,
      Buffer.from("\xff\xd9", "latin1"),
    ]);
    const blocks = await blocksOf(whole);
    expect([blocks.exif, blocks.xmp, blocks.cut]).toEqual([[], [], false]);
  });

  it("are read up to ten blocks of a kind, and more are said", async () => {
    const many = Array.from({ length: 12 }, (_, at) =>
      make.exifSegment(make.tiff([make.ascii(0x0131, `program ${at}`)])),
    );
    const blocks = await blocksOf(make.jpeg(...many));
    expect([blocks.exif.length, blocks.cut]).toEqual([10, true]);
    expect((await blocksOf(make.jpeg(...many.slice(0, 10)))).cut).toBe(false);
  });
});

describe("IPTC", () => {
  it("is found among Photoshop's resources, wherever these are", async () => {
    expect(await city(make.jpeg(make.iptcSegment([90, "Oslo"])))).toBe("Oslo");
    expect(await city(make.png(rawProfile("8bim", resources([90, "Oslo"]))))).toBe("Oslo");
    expect(await city(make.png(rawProfile("iptc", resources([90, "Oslo"]).subarray(14))))).toBe("Oslo");
    expect(await city(make.tiff([make.bytes(0x8649, resources([90, "Oslo"]).subarray(14))]))).toBe("Oslo");
  });

  it("of several blocks says what the earlier one does not", async () => {
    const { metadata } = await readMetadata(
      files.path(make.jpeg(make.iptcSegment([5, "first"]), make.iptcSegment([5, "second"], [90, "Oslo"]))),
    );
    expect(metadata.description).toMatchObject({ title: "first", city: "Oslo" });
  });

  it("is UTF-8 where it is that, else Latin-1", async () => {
    for (const encoding of ["utf8", "latin1"] as const) {
      expect(await city(make.jpeg(make.iptcSegment([90, Buffer.from("Göteborg", encoding)]))), encoding).toBe(
        "Göteborg",
      );
    }
  });
});

describe("a small copy", () => {
  it("is told in a segment of its own, also where it is no JPEG", async () => {
    const blocks = await blocksOf(make.jpeg(make.segment(0xe0, "JFXX\0\x13", Buffer.from([1, 1, 9, 9, 9]))));
    expect([blocks.thumbnail, blocks.embedded]).toEqual([true, null]);
  });
});

describe("words", () => {
  it("of an SVG are those of its first title, in the letters of the document", async () => {
    const svg = "<svg><title>A &lt;b&gt; \u0141</title><g><title>other</title></g><desc>two</desc></svg>";
    expect((await blocksOf(svg)).text).toEqual({ title: "A <b> \u0141", description: "two" });
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(svg, "utf16le")]);
    expect((await blocksOf(wide)).text).toEqual({ title: "A <b> \u0141", description: "two" });
  });

  it("of a PNG may be UTF-8 where they should not", async () => {
    for (const encoding of ["utf8", "latin1"] as const) {
      const text: [string, Buffer] = ["tEXt", Buffer.concat([Buffer.from("City\0"), Buffer.from("Malmö", encoding)])];
      expect(await city(make.png(text))).toBe("Malmö");
    }
  });
});

describe("what cannot be read", () => {
  it.each<[string, Uint8Array]>([
    ["a packed text", make.png(["zTXt", Buffer.from("Description\0\0no stream of zlib")])],
    ["a profile", make.png(["iCCP", Buffer.from("icc\0\0no stream of zlib")])],
    ["a block that is too large", make.tiff([make.bytes(0x83bb, Buffer.alloc(4_100_000, 1))])],
  ])("is said: %s", async (_, content) => {
    expect((await readMetadata(files.path(Buffer.from(content)))).warnings.map(({ code }) => code)).toEqual([
      "metadata_cut",
    ]);
  });
});
