/** Ordinary pixels with metadata that is too much, or that is not what it says. */
import * as make from "#decoder/inspect/byte-builders.fixture.ts";
import { type Chunk, jpegWith, pngWith, zeros } from "./bytes.ts";

const GIGABYTE = 1_000_000_000;
const text = (value: string): Buffer => Buffer.from(value, "latin1");
const packed = (type: string, keyword: string, bytes: number): Chunk => [
  type,
  Buffer.concat([text(type === "iTXt" ? `${keyword}\0\x01\0\0\0` : `${keyword}\0\0`), zeros(bytes)]),
];

export function pngBombs(plain: Buffer): Record<string, Buffer> {
  const xmp = (body: string): Chunk => ["iTXt", Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${make.xmpPacket(body)}`)];
  return {
    "PNG, 1 GB of iCCP": pngWith(plain, [packed("iCCP", "bomb", GIGABYTE)]),
    "PNG, 1 GB of zTXt": pngWith(plain, [packed("zTXt", "Raw profile type exif", GIGABYTE)]),
    "PNG, 1 GB of iTXt": pngWith(plain, [packed("iTXt", "XML:com.adobe.xmp", GIGABYTE)]),
    "PNG, 40 texts of 100 MB": pngWith(plain, Array<Chunk>(40).fill(packed("zTXt", "Comment", GIGABYTE / 10))),
    "PNG, 300 000 texts": pngWith(plain, Array<Chunk>(300_000).fill(["tEXt", text("Comment\0x")])),
    "PNG, XMP of 70 000 levels": pngWith(plain, [xmp("<dc:a>".repeat(70_000) + "</dc:a>".repeat(70_000))]),
    "PNG, XMP of 40 000 properties": pngWith(plain, [
      xmp(Array.from({ length: 40_000 }, (_, i) => `<dc:p${i}>1</dc:p${i}>`).join("")),
    ]),
    "PNG, XMP of 40 000 attributes": pngWith(plain, [
      xmp(`<dc:a ${Array.from({ length: 40_000 }, (_, i) => `dc:p${i}="1"`).join(" ")}/>`),
    ]),
  };
}

export function jpegBombs(plain: Buffer): Record<string, Buffer> {
  const exif = (tiff: Buffer) => jpegWith(plain, make.exifSegment(tiff));
  return {
    "JPEG, 10 MB of extended XMP": jpegWith(plain, ...extendedXmp(10_000_000)),
    "JPEG, Exif of wrong types": exif(wrongTypes()),
    "JPEG, Exif of doubles": exif(doubles()),
    "JPEG, Exif that claims more": exif(
      make.tiff([
        { tag: 0x010f, type: 2, count: 0xffffffff, value: text("Canon") },
        { tag: 0x0110, type: 12, count: 0x7fffffff, value: Buffer.alloc(8) },
        { tag: 0x013b, type: 99, count: 1, value: Buffer.alloc(4) },
      ]),
    ),
    "JPEG, Exif in a circle": exif(circle()),
    "JPEG, 5000 Exif blocks": jpegWith(
      plain,
      ...Array<Buffer>(5000).fill(make.exifSegment(make.tiff([make.ascii(0x010f, "Canon".repeat(100))]))),
    ),
    "JPEG, a profile of nothing": jpegWith(
      plain,
      ...Array.from({ length: 255 }, (_, i) =>
        make.segment(0xe2, "ICC_PROFILE\0", Buffer.concat([Buffer.from([i + 1, 255]), Buffer.alloc(60_000, 0xff)])),
      ),
    ),
  };
}

/** A main packet that names an extension of so many bytes (XMP Specification part 3 §1.1.3.1). */
function extendedXmp(bytes: number): Buffer[] {
  const guid = "0123456789ABCDEF0123456789ABCDEF";
  const body = Buffer.from(make.xmpPacket(`<dc:title>${"<dc:b>t</dc:b>".repeat(bytes / 14)}</dc:title>`));
  const parts = [make.xmpSegment(make.xmpPacket(`<xmpNote:HasExtendedXMP>${guid}</xmpNote:HasExtendedXMP>`))];
  for (let at = 0; at < body.length; at += 60_000) {
    const head = Buffer.alloc(40);
    head.write(guid, "latin1");
    head.writeUInt32BE(body.length, 32);
    head.writeUInt32BE(at, 36);
    const part = Buffer.concat([head, body.subarray(at, at + 60_000)]);
    parts.push(make.segment(0xe1, "http://ns.adobe.com/xmp/extension/\0", part));
  }
  return parts;
}

/** Every field that is read for its meaning, each of a type that it never has. */
function wrongTypes(): Buffer {
  const fast = (tag: number) => make.ascii(tag, "fast");
  return make.tiff([make.short(0x010f, 7), make.short(0x0110, 1, 2, 3), make.fractions(0x0112, [1, 0]), fast(0x0132)], {
    exif: [
      fast(0x829a),
      make.fractions(0x829d, [1, 0]),
      make.opaque(0x8827, Buffer.alloc(5, 255)),
      make.short(0x9003, 1),
      make.opaque(0x9004, Buffer.from([0, 255, 0])),
      make.fractions(0x9204, [0xffffffff, 0]),
      make.short(0x920a, 0),
      make.short(0xa431, 0),
      make.opaque(0xa434, Buffer.from([0, 1, 2, 3, 4])),
    ],
    gps: [make.short(1, 78), make.short(2, 1, 2, 3), make.ascii(3, "nowhere"), make.short(4, 1), fast(6)],
  });
}

/** Not a number, infinite, and the largest there is, as doubles and floats. */
function doubles(): Buffer {
  const field = (tag: number, ...numbers: number[]): make.Entry => {
    const value = Buffer.alloc(numbers.length * 8);
    for (const [index, number] of numbers.entries()) value.writeDoubleLE(number, index * 8);
    return { tag, type: 12, count: numbers.length, value };
  };
  const { NaN: nan, POSITIVE_INFINITY: endless, MAX_VALUE: most } = Number;
  return make.tiff([field(0x0112, 6), field(0x011a, nan)], {
    exif: [field(0x829a, nan), field(0x829d, endless), field(0x8827, -1e300), field(0x920a, most)],
    gps: [make.ascii(1, "N"), field(2, nan, nan, nan), make.ascii(3, "E"), field(4, endless, 1e308, -1), field(6, nan)],
  });
}

/** One directory that is its own Exif, its own GPS and its own successor. */
const circle = (): Buffer =>
  text("II*\0\x08\0\0\0\x02\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x25\x88\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0");
