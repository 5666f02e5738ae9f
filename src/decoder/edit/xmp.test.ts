import { expect, test } from "vitest";
import { cutOf } from "#picture/privacy/cut.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { REMOVAL_KINDS } from "#picture/privacy/removal.ts";
import { cutNames, NOTHING } from "./blocks.fixture.ts";
import { cutXmp } from "./xmp.ts";

const packet = (inside: string, around = "") =>
  Buffer.from(
    `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>${around}<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="A toolkit"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="uuid:1" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:stRef="http://ns.adobe.com/xap/1.0/sType/ResourceRef#" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:q="urn:example" xmlns:GImage="http://ns.google.com/photos/1.0/image/" ${inside}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
  );

const RICH = packet(
  `photoshop:City="Hereford" q:lat="48.858844"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">A &amp; B</rdf:li></rdf:Alt></dc:title>
<dc:subject><rdf:Bag><rdf:li>a tower</rdf:li><rdf:li>at 48.858844, 2.294351</rdf:li></rdf:Bag></dc:subject>
<xmpMM:DerivedFrom stRef:filePath="/Users/jane/a.psd" stRef:documentID="did:1"/>
<Iptc4xmpCore:CreatorContactInfo rdf:parseType="Resource"><Iptc4xmpCore:CiAdrCity>Hereford</Iptc4xmpCore:CiAdrCity><Iptc4xmpCore:CiEmailWork>a@b.example</Iptc4xmpCore:CiEmailWork></Iptc4xmpCore:CreatorContactInfo>
<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Hereford</Iptc4xmpExt:City></rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated></rdf:Description>`,
);

test("names each property as ExifTool does, in attributes, structures and lists", () => {
  const seen: string[] = [];
  const goes = ({ place, name, value }: FoundTag) => seen.push(`${place}:${name}=${value}`) < 0;
  expect(cutXmp(RICH, { ...NOTHING, goes })).toMatchObject({ changed: false, removed: [], empty: false });
  expect(seen).toEqual([
    "XMP-x:XMPToolkit=A toolkit",
    "XMP-rdf:About=uuid:1",
    "XMP-photoshop:City=Hereford",
    "XMP-q:Lat=48.858844",
    "XMP-dc:Title=A & B",
    "XMP-dc:Subject=a tower",
    "XMP-dc:Subject=at 48.858844, 2.294351",
    "XMP-xmpMM:DerivedFromFilePath=/Users/jane/a.psd",
    "XMP-xmpMM:DerivedFromDocumentID=did:1",
    "XMP-iptcCore:CreatorCity=Hereford",
    "XMP-iptcCore:CreatorWorkEmail=a@b.example",
    "XMP-iptcExt:LocationCreatedCity=Hereford",
  ]);
});

test("takes the place out and leaves the rest, down to one item of a list", () => {
  const cut = cutXmp(RICH, cutOf(["location"]));
  expect(cut?.text).not.toMatch(/Hereford|48\.8588|LocationCreated/);
  expect(cut?.text).toMatch(/A &amp; B[\s\S]*a tower[\s\S]*jane[\s\S]*a@b\.example/);
  expect(cut?.removed).toHaveLength(5);
});

test("takes everything out, with names of namespaces", () => {
  const cut = cutXmp(RICH, cutOf(REMOVAL_KINDS));
  expect(cut?.empty).toBe(true);
  expect(cut?.text).not.toMatch(/jane|tower|toolkit|uuid|urn:example|photoshop/i);
});

test("comments, foreign instructions and stray texts go always", () => {
  const cut = cutXmp(
    packet("><!-- 48.8, 2.2 -->loose<dc:title>One</dc:title></rdf:Description>", "<?other secret?>"),
    NOTHING,
  );
  expect(cut?.text).not.toMatch(/48\.8|loose|secret/);
  expect(cut?.text).toMatch(/xpacket begin[\s\S]*One[\s\S]*xpacket end/);
  expect(cut?.removed.map(({ value }) => value)).toEqual(["secret", "48.8, 2.2", "loose"]);
});

test("a picture in base64 goes where what is in it is to go", () => {
  const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), Buffer.alloc(60, "inner")]);
  const xmp = packet(`><GImage:Data>${jpeg.toString("base64")}</GImage:Data></rdf:Description>`);
  expect(cutXmp(xmp, NOTHING, (bytes) => Buffer.from(bytes).includes("inner"))?.removed[0]?.name).toBe("ImageData");
  expect(cutXmp(xmp, NOTHING, () => false)?.changed).toBe(false);
});

test("reads UTF-16 of either order, with a mark or without", () => {
  const text = RICH.toString("utf8").slice(RICH.toString("utf8").indexOf("<x:xmpmeta"));
  const little = Buffer.from(text, "utf16le");
  const big = Buffer.from(little).swap16();
  const marked = Buffer.concat([Buffer.from([0xfe, 0xff]), big]);
  for (const bytes of [little, big, marked]) {
    expect(cutXmp(bytes, cutNames(/City$/))?.text).toContain("A &amp; B");
    expect(cutXmp(bytes, cutNames(/City$/))?.text).not.toContain("Hereford");
  }
});

test("what is broken, too deep or with a document type is not vouched for", () => {
  const read = (text: string) => cutXmp(Buffer.from(text), NOTHING);
  expect(read(RICH.toString().slice(0, 700))).toBeNull();
  expect(read(`<!DOCTYPE a><a/>`)).toBeNull();
  expect(read("")).toBeNull();
  expect(read(`${"<a>".repeat(200)}${"</a>".repeat(200)}`)).toBeNull();
  expect(cutXmp(Buffer.from([0x3c, 0xff, 0x3e]), NOTHING)).toBeNull();
});
