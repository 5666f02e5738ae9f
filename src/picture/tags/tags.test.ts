import { describe, expect, it } from "vitest";
import { bytesOfLatin1, concat } from "#picture/containers/bytes.ts";
import { photoshopResource, type TiffValue, tiffFile } from "#picture/containers/files.fixture.ts";
import { dmsText } from "./dms-text.ts";
import { exifTags } from "./exif-tags.ts";
import { iccTags } from "./icc-tags.ts";
import { iptcTags } from "./iptc-tags.ts";
import { photoshopTags } from "./photoshop-tags.ts";
import type { TagsRead } from "./tags-read.ts";
import { xmlEvents } from "./xml-events.ts";
import { xmpTags } from "./xmp-tags.ts";

const lines = ({ tags }: TagsRead) => tags.map(({ place, name, value }) => `${place} ${name}=${value}`);
const wide = (text: string): Uint8Array => Uint8Array.from([...text].flatMap((letter) => [0, letter.charCodeAt(0)]));
const sized = (text: string): Uint8Array => concat([Uint8Array.of(0, 0, 0, text.length), wide(text)]);

describe("degrees", () => {
  it("are written as ExifTool writes them", () => {
    expect(dmsText("48 51 31.84", "N")).toBe(`48 deg 51' 31.84" N`);
    expect(dmsText("33.5 0 0", "s")).toBe(`33 deg 30' 0.00" S`);
    expect(dmsText("10 59 59.999", "")).toBe(`11 deg 0' 0.00"`);
  });

  it("stay as they are where they make no position", () => {
    for (const numbers of ["", "0 0 0", "undef undef undef", "999 0 0", "1 2 3 4", "-5 0 0"])
      expect(dmsText(numbers, "N")).toBe(numbers);
  });
});

describe("Exif", () => {
  const comment = (code: string, text: Uint8Array): TiffValue => {
    const value = concat([bytesOfLatin1(code), text]);
    return { tag: 0x9286, type: 7, count: value.length, value };
  };

  it("has the texts of comments in their codes", async () => {
    for (const entry of [
      comment("ASCII\0\0\0", bytesOfLatin1("hello")),
      comment("UNICODE\0", wide("hello")),
      comment("\0\0\0\0\0\0\0\0", bytesOfLatin1("hello")),
    ]) {
      expect(lines(await exifTags(tiffFile([entry])))).toEqual(["IFD0 UserComment=hello"]);
    }
  });

  it("names a small copy by its length, and no block that has a reader of its own", async () => {
    const first: TiffValue[] = [{ tag: 0x02bc, type: 1, count: 8, value: new Uint8Array(8) }];
    const second: TiffValue[] = [
      { tag: 0x0201, type: 4, count: 1, value: 8 },
      { tag: 0x0202, type: 4, count: 1, value: 12 },
    ];
    expect(lines(await exifTags(tiffFile(first, second)))).toEqual(["IFD1 ThumbnailImage=(Binary data 12 bytes)"]);
  });

  it("is not whole where there is no header, or a directory leads out of it", async () => {
    expect((await exifTags(bytesOfLatin1("no Exif at all"))).whole).toBe(false);
    expect((await exifTags(tiffFile([]).subarray(0, 9))).whole).toBe(false);
    const outside = tiffFile([{ tag: 0x8769, type: 4, count: 1, value: 9_999 }]);
    expect((await exifTags(outside)).whole).toBe(false);
  });
});

