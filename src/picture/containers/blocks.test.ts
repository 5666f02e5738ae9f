import { expect, test } from "vitest";
import { type Blocks, readBlocks } from "./blocks.ts";
import { sourceOfBytes } from "./byte-source.ts";
import { bytesOfLatin1, concat, latin1 } from "./bytes.ts";
import { exifSegment, GPS_DIRECTORY, jpegFile, jpegSegment, photoshopResource, tiffFile } from "./files.fixture.ts";
import { readTiffDirectories } from "./tiff-directories.ts";
import { walkFile } from "./walk.ts";

async function blocksOf(bytes: Uint8Array): Promise<Blocks> {
  const source = sourceOfBytes(bytes);
  return readBlocks(source, await walkFile(source));
}

/** Kind, label, where, and the bytes as text. */
const inShort = ({ blocks }: Blocks) =>
  blocks.map(({ kind, label = "", document, bytes }) => `${document ?? ""}/${kind}:${label}=${latin1(bytes)}`);

const photoshop = (piece: Uint8Array) => jpegSegment(0xed, concat([bytesOfLatin1("Photoshop 3.0\0"), piece]));
const icc = (n: number, text: string) => jpegSegment(0xe2, `ICC_PROFILE\0${String.fromCharCode(n)}\x02${text}`);
const jumbf = (n: number, text: string) => jpegSegment(0xeb, `JP\0\x07\0\0\0${String.fromCharCode(n)}${text}`);
const extended = (guid: string, total: number, at: number, text: string) =>
  jpegSegment(
    0xe1,
    `http://ns.adobe.com/xmp/extension/\0${guid}\0\0\0${String.fromCharCode(total)}\0\0\0${String.fromCharCode(at)}${text}`,
  );

test("puts together what is cut into segments, in the order that they say", async () => {
  const file = jpegFile(
    ...[icc(2, "file"), icc(1, "pro")],
    ...[jumbf(2, "\0\0\0\x10jumbcred"), jumbf(1, "\0\0\0\x10jumbC2PA")],
    ...[
      extended("A".repeat(32), 6, 3, "def"),
      extended("B".repeat(32), 2, 0, "xy"),
      extended("A".repeat(32), 6, 0, "abc"),
    ],
  );
  const read = await blocksOf(file);
  expect(inShort(read)).toEqual([
    "/colour:ICC=profile",
    "/credentials:JUMBF 7=\0\0\0\x10jumbC2PAcred",
    `/xmp:${"A".repeat(32)}=abcdef`,
    `/xmp:${"B".repeat(32)}=xy`,
  ]);
  expect(read.unread).toEqual([]);
});

test("gives extended XMP of which a piece is missing, and says so", async () => {
  const read = await blocksOf(jpegFile(extended("A".repeat(32), 9, 0, "abc")));
  expect(inShort(read)).toEqual([`/xmp:${"A".repeat(32)}=abc`]);
  expect(read.unread).toMatchObject([{ why: "broken" }]);
});

test("puts together a resource that goes over a border", async () => {
  const resources = photoshopResource(0x0404, "IPTC data of some length");
  const read = await blocksOf(jpegFile(photoshop(resources.subarray(0, 20)), photoshop(resources.subarray(20))));
  expect(inShort(read)).toContain("/iptc:=IPTC data of some length");
  expect(read.blocks.find(({ kind }) => kind === "photoshop")?.bytes).toEqual(resources);
});

test("says in which picture a block is", async () => {
  const exif = exifSegment(tiffFile([{ tag: 0x8825, type: 4, count: 1, value: GPS_DIRECTORY }]));
  const inner = jpegFile(jpegSegment(0xfe, "inner"));
  const thumbnail = photoshop(photoshopResource(0x0409, concat([new Uint8Array(28), inner])));
  const read = await blocksOf(concat([jpegFile(exif, thumbnail), jpegFile(exif, thumbnail), jpegFile(exif)]));
  expect(read.blocks.filter(({ kind }) => kind === "exif").map(({ document }) => document)).toEqual([
    null,
    "image 2",
    "image 3",
  ]);
  expect(read.blocks.filter(({ kind }) => kind === "comment").map(({ document }) => document)).toEqual([
    "thumbnail",
    "image 2 thumbnail",
  ]);
});

test("gives what nobody knows behind what is known", async () => {
  const read = await blocksOf(
    concat([jpegFile(jpegSegment(0xe9, "Who? me"), jpegSegment(0xfe, "a")), bytesOfLatin1("words")]),
  );
  expect(inShort(read)).toEqual(["/comment:=a", "/unknown:Who? me=Who? me", "/trailing:=words"]);
});

test("says what is too large", async () => {
  const read = await blocksOf(concat([jpegFile(), new Uint8Array(4_000_001).fill(65)]));
  expect(read).toMatchObject({ blocks: [], unread: [{ why: "too_large", part: { kind: "trailing" } }] });
});

test("gives a large TIFF file's directories without its pixels", async () => {
  const text = bytesOfLatin1("A maker with a name");
  const entries = (offset: number) => [
    { tag: 0x010f, type: 2, count: text.length, value: text },
    { tag: 0x0111, type: 4, count: 1, value: offset },
    { tag: 0x0117, type: 4, count: 1, value: 4_000_000 },
    { tag: 0x8825, type: 4, count: 1, value: GPS_DIRECTORY },
  ];
  const head = tiffFile(entries(0), []).length;
  const read = await blocksOf(concat([tiffFile(entries(head), []), new Uint8Array(4_000_000).fill(7)]));
  const [exif] = read.blocks;
  expect(exif).toMatchObject({ kind: "exif", label: "TIFF", document: null });
  expect(exif!.bytes.length).toBeLessThan(300);
  const directories = await readTiffDirectories(sourceOfBytes(exif!.bytes));
  expect(directories.map(({ role, entries: { length } }) => [role, length])).toEqual([
    ["IFD0", 4],
    ["GPS", 2],
  ]);
  const make = directories[0]!.entries[0]!;
  expect(latin1(exif!.bytes, make.valueOffset, make.valueBytes)).toBe("A maker with a name");
});
