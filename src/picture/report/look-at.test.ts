import { describe, expect, it } from "vitest";
import { sourceOfBlob } from "#picture/containers/byte-source.ts";
import { bytesOfLatin1, concat } from "#picture/containers/bytes.ts";
import {
  gifFile,
  gifSubBlocks,
  heicFile,
  pngChunk,
  pngFile,
  riffChunk,
  webpFile,
} from "#picture/containers/chunks.fixture.ts";
import {
  exifSegment,
  GPS_DIRECTORY,
  jpegFile,
  jpegSegment,
  photoshopResource,
  type TiffValue,
  tiffFile,
} from "#picture/containers/files.fixture.ts";
import { lookAt } from "./look-at.ts";

const look = (...pieces: Uint8Array[]) => lookAt(sourceOfBlob(new Blob(pieces.map((piece) => Uint8Array.from(piece)))));
const codes = async (...pieces: Uint8Array[]) =>
  [...new Set((await look(...pieces))?.discloses.map(({ code }) => code))].join(" ");
const told = async (...pieces: Uint8Array[]) =>
  (await look(...pieces))?.discloses.map(({ code, value, source }) => `${code}|${value}|${source}`) ?? null;

const gps = tiffFile([{ tag: 0x8825, type: 4, count: 1, value: GPS_DIRECTORY }]);
const LOCATION = `location|48 deg 51' 31.00" N|EXIF:GPS GPSLatitude`;
const text = (tag: number, value: string): TiffValue => ({
  tag,
  type: 2,
  count: value.length + 1,
  value: bytesOfLatin1(`${value}\0`),
});
const xmp = (properties: string): Uint8Array =>
  bytesOfLatin1(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
        xmlns:GImage="http://ns.google.com/photos/1.0/image/">${properties}</rdf:Description>
    </rdf:RDF></x:xmpmeta>`,
  );
const xmpSegment = (packet: Uint8Array) =>
  jpegSegment(0xe1, concat([bytesOfLatin1("http://ns.adobe.com/xap/1.0/\0"), packet]));

describe("a first look", () => {
  it("finds the location in JPEG, TIFF, PNG, WebP and HEIC", async () => {
    const item = concat([Uint8Array.of(0, 0, 0, 6), bytesOfLatin1("Exif\0\0"), gps]);
    const files = {
      jpeg: jpegFile(exifSegment(gps)),
      "second segment": jpegFile(exifSegment(tiffFile([text(0x010f, "Maker")])), exifSegment(gps)),
      tiff: gps,
      png: pngFile(pngChunk("eXIf", gps)),
      webp: webpFile(riffChunk("EXIF", gps)),
      heic: heicFile([
        { type: "hvc1", pieces: ["pixels"] },
        { type: "Exif", pieces: [item] },
      ]),
    };
    for (const [name, file] of Object.entries(files)) expect(await told(file), name).toContain(LOCATION);
  });

  it("finds it where a pointer has an odd type, and where GPS has no directory of its own", async () => {
    const signed = tiffFile([{ tag: 0x8825, type: 9, count: 1, value: GPS_DIRECTORY }]);
    const inExif = tiffFile([{ tag: 0x8769, type: 4, count: 1, value: GPS_DIRECTORY.slice(1) }]);
    for (const stream of [signed, inExif]) expect(await codes(jpegFile(exifSegment(stream)))).toBe("location");
  });

  it("reads what is packed into a PNG's text", async () => {
    const hex = Array.from(gps, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const profile = `Raw profile type exif\0\nexif\n${gps.length}\n${hex}`;
    expect(await told(pngFile(pngChunk("tEXt", profile)))).toContain(LOCATION);
  });

  it("names people as XMP writes them, with its characters", async () => {
    const packet = xmp("<dc:creator><rdf:Seq><rdf:li>Anna &amp; Bert</rdf:li></rdf:Seq></dc:creator>");
    expect(await told(jpegFile(xmpSegment(packet)))).toEqual(["person|Anna & Bert|XMP:XMP-dc Creator"]);
    const heic = heicFile([
      { type: "hvc1", pieces: ["pixels"] },
      { type: "mime", names: "application/rdf+xml\0", pieces: [packet] },
    ]);
    expect(await codes(heic)).toBe("person");
  });

  it("reads XMP that is not well formed, and says that it is not", async () => {
    const packet = xmp("<photoshop:City>Paris</photoshop:City><dc:title>");
    const { discloses, notRead } = (await look(jpegFile(xmpSegment(packet)))) ?? {};
    expect(discloses?.map(({ code }) => code)).toEqual(["location_name"]);
    expect(notRead?.parts).toEqual(["APP1"]);
  });

  it("looks into comments of XMP", async () => {
    const packet = xmp("<!-- seen at 48.858844,2.294351 -->");
    expect(await codes(jpegFile(xmpSegment(packet)))).toContain("location");
  });

  it("looks into a picture that stands in XMP as text", async () => {
    const inner = jpegFile(exifSegment(gps), jpegSegment(0xfe, "x".repeat(64)));
    const base64 = btoa(String.fromCharCode(...inner));
    expect(await codes(jpegFile(xmpSegment(xmp(`<GImage:Data>${base64}</GImage:Data>`))))).toContain("location");
  });

  it("reads IPTC in UTF-8 and in Latin-1, whatever it declares", async () => {
    for (const city of ["G\xf6teborg", "G\xc3\xb6teborg"]) {
      const iptc = concat([Uint8Array.of(0x1c, 2, 90, 0, city.length), bytesOfLatin1(city)]);
      const resources = concat([bytesOfLatin1("Photoshop 3.0\0"), photoshopResource(0x0404, iptc)]);
      expect(await told(jpegFile(jpegSegment(0xed, resources)))).toEqual(["location_name|G\u00f6teborg|IPTC City"]);
    }
  });

  it("reads comments and texts", async () => {
    expect(await codes(jpegFile(jpegSegment(0xfe, "at 48.858844,2.294351")))).toBe("location comment");
    expect(await codes(gifFile(concat([Uint8Array.of(0x21, 0xfe), gifSubBlocks("by hand")])))).toBe("comment");
    const prompt = "parameters\0a cat\nNegative prompt: dog\nSteps: 20, Sampler: Euler a";
    expect(await codes(pngFile(pngChunk("tEXt", "Author\0Ada"), pngChunk("tEXt", prompt)))).toBe("person prompt");
  });

  it("finds nothing in a file that says nothing, and does not look into what it does not know", async () => {
    expect(await look(jpegFile())).toEqual({ discloses: [], notRead: { parts: [], kinds: [] } });
    expect(await look(bytesOfLatin1("words in a file that is no picture"))).toBeNull();
    expect(await look(new Uint8Array(0))).toBeNull();
  });

  it("says what it does not read", async () => {
    const note = { tag: 0x927c, type: 7, count: 40, value: new Uint8Array(40).fill(7) };
    const noted = tiffFile([{ tag: 0x8769, type: 4, count: 1, value: [note] }]);
    expect((await look(jpegFile(exifSegment(noted))))?.notRead.kinds).toEqual(["maker_note"]);
    expect(await codes(jpegFile(jpegSegment(0xe1, "Exif\0\0no TIFF header here")))).toBe("unknown_data");
    expect((await look(jpegFile(exifSegment(gps)).subarray(0, -6)))?.notRead.kinds).toEqual(["missing"]);
  });

  it("ends with a file that ends anywhere", async () => {
    const files = [
      jpegFile(exifSegment(gps), xmpSegment(xmp("<dc:title>x</dc:title>"))),
      pngFile(pngChunk("eXIf", gps), pngChunk("tEXt", "Author\0Ada")),
    ];
    for (const file of files) {
      for (let length = 0; length < file.length; length += 7) await look(file.subarray(0, length));
    }
  });

  it("does no harm with names that mean something to JavaScript", async () => {
    const packet = xmp("<dc:__proto__>x</dc:__proto__><dc:constructor>y</dc:constructor>");
    await look(jpegFile(xmpSegment(packet)));
    expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
  });
});
