// @module-tag slow
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FAULTS } from "#corpus.fixture.ts";
import { dataset } from "#decoder/edit/blocks.fixture.ts";
import { convertAs, patches, save, scratch } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { WRITABLE } from "#picture/formats.ts";
import { exiftoolVersion, pictureNames } from "#picture/privacy/native-exiftool.fixture.ts";
import { app13, withApp13 } from "./jpeg-segment.ts";

if (exiftoolVersion === null)
  console.warn("skipped: what conversions keep, by another eye, for exiftool is not installed");
if (!existsSync(FAULTS))
  console.warn(`skipped: conversions of files that were once missed, for there are none at ${FAULTS}`);

const NAMESPACES = Object.entries({
  cell: "http://developer.sonyericsson.com/cell/1.0/",
  crs: "http://ns.adobe.com/camera-raw-settings/1.0/",
  dc: "http://purl.org/dc/elements/1.1/",
  GCamera: "http://ns.google.com/photos/1.0/camera/",
  GImage: "http://ns.google.com/photos/1.0/image/",
  Iptc4xmpCore: "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
  Iptc4xmpExt: "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
  photoshop: "http://ns.adobe.com/photoshop/1.0/",
  plus: "http://ns.useplus.org/ldf/xmp/1.0/",
  q: "urn:example:anything",
  stRef: "http://ns.adobe.com/xap/1.0/sType/ResourceRef#",
  tiff: "http://ns.adobe.com/tiff/1.0/",
  xmp: "http://ns.adobe.com/xap/1.0/",
  xmpMM: "http://ns.adobe.com/xap/1.0/mm/",
})
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(" ");

/** A second picture with a place of its own, as base64. */
const inner = (
  await patches([[1, 2, 3]])
    .withExif({ IFD3: { GPSLatitude: "51/1 30/1 3230/100", GPSLatitudeRef: "N" } })
    .jpeg()
    .toBuffer()
).toString("base64");

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- at 48.858844, 2.294351 --><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${NAMESPACES}
 q:lat="48.858844" q:lon="2.294351" q:note="a foreign word" cell:cellid="50280" cell:lac="4236" GCamera:MotionPhoto="1" crs:RawFileName="jane.cr2"
 photoshop:Credit="A. Person" photoshop:City="Hereford" xmp:Rating="4" tiff:Orientation="6" Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia">
