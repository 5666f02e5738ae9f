import { afterAll, describe, expect, it } from "vitest";
import {
  ascii,
  exifSegment,
  fractions,
  iptcSegment,
  jpeg,
  scratch,
  tiff,
  xmpPacket,
  xmpSegment,
} from "#decoder/inspect/byte-builders.fixture.ts";
import { type ReadMetadata, readMetadata } from "#decoder/inspect/read-metadata.ts";
import { disclosureSentence } from "#format/disclosure.ts";
import { privacyMessages } from "#messages/privacy.ts";
import type { RawValue } from "#picture/metadata.ts";
import type { Disclosure } from "./disclosure.ts";
import { editHistory } from "./edit-history.ts";
import { privacyReport, type ReportInput } from "./privacy-report.ts";

const files = scratch();
afterAll(files.remove);

async function read(...segments: Buffer[]): Promise<ReadMetadata> {
  return readMetadata(files.path(jpeg(...segments)));
}

async function reportOf(segments: Buffer[], copy: ReportInput["copy"] = "none"): Promise<Disclosure[]> {
  return privacyReport({ ...(await read(...segments)), copy });
}

const sentences = (report: Disclosure[], kind: Disclosure["kind"]): string[] =>
  report.filter((one) => one.kind === kind).map(disclosureSentence);

const told = (input: ReportInput) =>
  privacyReport(input).map((one) => ({ kind: one.kind, sentence: disclosureSentence(one) }));

const NAMESPACES = `xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
  xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:digiKam="http://www.digikam.org/ns/1.0/"
  xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"
  xmlns:MP="http://ns.microsoft.com/photo/1.2/" xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#"
  xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
  xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
  xmlns:stRef="http://ns.adobe.com/xap/1.0/sType/ResourceRef#" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"`;

const packet = (properties: string): Buffer => xmpSegment(xmpPacket(properties, NAMESPACES));
const list = (name: string, items: string[], kind = "Bag"): string =>
  `<${name}><rdf:${kind}>${items.join("")}</rdf:${kind}></${name}>`;
const item = (text: string): string => `<rdf:li>${text}</rdf:li>`;
const structure = (fields: string): string => `<rdf:li rdf:parseType="Resource">${fields}</rdf:li>`;
const face = (name: string | null, type = "Face"): string =>
  structure(`${name === null ? "" : `<mwg-rs:Name>${name}</mwg-rs:Name>`}<mwg-rs:Type>${type}</mwg-rs:Type>
    <mwg-rs:Area stArea:x="0.5" stArea:y="0.5" stArea:w="0.1" stArea:h="0.1" stArea:unit="normalized"/>`);
const regions = (...all: string[]): string =>
  `<mwg-rs:Regions rdf:parseType="Resource">${list("mwg-rs:RegionList", all)}</mwg-rs:Regions>`;
const event = (fields: string): string => `<rdf:li ${fields}/>`;

