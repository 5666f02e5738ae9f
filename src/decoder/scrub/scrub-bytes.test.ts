import { describe, expect, it } from "vitest";
import { chunk } from "#decoder/decode/png-chunks.ts";
import { readBlocks } from "#picture/containers/blocks.ts";
import { sourceOfBytes } from "#picture/containers/byte-source.ts";
import { bytesOfLatin1, concat, latin1 } from "#picture/containers/bytes.ts";
import {
  exifSegment,
  GPS_DIRECTORY,
  isoBox,
  jpegFile,
  jpegSegment,
  tiffFile,
} from "#picture/containers/files.fixture.ts";
import { walkFile } from "#picture/containers/walk.ts";
import { cutOf } from "#picture/privacy/cut.ts";
import { parseRemoval } from "#picture/privacy/removal.ts";
import { scrubBytes } from "./scrub-bytes.ts";

async function scrubbed(file: Uint8Array, kinds: string): Promise<Uint8Array> {
  const removal = parseRemoval(kinds) ?? [];
  const cut = cutOf(removal);
  const order = { removal, cut, drop: new Set<never>(), values: [], inner: false, orientation: 1, isTurned: false };
  return Uint8Array.from((await scrubBytes(file, { ...order, gone: [] })) ?? file);
}

const GPS = tiffFile([{ tag: 0x8825, type: 4, count: 1, value: GPS_DIRECTORY }]);
const u32 = (...values: number[]) => {
  const bytes = new Uint8Array(values.length * 4);
  for (const [n, value] of values.entries()) new DataView(bytes.buffer).setUint32(n * 4, value);
  return bytes;
};

describe("extended XMP", () => {
  const words = (text: string) =>
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"><photoshop:City>Rome</photoshop:City><photoshop:Headline>${text}</photoshop:Headline></rdf:Description></rdf:RDF></x:xmpmeta>`;
  const piece = (text: string, from: number, size: number) =>
    jpegSegment(
      0xe1,
      concat([
        bytesOfLatin1(`http://ns.adobe.com/xmp/extension/\0${"A1".repeat(16)}`),
        u32(text.length, from),
        bytesOfLatin1(text.slice(from, from + size)),
      ]),
    );

  it("says its new length and places", async () => {
    const text = words("long ".repeat(20_000));
    const file = jpegFile(piece(text, 0, 60_000), piece(text, 60_000, 60_000));
    const copy = await scrubbed(file, "location");
    const { blocks, unread } = await readBlocks(sourceOfBytes(copy), await walkFile(sourceOfBytes(copy)));
    expect(unread).toEqual([]);
    expect(latin1(blocks[0]?.bytes ?? new Uint8Array())).toMatch(/^<x:xmpmeta (?!.*Rome).*long <.*<\/x:xmpmeta>$/);
  });
});

describe("a location", () => {
  it("goes out of Apple's film behind a picture", async () => {
    const key = concat([u32(0, 1), isoBox("mdta", "com.apple.quicktime.location.ISO6709")]);
    const value = isoBox("\0\0\0\x01", isoBox("data", concat([u32(1, 0), bytesOfLatin1("+48.8588+002.2943/")])));
    const meta = isoBox("meta", concat([isoBox("keys", key), isoBox("ilst", value)]));
    const film = concat([isoBox("ftyp", "qt  \0\0\0\0"), isoBox("moov", meta), isoBox("mdat", "frames")]);
    const copy = await scrubbed(concat([jpegFile(), film]), "location");
    expect(latin1(copy)).toContain("frames");
    expect(latin1(copy)).not.toContain("48.8588");
  });

  it.each([
    ["Exif", GPS],
    ["IPTC", bytesOfLatin1("\x1c\x02\0\0\x02\0\x04\x1c\x02\x5a\0\x04Rome")],
  ])("takes what nobody knows with it where that holds %s", async (_, block) => {
    const strange = jpegSegment(0xe9, concat([bytesOfLatin1("Strange\0"), block]));
    expect(await scrubbed(jpegFile(strange), "location")).toEqual(jpegFile());
    expect(await scrubbed(jpegFile(strange), "people")).toEqual(jpegFile(strange));
  });
});

it("drops the index of further pictures with the last of them", async () => {
  const list = u32(0x030000, 0, 0, 0, 0x020000, 0, 0, 0);
  const index = tiffFile([{ tag: 0xb002, type: 7, count: list.length, value: list }]);
  const first = jpegFile(jpegSegment(0xe2, concat([bytesOfLatin1("MPF\0"), index])));
  const copy = await scrubbed(concat([first, jpegFile(exifSegment(GPS))]), "extras");
  expect(latin1(copy)).not.toContain("MPF");
});

it("scrubs the pictures of an icon, and leaves a bitmap's pixels where its head says that they are", async () => {
  const png = concat([
    bytesOfLatin1("\x89PNG\r\n\x1a\n"),
    chunk("IHDR", Buffer.alloc(13)),
    chunk("eXIf", Buffer.from(GPS)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(22, 18);
  expect(latin1(await scrubbed(concat([head, png]), "location"))).not.toContain("eXIf");
  const bitmap = Buffer.alloc(54 + 40 + 4);
  bitmap.write("BM");
  bitmap.writeUInt32LE(bitmap.length, 2);
  bitmap.writeUInt32LE(94, 10);
  bitmap.writeUInt32LE(40, 14);
  bitmap.writeUInt32LE(1, 18);
  bitmap.writeUInt32LE(1, 22);
  bitmap.writeUInt16LE(1, 26);
  bitmap.writeUInt16LE(24, 28);
  bitmap.write("at 48.858844, 2.294351", 54);
  const copy = await scrubbed(bitmap, "location");
  expect(copy.length).toBe(bitmap.length);
  expect(latin1(copy)).not.toContain("48.8588");
});
