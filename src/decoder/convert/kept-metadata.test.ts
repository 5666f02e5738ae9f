// @module-tag slow
import { readFile, writeFile } from "node:fs/promises";
import ExifReader from "exifreader";
import { expect, test } from "vitest";
import { convertAs, patches, save } from "#decoder/pictures.fixture.ts";
import { type SharpMetadata, sharp } from "#decoder/sharp-setup.ts";
import { app13, withApp13 } from "./jpeg-segment.ts";
import { keptMetadata } from "./kept-metadata.ts";

const EXIF = {
  IFD0: { Make: "Proof", Copyright: "A. Person" },
  IFD2: { LensModel: "Fifty" },
  IFD3: {
    GPSLatitudeRef: "N",
    GPSLatitude: "51/1 30/1 3230/100",
    GPSLongitudeRef: "W",
    GPSLongitude: "0/1 7/1 4366/100",
  },
};
const XMP = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/"
 xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"
 exif:GPSLatitude="51,30.5N" photoshop:City="Hereford" photoshop:Credit="A. Person" tiff:Orientation="6" drone-dji:GpsLongtitude="7.1">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A &amp; B</rdf:li></rdf:Alt></dc:title>
<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Hereford</Iptc4xmpExt:City></rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

const IIM = Buffer.concat(
  [
    [0, "\0\x04"],
    [90, "Hereford"],
    [101, "England"],
    [105, "A headline"],
    [120, "A caption"],
  ].map(([number, text]) => {
    const value = Buffer.from(String(text), "latin1");
    return Buffer.concat([Buffer.from([0x1c, 2, Number(number), 0, value.length]), value]);
  }),
);

async function source(format: "jpeg" | "webp" | "avif" | "png" = "jpeg", orientation = 6) {
  const picture = patches([[200, 60, 40]])
    .withMetadata({ orientation })
    .withExif(EXIF)
    .withXmp(XMP);
  return save(picture.withMetadata({ orientation }).toFormat(format));
}

async function tags(path: string) {
  return ExifReader.load(await readFile(path), { expanded: true });
}

test.each(["jpeg", "webp", "avif", "png"] as const)(
  "a %s loses its place and nothing else, unless all is kept",
  async (from) => {
    const path = await source(from);
    expect((await tags(path)).gps?.Latitude).toBeCloseTo(51.509, 3);
    const xmp = async (query: string) =>
      (await sharp((await convertAs(path, query)).path).metadata()).xmpAsString ?? "";
    for (const to of ["jpeg", "webp", "avif", "png"]) {
      const without = await tags((await convertAs(path, `format=${to}`)).path);
      expect(without.gps).toBeUndefined();
      expect(without.exif?.Copyright?.description).toBe("A. Person");
      expect(without.exif?.LensModel?.description).toBe("Fifty");
      expect(await xmp(`format=${to}`)).toMatch(/Credit="A\. Person"[\s\S]*A &amp; B/);
      expect(await xmp(`format=${to}`)).not.toMatch(/Hereford|GPS|Location/i);

      const all = await tags((await convertAs(path, `format=${to}&metadata=all`)).path);
      expect(all.gps?.Longitude).toBeCloseTo(-0.1288, 3);
      expect(await xmp(`format=${to}&metadata=all`)).toMatch(/GPSLatitude[\s\S]*City="Hereford"/);
      expect(await xmp(`format=${to}&metadata=all`)).not.toMatch(/Orientation|hdrgm:Version/);

      const none = await tags((await convertAs(path, `format=${to}&metadata=none`)).path);
      expect([none.exif, none.gps, none.xmp, none.iptc].filter(Boolean)).toEqual([]);
      expect(await xmp(`format=${to}&metadata=none`)).toBe("");
    }
  },
);

test("a TIFF keeps XMP, cleaned", async () => {
  const kept = await tags((await convertAs(await source(), "format=tiff")).path);
  expect(kept.xmp?.Credit?.description).toBe("A. Person");
  expect(JSON.stringify(kept)).not.toMatch(/Hereford|GPS/);
});

test("a JPEG keeps IPTC without the place, and the rest of Photoshop's resources never", async () => {
  const resource = app13(0x0404, IIM);
  const thumbnail = Buffer.from("8BIM\x04\x0c\0\0\0\0\0\x04THUM", "latin1");
  const payload = Buffer.concat([resource, thumbnail]);
  const jpeg = withApp13(
    await patches([[9, 9, 9]])
      .jpeg()
      .toBuffer(),
    payload,
  );
  const path = await save(patches([[9, 9, 9]]).jpeg());
  await writeFile(path, jpeg);
  expect((await tags(path)).iptc?.City?.description).toBe("Hereford");

  const without = (await convertAs(path, "format=jpeg")).path;
  expect((await tags(without)).iptc?.Headline?.description).toBe("A headline");
  expect((await readFile(without)).toString("latin1")).not.toMatch(/Hereford|England|THUM/);
  const all = (await convertAs(path, "format=jpeg&metadata=all")).path;
  expect((await tags(all)).iptc?.City?.description).toBe("Hereford");
  expect((await readFile(all)).includes("THUM")).toBe(false);
  expect((await tags((await convertAs(path, "metadata=none")).path)).iptc).toBeUndefined();
});