describe("the privacy report", () => {
  it("says nothing of a picture that says nothing", async () => {
    expect(await reportOf([])).toEqual([]);
  });

  it("names a place that has no coordinates, in all its parts", async () => {
    const place = structure("<Iptc4xmpExt:Sublocation>Gasteig</Iptc4xmpExt:Sublocation>");
    const report = await reportOf([
      packet(`<photoshop:City>Munich</photoshop:City>${list("Iptc4xmpExt:LocationShown", [place])}`),
      iptcSegment([95, "Bavaria"]),
    ]);
    expect(sentences(report, "location")).toEqual(["It names a place: Munich, Bavaria, Gasteig."]);
  });

  it("names a country by its code where nothing else does", async () => {
    const code = "<Iptc4xmpCore:CountryCode>DEU</Iptc4xmpCore:CountryCode>";
    expect(sentences(await reportOf([packet(code)]), "location")).toEqual(["It names a place: DEU."]);
    const both = await reportOf([packet(`${code}<photoshop:Country>Germany</photoshop:Country>`)]);
    expect(sentences(both, "location")).toEqual(["It names a place: Germany."]);
  });

  it("tells of a receiver's readings that are no position, and of none where there are none", async () => {
    const readings = (...gps: Parameters<typeof fractions>[]) =>
      reportOf([exifSegment(tiff([], { gps: [ascii(0x0009, "V"), ...gps.map((one) => fractions(...one))] }))]);
    for (const gps of [
      [0x0006, [520, 1]],
      [0x0011, [90, 1]],
      [0x0014, [33, 1], [30, 1], [0, 1]],
    ] as Parameters<typeof fractions>[]) {
      expect(sentences(await readings(gps), "location")).toEqual([privacyMessages.locationReadings]);
    }
    expect(sentences(await readings(), "location")).toEqual([]);
    const xmp = await reportOf([packet("<exif:GPSAltitude>520/1</exif:GPSAltitude>")]);
    expect(sentences(xmp, "location")).toEqual([privacyMessages.locationReadings]);
  });

  it("counts all people, and names the first twenty", async () => {
    const names = Array.from({ length: 30 }, (_, at) => item(`P${at}.`));
    const [said] = sentences(await reportOf([packet(list("Iptc4xmpExt:PersonInImage", names))]), "people");
    expect(said).toMatch(/^It names 30 people: P0\., .*P19\. …$/);
  });

  it("tells what is warned of where no record could be made", () => {
    const warnings = [{ code: "location", detail: "This picture names a place." }] as const;
    expect(told({ metadata: null, warnings, copy: "none" })).toEqual([
      { kind: "location", sentence: "This picture names a place." },
    ]);
  });

  it("names people wherever programs write them, each once", async () => {
    const microsoft = `<MP:RegionInfo rdf:parseType="Resource">${list("MPRI:Regions", [
      structure(
        "<MPReg:Rectangle>0.1,0.1,0.2,0.2</MPReg:Rectangle><MPReg:PersonDisplayName>Dora</MPReg:PersonDisplayName>",
      ),
    ])}</MP:RegionInfo>`;
    const report = await reportOf([
      packet(
        list("Iptc4xmpExt:PersonInImage", [item("Anna")]) +
          regions(face("Bert"), face("Anna"), face(null), face("Rex", "Pet")) +
          microsoft +
          list("digiKam:TagsList", [item("People/Family/Cleo"), item("Places/Rome")], "Seq"),
      ),
    ]);
    expect(sentences(report, "people")).toEqual(["It names 4 people: Anna, Bert, Dora, Cleo."]);
    expect(sentences(report, "faces")).toEqual(["It marks 3 faces, and where they are."]);
    expect(sentences(report, "location")).toEqual([]);
  });

  it("counts a face without a name", async () => {
    const report = await reportOf([packet(regions(face(null)))]);
    expect(sentences(report, "people")).toEqual([]);
    expect(sentences(report, "faces")).toEqual(["It marks a face, and where in the picture it is."]);
  });

  it("says both serial numbers, who owns the camera, and how to reach who made the picture", async () => {
    const exif = tiff([ascii(0x013b, "Ada Example")], {
      exif: [ascii(0xa430, "Bob Owner"), ascii(0xa431, "SN1"), ascii(0xa435, "LN2")],
    });
    const contact = `<Iptc4xmpCore:CreatorContactInfo Iptc4xmpCore:CiEmailWork="ada@example.org"/>`;
    const report = await reportOf([exifSegment(exif), packet(contact)]);
    expect(sentences(report, "serial_number").join()).toMatch(
      /camera’s serial number: SN1\..*lens’s serial number: LN2\./,
    );
    expect(sentences(report, "owner")).toEqual([
      "It names the camera’s owner: Bob Owner.",
      "It names who made it: Ada Example.",
      "It says how to reach who made it: ada@example.org.",
    ]);
  });

  it("says when, and what the time zone tells", async () => {
    const exif = tiff([], { exif: [ascii(0x9003, "2019:03:21 11:04:22"), ascii(0x9011, "-06:00")] });
    const report = await reportOf([exifSegment(exif)]);
    expect(sentences(report, "dates")).toEqual([
      "It says when it was taken: 2019-03-21, 11:04:22.",
      "It names the time zone, UTC-06:00: roughly where it was taken.",
    ]);
  });

  it("tells the traces of editing apart", async () => {
    const history = list(
      "xmpMM:History",
      [
        event('stEvt:action="created" stEvt:when="2018-04-14T13:42:30-07:00" stEvt:softwareAgent="Adobe Photoshop"'),
        event('stEvt:action="derived" stEvt:parameters="converted from image/tiff to image/jpeg"'),
      ],
      "Seq",
    );
    const report = await reportOf([
      packet(
        `${history}<xmpMM:OriginalDocumentID>xmp.did:1</xmpMM:OriginalDocumentID>
         <crs:HasSettings>True</crs:HasSettings><xmp:CreatorTool>Lightroom</xmp:CreatorTool>`,
      ),
    ]);
    expect(sentences(report, "history")).toEqual(["It keeps 2 steps of its editing, in Adobe Photoshop."]);
    expect(report.map(({ kind }) => kind)).toEqual(["history", "settings", "document", "software"]);
  });

  it("tells of the small copy what is known of it", async () => {
    expect(sentences(await reportOf([], "same"), "thumbnail")[0]).toMatch(/the same as the picture/);
    expect(sentences(await reportOf([], "differs"), "thumbnail")[0]).toMatch(/something else/);
    expect(sentences(await reportOf([], "unknown"), "thumbnail")[0]).toMatch(/may show/);
  });

  it("falls back on a warning that the record does not explain", async () => {
    const { metadata } = await read();
    const detail = "This picture names a place: somewhere.";
    const warnings = [
      { code: "location", detail },
      { code: "damaged", detail: "It ends early." },
    ] as const;
    expect(told({ metadata, warnings, copy: "none" })).toEqual([
      { kind: "location", sentence: detail },
      { kind: "damaged", sentence: "It ends early." },
    ]);
  });

  it("keeps its sentences short and in one line whatever a file says", async () => {
    const long = `${"x".repeat(1_000)}\n<script>`;
    const report = await reportOf([
      packet(list("Iptc4xmpExt:PersonInImage", Array(50).fill(item(long.replaceAll("<", "&lt;"))))),
      exifSegment(tiff([ascii(0x013b, long)], { exif: [ascii(0xa430, "<b>bold</b>")] })),
    ]);
    for (const sentence of report.map(disclosureSentence)) {
      expect(sentence.length).toBeLessThan(2_500);
      expect(sentence).not.toContain("\n");
    }
    expect(sentences(report, "owner")[0]).toContain("<b>bold</b>");
  });
});