describe("XMP", () => {
  const packet = (inside: string) =>
    bytesOfLatin1(`<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Pen 1"><rdf:RDF
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${inside}</rdf:RDF></x:xmpmeta>`);
  const MM = 'xmlns:m="http://ns.adobe.com/xap/1.0/mm/" xmlns:e="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"';

  it("has properties as attributes and elements, and fields of structures under flat names", async () => {
    const read = await xmpTags(
      packet(`<rdf:Description rdf:about="uuid:1" ${MM} m:DocumentID="d">
        <m:History><rdf:Seq><rdf:li e:action="saved" e:softwareAgent="Pen"/></rdf:Seq></m:History>
        <m:InstanceID rdf:resource="urn:x"/>
      </rdf:Description>`),
    );
    expect(read.whole).toBe(true);
    expect(lines(read)).toEqual([
      "XMP-x XMPToolkit=Pen 1",
      "XMP-rdf About=uuid:1",
      "XMP-xmpMM DocumentID=d",
      "XMP-xmpMM HistoryAction=saved",
      "XMP-xmpMM HistorySoftwareAgent=Pen",
      "XMP-xmpMM InstanceID=urn:x",
    ]);
  });

  it("is read in UTF-16, and in Latin-1 where it is no UTF-8", async () => {
    const text = '<d:City xmlns:d="http://ns.adobe.com/photoshop/1.0/">K\xf6ln</d:City>';
    for (const bytes of [bytesOfLatin1(text), wide(text), concat([Uint8Array.of(0xfe, 0xff), wide(text)])]) {
      expect(lines(await xmpTags(bytes))).toEqual(["XMP-photoshop City=K\u00f6ln"]);
    }
  });

  it("is not whole where elements do not close, or there is nothing in it", async () => {
    const open = await xmpTags(packet('<rdf:Description><d:a xmlns:d="urn:d">x'));
    expect(lines(open)).toContain("XMP-d A=x");
    expect(open.whole).toBe(false);
    expect((await xmpTags(bytesOfLatin1("no markup"))).whole).toBe(false);
  });

  it("expands no entity, and ends with markup that never does", () => {
    const text = '<!DOCTYPE a [<!ENTITY b "secret">]><a>&b;</a>';
    expect(JSON.stringify([...xmlEvents(text)])).toContain("&b;");
    for (const piece of ["<a ", "<a b='", "<!--", "</a", "<![CDATA[", "<?"]) {
      expect([...xmlEvents(piece.repeat(20_000))].length).toBeLessThanOrEqual(40_000);
    }
  });
});

describe("other blocks", () => {
  it("name what Photoshop's resources say, IPTC among them", async () => {
    const version = concat([Uint8Array.of(0, 0, 0, 1, 1), sized("Pen"), sized("Pen 2"), Uint8Array.of(0, 0, 0, 1)]);
    const block = concat([
      bytesOfLatin1("Photoshop 3.0\0"),
      photoshopResource(0x0421, version),
      photoshopResource(0x0404, "\x1c\x02\x5a\x00\x05Paris"),
      photoshopResource(0x040b, "http://example.org/"),
      photoshopResource(0x041e, "\0\0\0\0"),
    ]);
    expect(lines(await photoshopTags(block))).toEqual([
      "Photoshop WriterName=Pen",
      "Photoshop ReaderName=Pen 2",
      "IPTC City=Paris",
      "Photoshop URL=http://example.org/",
      "Photoshop URL_List=",
    ]);
  });

  it("are not whole where a length leads out of them", async () => {
    expect(iptcTags(bytesOfLatin1("\x1c\x02\x5a\x00\x50Paris")).whole).toBe(false);
    expect(iptcTags(bytesOfLatin1("\x1c\x02\x5a\x80\x09Paris")).whole).toBe(false);
    expect(iptcTags(bytesOfLatin1("no datasets")).whole).toBe(false);
  });

  it("have the number of a display", () => {
    const profile = new Uint8Array(132 + 12 + 40);
    profile.set(bytesOfLatin1("acsp"), 36);
    profile.set([0, 0, 0, 1], 128);
    profile.set([...bytesOfLatin1("mmod"), 0, 0, 0, 144, 0, 0, 0, 40], 132);
    profile.set([6, 16], 144 + 10);
    expect(lines(iccTags(profile))[0]).toMatch(/^ICC_Profile MakeAndModel=00 00 06 10/);
    expect(iccTags(new Uint8Array(200)).tags).toEqual([]);
  });
});