test("the Exif thumbnail, which would show what was cut off, never stays", async () => {
  const thumbnail = await patches([[250, 0, 0]], 16)
    .jpeg()
    .toBuffer();
  const { exif = Buffer.alloc(0) } = await sharp(await source("jpeg", 1)).metadata();
  const withThumbnail = addThumbnail(exif, thumbnail);
  for (const metadata of ["all", "no-location"] as const) {
    const edited = kept({ exif: withThumbnail }, metadata).exif ?? new Uint8Array();
    expect(edited.length).toBeGreaterThan(100);
    expect(Buffer.from(edited).includes(thumbnail.subarray(0, 40))).toBe(false);
  }
});

test("cuts the maker note with the place, and only then", async () => {
  const exif = makerNoteExif();
  const note = (metadata: "all" | "no-location") =>
    Buffer.from(kept({ exif }, metadata).exif ?? []).includes("SECRET-NOTE");
  expect(note("all")).toBe(true);
  expect(note("no-location")).toBe(false);
});

test("an Exif block that leads nowhere is left out, and never throws", () => {
  const good = makerNoteExif();
  for (let at = 6; at < good.length; at++) {
    for (const value of [0, 0x7f, 0xff]) {
      const broken = Buffer.from(good);
      broken[at] = value;
      for (const metadata of ["all", "no-location"] as const) {
        const { exif } = kept({ exif: broken }, metadata);
        expect(exif === null || exif.length <= good.length).toBe(true);
      }
    }
  }
  expect(kept({ exif: Buffer.alloc(0) }).exif).toBeNull();
  expect(kept({ exif: good.subarray(0, 20) }).exif).toBeNull();
});

test("XMP that cannot be vouched for is left out", () => {
  const edit = (text: string) => kept({ xmp: Buffer.from(text) }).xmp;
  expect(edit(XMP)).toContain("A. Person");
  expect(edit(XMP)).not.toMatch(/Hereford|GPS|Orientation|hdrgm:Version/i);
  expect(edit(XMP.slice(0, 900))).toBeNull();
  expect(edit(`<!DOCTYPE x [<!ENTITY a "b">]>${XMP}`)).toBeNull();
  expect(edit(" ".repeat(1_000_001))).toBeNull();
  expect(edit("")).toBeNull();
  expect(edit(`${"<a>".repeat(100_000)}`)).toBeNull();
  expect(kept({ xmp: Buffer.from([0xff, 0xfe, 0x3c, 0]) }, "all").xmp).toBeNull();
});

/** What of blocks goes into a JPEG. */
function kept(blocks: Pick<SharpMetadata, "exif" | "xmp" | "iptc">, metadata: "all" | "no-location" = "no-location") {
  return keptMetadata(blocks as SharpMetadata, { format: "jpeg", metadata });
}

/** IFD0 with a directory of one maker note, little-endian. */
function makerNoteExif(): Buffer {
  const note = "SECRET-NOTE";
  const bytes = Buffer.alloc(6 + 8 + 18 + 18 + note.length);
  bytes.write("Exif\0\0II*\0\x08\0\0\0", "latin1");
  const directory = (at: number, tag: number, type: number, count: number, value: number) => {
    bytes.writeUInt16LE(1, at);
    bytes.writeUInt16LE(tag, at + 2);
    bytes.writeUInt16LE(type, at + 4);
    bytes.writeUInt32LE(count, at + 6);
    bytes.writeUInt32LE(value, at + 10);
  };
  directory(14, 0x8769, 4, 1, 26);
  directory(32, 0x927c, 7, note.length, 44);
  bytes.write(note, 50, "latin1");
  return bytes;
}

/** The block with a second directory that holds a thumbnail. */
function addThumbnail(exif: Buffer, thumbnail: Buffer): Buffer {
  const little = exif.toString("latin1", 6, 8) === "II";
  const long = (bytes: Buffer, value: number, at: number) =>
    little ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  const short = (bytes: Buffer, value: number, at: number) =>
    little ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at);
  const head = Buffer.from(exif);
  const count = little ? head.readUInt16LE(14) : head.readUInt16BE(14);
  long(head, exif.length - 6, 14 + 2 + count * 12);
  const directory = Buffer.alloc(2 + 24 + 4);
  short(directory, 2, 0);
  for (const [index, [tag, value]] of [
    [0x0201, exif.length - 6 + directory.length],
    [0x0202, thumbnail.length],
  ].entries()) {
    short(directory, tag as number, 2 + index * 12);
    short(directory, 4, 4 + index * 12);
    long(directory, 1, 6 + index * 12);
    long(directory, value as number, 10 + index * 12);
  }
  return Buffer.concat([head, directory, thumbnail]);
}
