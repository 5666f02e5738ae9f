import { existsSync, openAsBlob, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CORPUS } from "#corpus.fixture.ts";
import {
  ascii,
  exifSegment,
  fractions,
  jpeg,
  packedText,
  png,
  segment,
  tiff,
  tiffWithCopy,
  xmpPacket,
  xmpSegment,
} from "#decoder/inspect/byte-builders.fixture.ts";
import { identify } from "#decoder/inspect/identify.ts";
import { readMetadata } from "#decoder/inspect/read-metadata.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { disclosureSentence } from "#format/disclosure.ts";
import { firstLook } from "./first-look.ts";

/** A browser has it, Node has not; exifr reads a file with it. */
class ToldFileReader {
  result: ArrayBuffer | null = null;
  onloadend: (() => void) | null = null;
  onerror: ((error: unknown) => void) | null = null;
  readAsArrayBuffer(blob: Blob): void {
    blob.arrayBuffer().then(
      (bytes) => {
        this.result = bytes;
        this.onloadend?.();
      },
      (error) => this.onerror?.(error),
    );
  }
}
const global = globalThis as { FileReader?: unknown };
beforeAll(() => {
  global.FileReader = ToldFileReader;
});
afterAll(() => {
  delete global.FileReader;
});

/** As `firstLook`, in sentences. */
async function sentencesOf(file: Blob) {
  const found = await firstLook(file);
  return found?.map((one) => ({ kind: one.kind, sentence: disclosureSentence(one) })) ?? null;
}
const look = (...parts: Buffer[]) => sentencesOf(new Blob(parts.map((part) => new Uint8Array(part))));
const kindsOf = async (...parts: Buffer[]) => (await look(...parts))?.map(({ kind }) => kind);

const gps = tiff([ascii(0x013b, "Ada Example")], {
  gps: [ascii(1, "S"), fractions(2, [33, 1], [30, 1], [0, 1]), ascii(3, "W"), fractions(4, [70, 1], [45, 1], [0, 1])],
});
const LOCATION = "It says where it was taken: -33.50000, -70.75000.";
const people = xmpPacket(
  "<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Anna &amp; Bert</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>",
  'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
);

function riff(...chunks: [string, Buffer][]): Buffer {
  const body = chunks.flatMap(([type, content]) => {
    const head = Buffer.from(`${type}\0\0\0\0`, "latin1");
    head.writeUInt32LE(content.length, 4);
    return [head, content, Buffer.alloc(content.length % 2)];
  });
  return Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBP", "latin1"), ...body]);
}

function box(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.from(`\0\0\0\0${type}`, "latin1");
  head.writeUInt32BE(body.length + 8);
  return Buffer.concat([head, body]);
}

const words = (...numbers: number[]): Buffer => Buffer.from(numbers.flatMap((number) => [number >> 8, number & 255]));
const entry = (id: number, type: string, names: string): Buffer =>
  box("infe", Buffer.from([2, 0, 0, 0]), words(id, 0), Buffer.from(`${type}${names}`, "latin1"));

/** A HEIF of a type box, a `meta` box that names these items, and their bytes. */
function heif(brand: string, items: [type: string, names: string, body: Buffer][]): Buffer {
  const type = box("ftyp", Buffer.from(`${brand}\0\0\0\0mif1`, "latin1"));
  const build = (start: number): Buffer => {
    let at = start;
    const locations = items.map(([, , body], index) => {
      const location = Buffer.concat([words(index + 1, 0, 1), Buffer.alloc(8)]);
      location.writeUInt32BE(at, 6);
      location.writeUInt32BE(body.length, 10);
      at += body.length;
      return location;
    });
    const info = items.map(([kind, names], index) => entry(index + 1, kind, names));
    return box(
      "meta",
      Buffer.alloc(4),
      box("iinf", Buffer.alloc(4), words(items.length), ...info),
      box("iloc", Buffer.alloc(4), words(0x4400, items.length), ...locations),
    );
  };
  const meta = build(type.length + build(0).length + 8);
  return Buffer.concat([type, meta, box("mdat", ...items.map(([, , body]) => body))]);
}

const exifItem = Buffer.concat([Buffer.from("\0\0\0\x06Exif\0\0", "latin1"), gps]);

