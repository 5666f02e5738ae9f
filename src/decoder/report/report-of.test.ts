import { expect, it } from "vitest";
import { bytesOfLatin1, concat } from "#picture/containers/bytes.ts";
import { exifSegment, GPS_DIRECTORY, jpegFile, jpegSegment, tiffFile } from "#picture/containers/files.fixture.ts";
import { reportOf } from "./report-of.ts";

const NOTHING = { version: "1", tags: [], truncated: false, errors: [], unread: [] };
const codesIn = async (file: Uint8Array) =>
  (await reportOf(file, { found: NOTHING })).discloses.map(({ code }) => code);

const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${RDF}"><rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="Rome"/></rdf:RDF></x:xmpmeta>`;

it("tells what our own readers see and ExifTool does not: GPS among the tags of Exif", async () => {
  const tiff = tiffFile([{ tag: 0x8769, type: 4, count: 1, value: GPS_DIRECTORY }]);
  expect(await codesIn(jpegFile(exifSegment(tiff)))).toEqual(["location"]);
});

it("tells the metadata in bytes of no known kind", async () => {
  const gps = tiffFile([{ tag: 0x8825, type: 4, count: 1, value: GPS_DIRECTORY }]);
  const strange = concat([bytesOfLatin1("Strange\0"), gps]);
  expect(await codesIn(jpegFile(jpegSegment(0xe9, strange)))).toEqual(["location", "unknown_data"]);
  expect(await codesIn(concat([jpegFile(), bytesOfLatin1(XMP)]))).toEqual(["location_name", "trailing_data"]);
});

it("tells coordinates in XMP that does not parse", async () => {
  const broken = "<x:xmpmeta><exif:GPSLatitude>48,51.53N</exif:GPSLatitude>";
  const segment = jpegSegment(0xe1, `http://ns.adobe.com/xap/1.0/\0${broken}`);
  expect(await codesIn(jpegFile(segment))).toEqual(["location"]);
});

it("tells no location of a GPS directory that has none", async () => {
  const tiff = tiffFile([
    { tag: 0x8825, type: 4, count: 1, value: [{ tag: 0, type: 1, count: 4, value: 0x02030000 }] },
  ]);
  expect(await codesIn(jpegFile(exifSegment(tiff)))).toEqual([]);
});