<GImage:Data>${inner}</GImage:Data><dc:description><rdf:Alt><rdf:li xml:lang="x-default">Seen at 48.858844, 2.294351</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>A. Person</rdf:li></rdf:Seq></dc:creator><xmpMM:DerivedFrom stRef:filePath="/Users/jane/secret.psd"/>
<Iptc4xmpCore:CreatorContactInfo rdf:parseType="Resource"><Iptc4xmpCore:CiAdrCity>Hereford</Iptc4xmpCore:CiAdrCity><Iptc4xmpCore:CiEmailWork>a@b.example</Iptc4xmpCore:CiEmailWork></Iptc4xmpCore:CreatorContactInfo>
<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>A. Firm</plus:LicensorName><plus:LicensorCity>Hereford</plus:LicensorCity></rdf:li></rdf:Seq></plus:Licensor>
</rdf:Description></rdf:RDF></x:xmpmeta>`;
const SECRETS = /Hereford|48\.8588|51 deg|50280|4236|foreign word|Motion|secret|jane|ImageData|Göteborg/;

async function source(): Promise<string> {
  const exif = {
    IFD0: { Make: "Proof", Copyright: "A. Person" },
    IFD2: { LensModel: "Fifty", BodySerialNumber: "4711" },
    IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 3230/100", GPSLongitudeRef: "W", GPSLongitude: "0/1 7/1 1/1" },
  };
  const jpeg = await patches([[200, 60, 40]])
    .withExif(exif)
    .withXmp(XMP)
    .jpeg()
    .toBuffer();
  const city = dataset(
    2,
    90,
    Uint8Array.from("G\u00f6teborg", (letter) => letter.charCodeAt(0)),
  );
  const path = scratch("planted.jpg");
  await writeFile(path, withApp13(jpeg, app13(0x0404, Buffer.concat([city, dataset(2, 105, "A headline")]))));
  return path;
}

/** All that the native program lists of each file, families before names; also of what is inside. */
function listed(...paths: string[]): Record<string, unknown>[] {
  const args = ["-j", "-a", "-G1", "-s", "-ee", "-u", "-q", "-q", ...paths];
  const said = execFileSync("exiftool", args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 64e6,
  });
  const own = ([name]: [string, unknown]) => !/^(?:SourceFile|System|File|ExifTool)\b/.test(name);
  return (JSON.parse(said) as Record<string, unknown>[]).map((tags) =>
    Object.fromEntries(Object.entries(tags).filter(own)),
  );
}

test.skipIf(exiftoolVersion === null).each(WRITABLE.map(({ id }) => id))(
  "a result as %s says what is wanted, and nothing else",
  async (format) => {
    const path = await source();
    const results = [`format=${format}`, `format=${format}&metadata=none`].map((query) => convertAs(path, query));
    const [before, kept, none] = listed(path, ...(await Promise.all(results)).map((result) => result.path));
    expect(JSON.stringify(before)).toMatch(/GPSLatitude[\s\S]*50280[\s\S]*Hereford/);
    expect(JSON.stringify(kept)).not.toMatch(SECRETS);
    if (format !== "gif") {
      expect(kept).toMatchObject({
        "XMP-photoshop:Credit": "A. Person",
        "XMP-iptcCore:CreatorWorkEmail": "a@b.example",
        "XMP-plus:LicensorName": "A. Firm",
        "XMP-xmp:Rating": 4,
      });
    }
    if (!["gif", "tiff"].includes(format)) {
      expect(kept).toMatchObject({
        "IFD0:Copyright": "A. Person",
        "ExifIFD:LensModel": "Fifty",
        "ExifIFD:SerialNumber": 4711,
      });
    }
    if (format === "jpeg") expect(kept?.["IPTC:Headline"]).toBe("A headline");
    expect(Object.keys(none ?? {}).filter((name) => /^(?:XMP|IPTC|GPS|ExifIFD|Photoshop|IFD1)/.test(name))).toEqual([]);
    expect(JSON.stringify(none)).not.toMatch(/A\. Person|Fifty|4711/);
  },
);

test.skipIf(exiftoolVersion === null)("with all that is kept, values of Exif come out as they went in", async () => {
  const path = await source();
  const [before, after] = listed(path, (await convertAs(path, "metadata=all")).path);
  for (const [name, value] of Object.entries(before ?? {})) {
    if (/^(?:IFD0|ExifIFD|GPS):/.test(name) && !/Orientation|ImageWidth|ImageHeight/.test(name))
      expect(after?.[name]).toEqual(value);
  }
});

test("an animation keeps what a still keeps", async () => {
  const frames = await sharp({ create: { width: 20, height: 40, channels: 4, background: "#c42" } })
    .raw()
    .toBuffer();
  const path = await save(
    sharp(frames, { raw: { width: 20, height: 40, channels: 4, pageHeight: 20 } })
      .withExif({ IFD0: { Copyright: "A. Person" }, IFD3: { GPSLatitude: "51/1 30/1 3230/100" } })
      .webp({ loop: 0 }),
  );
  for (const query of ["format=webp&page=all", "format=webp&page=all&rotate=90"]) {
    const bytes = await readFile((await convertAs(path, query)).path);
    expect(bytes.includes("A. Person")).toBe(true);
  }
});

const faults =
  exiftoolVersion === null
    ? []
    : pictureNames(FAULTS).filter((name) => /^(?:iptc|image|png|[jkptwhgsex]\w*\d|xmp|exif)/.test(name));
/** Places that the files of `faults.tsv` hold. */
const PLACES =
  /48\.858|2\.2943|GPS(?:Latitude|Longitude|Position)|Göteborg|Källtorp|Götaland|50280|CellTower|GImage|Rueil/;

test.skipIf(faults.length === 0)(
  "gives no place of the files that were once missed away, in any format",
  async () => {
    const results: string[] = [];
    for (const name of faults) {
      for (const { id } of WRITABLE) {
        for (const metadata of ["no-location", "none"]) {
          const { path } = await convertAs(join(FAULTS, name), `format=${id}&metadata=${metadata}`);
          const bytes = (await readFile(path)).toString("latin1");
          expect(bytes, `${name} as ${id}`).not.toMatch(/48\.8588|2\.29435|janedoe|hidden words/);
          results.push(path);
        }
      }
    }
    const said = listed(...results);
    expect(said).toHaveLength(results.length);
    for (const [index, tags] of said.entries()) expect(JSON.stringify(tags), results[index]).not.toMatch(PLACES);
  },
  300_000,
);

test.skipIf(faults.length === 0)("keeps Exif that a HEIC begins with the head of a JPEG's segment", async () => {
  const { path } = await convertAs(join(FAULTS, "exif-item-with-app1-prefix.heic"), "format=jpeg&metadata=all");
  expect(listed(path)[0]).toMatchObject({ "IFD0:Make": "Xiaomi", "GPS:GPSLatitude": expect.anything() });
});