describe("a first look", () => {
  it("finds the location in JPEG, TIFF, PNG, WebP, HEIC and AVIF", async () => {
    const files = {
      jpeg: jpeg(exifSegment(gps)),
      tiff: gps,
      png: png(["eXIf", gps]),
      webp: riff(["VP8 ", Buffer.alloc(11)], ["EXIF", gps]),
      "webp with JPEG's prefix": riff(["EXIF", Buffer.concat([Buffer.from("Exif\0\0", "latin1"), gps])]),
      heic: heif("heic", [["Exif", "\0", exifItem]]),
      avif: heif("avif", [["Exif", "\0", exifItem]]),
    };
    for (const [name, file] of Object.entries(files)) {
      const found = await look(file);
      expect(found?.find(({ kind }) => kind === "location")?.sentence, name).toBe(LOCATION);
    }
  });

  it("finds names of people in XMP, as they are written", async () => {
    const text = Buffer.from(people);
    const mime: [string, string, Buffer] = ["mime", "\0application/rdf+xml\0", text];
    for (const file of [jpeg(xmpSegment(people)), riff(["XMP ", text]), heif("avif", [mime])]) {
      expect(await look(file)).toEqual([{ kind: "people", sentence: "It names a person: Anna & Bert." }]);
    }
  });

  it("finds a small copy inside", async () => {
    const copy = await sharp({ create: { width: 16, height: 16, channels: 3, background: "#888" } })
      .jpeg()
      .toBuffer();
    expect(await kindsOf(jpeg(exifSegment(tiffWithCopy(copy))))).toEqual(["thumbnail"]);
  });

  it("finds nothing in a file that says nothing", async () => {
    expect(await look(jpeg(segment(0xfe, "a comment", "that says nothing")))).toEqual([]);
    expect(await look(riff(["VP8 ", Buffer.alloc(10)]))).toEqual([]);
  });

  it("does not look into what it does not know", async () => {
    expect(await look(Buffer.from("GIF89a and so on, and so on"))).toBeNull();
    expect(await look(Buffer.from("<svg/>"))).toBeNull();
    expect(await look(Buffer.alloc(0))).toBeNull();
  });

  it("says that there is more where it could not read all", async () => {
    const large = xmpPacket(`<dc:format>${"x".repeat(70_000)}</dc:format>`);
    expect(await kindsOf(riff(["XMP ", Buffer.from(large)]))).toEqual(["cut"]);
    expect(await kindsOf(riff(["EXIF", Buffer.alloc(1_100_000)]))).toEqual(["cut"]);
  });
});

describe("what a first look cannot read it does not call nothing", () => {
  const text = (keyword: string, value: string) => Buffer.from(`${keyword}\0${value}`, "latin1");
  const inText = (packed: number, value: Buffer) =>
    Buffer.concat([Buffer.from(`XML:com.adobe.xmp\0${String.fromCharCode(packed)}\0\0\0`, "latin1"), value]);

  it("finds the location of a PNG behind its pixels", async () => {
    const pixels: [string, Buffer] = ["IDAT", Buffer.alloc(1_500_000)];
    const small = Array<[string, Buffer]>(1_500).fill(["IDAT", Buffer.alloc(1_000)]);
    for (const file of [png(pixels, ["eXIf", gps]), png(...small, ["eXIf", gps])]) {
      expect((await look(file))?.[0]?.sentence).toBe(LOCATION);
    }
    const late = png(pixels, ["iTXt", inText(0, Buffer.from(people))]);
    expect(await look(late)).toEqual([{ kind: "people", sentence: "It names a person: Anna & Bert." }]);
  });

  it("reads the plain texts of a PNG that the report tells of", async () => {
    const file = png(["tEXt", text("Author", "Ada")], ["tEXt", text("Software", "Pen")], ["tEXt", text("Title", "x")]);
    expect(await kindsOf(file)).toEqual(["owner", "software"]);
  });

  it.each<[string, [string, Buffer]]>([
    ["a packed profile", packedText("Raw profile type exif", Buffer.from("x"))],
    ["a plain profile", ["tEXt", text("Raw profile type APP1", "x")]],
    ["packed XMP", ["iTXt", inText(1, Buffer.from("x"))]],
    ["a text of another name", ["tEXt", text("exif:GPSLatitude", "1/1")]],
    ["too large a block", ["eXIf", Buffer.alloc(1_100_000)]],
  ])("says of a PNG that there is more: %s", async (_, chunk) => {
    expect(await kindsOf(png(["IDAT", Buffer.alloc(70_000)], chunk))).toEqual(["cut"]);
  });

  it("says that there is more where exifr refuses Exif or XMP", async () => {
    const broken = tiff([{ tag: 0x013b, type: 99, value: Buffer.from("xxxxxxxx") }]);
    expect(await kindsOf(jpeg(exifSegment(broken)))).toEqual(["cut"]);
    expect(await kindsOf(jpeg(xmpSegment(xmpPacket("").replaceAll("rdf:", "r:"))))).toEqual(["cut"]);
  });

  it("ends with a PNG that ends anywhere, and with chunks that claim anything", async () => {
    const whole = png(["eXIf", gps], ["iTXt", inText(0, Buffer.from(people))], ["tEXt", Buffer.alloc(0)]);
    for (let length = 8; length < whole.length; length += 3) await look(whole.subarray(0, length)).catch(() => null);
    const far = Buffer.from(whole);
    far.writeUInt32BE(0xffffffff, 8);
    expect(await look(far)).toEqual([]);
  });
});