describe("the edit history", () => {
  it("keeps Photoshop's log apart from the other property of its name, and its folders are told of", async () => {
    const log = "<photoshop:History>C:\\Users\\ada\\a &amp; b.psd&#x9;opened</photoshop:History>";
    const report = await read(packet(log + list("xmpMM:History", [event('stEvt:action="saved"')], "Seq")));
    expect(editHistory(report.metadata.raw.xmp ?? {})).toMatchObject({
      log: "C:\\Users\\ada\\a & b.psd opened",
      steps: [{ what: "saved" }],
    });
    expect(privacyReport({ ...report, copy: "none" }).map(disclosureSentence)).toEqual([
      "It keeps a step of its editing.",
      privacyMessages.historyLog,
    ]);
  });

  it("has the last twenty steps, and how many there were before", async () => {
    const steps = Array.from({ length: 33 }, (_, at) => event(`stEvt:action="saved" stEvt:when="step ${at}"`));
    const { metadata } = await read(packet(list("xmpMM:History", steps, "Seq")));
    const { steps: kept, earlier } = editHistory(metadata.raw.xmp ?? {});
    expect([kept.length, earlier, kept[0]?.when, kept.at(-1)?.when]).toEqual([20, 13, "step 13", "step 32"]);
  });

  it("knows a picture that was made from another", async () => {
    const { metadata } = await read(packet('<xmpMM:DerivedFrom stRef:documentID="xmp.did:7"/>'));
    expect(editHistory(metadata.raw.xmp ?? {})).toMatchObject({ steps: [], derived: true });
  });

  it("makes nothing of shapes that are none", () => {
    const shapes: RawValue[] = [null, 7, "", {}, [], [null, 3, [[]], {}], { action: {} }];
    for (const History of shapes) {
      expect(editHistory({ History, DerivedFrom: "x" })).toEqual({ steps: [], earlier: 0, log: null, derived: false });
    }
  });
});