describe("a hostile file", () => {
  it("whose first box claims a size of zero is read to its end once", async () => {
    const endless = Buffer.concat([Buffer.from("\0\0\0\0ftypheic\0\0\0\0mif1heic", "latin1"), Buffer.alloc(5_000)]);
    expect(await look(endless)).toBeNull();
    const inner = heif("heic", [["Exif", "\0", exifItem]]);
    inner.writeUInt32BE(0, inner.indexOf("iinf") - 4);
    expect(await kindsOf(inner)).toEqual(["cut"]);
  });

  it.each([0, 1, 7, 8, 9, 0xffffffff])("whose boxes claim %i bytes ends", async (size) => {
    for (const type of ["ftyp", "meta", "iinf", "iloc", "infe"]) {
      const file = heif("heic", [["Exif", "\0", exifItem]]);
      file.writeUInt32BE(size, file.indexOf(type) - 4);
      await look(file).catch(() => null); // a broken list of items may be an error
    }
  });

  it("that ends anywhere is no trouble", async () => {
    const whole = heif("avif", [
      ["Exif", "\0", exifItem],
      ["mime", "\0application/rdf+xml\0", Buffer.from(people)],
    ]);
    for (let length = 0; length < whole.length; length += 3) await look(whole.subarray(0, length)).catch(() => null);
  });

  it("with an item far outside, or far too long, costs nothing", async () => {
    const file = heif("heic", [["Exif", "\0", exifItem]]);
    const at = file.indexOf("iloc") + 4 + 4 + 4 + 6;
    const far = Buffer.from(file);
    far.writeUInt32BE(0xfffffff0, at);
    expect(await look(far)).toEqual([]);
    const long = Buffer.from(file);
    long.writeUInt32BE(0xfffffff0, at + 4);
    expect(await kindsOf(long)).toEqual(["cut"]);
  });

  it("with names that mean something to JavaScript does no harm", async () => {
    const packet = xmpPacket("<dc:__proto__>x</dc:__proto__><dc:constructor>y</dc:constructor>");
    expect(await look(jpeg(xmpSegment(packet)))).toEqual([]);
    expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
  });
});

const present = existsSync(CORPUS);
if (!present) console.info("Skipped: the first look at real pictures. CORPUS_DIR names no folder with them.");
describe.runIf(present)("real pictures", () => {
  it.each(present ? readdirSync(CORPUS) : [])(
    "of %s the location is found here where it is found later",
    async (name) => {
      const path = join(CORPUS, name);
      const found = await sentencesOf(await openAsBlob(path));
      const format = await identify(path).catch(() => null);
      if (format === null || found === null) return;
      const { metadata, warnings } = await readMetadata(path);
      const location = found.filter(({ kind }) => kind === "location").map(({ sentence }) => sentence);
      if (warnings.some(({ code }) => code === "location")) expect(location).not.toEqual([]);
      if (metadata.location !== null) {
        const { latitude, longitude } = metadata.location;
        expect(location[0]).toContain(`${latitude.toFixed(5)}, ${longitude.toFixed(5)}`);
      }
    },
  );
});
