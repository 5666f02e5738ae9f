import { describe, expect, it } from "vitest";
import type { Part, PartKind } from "#picture/containers/part.ts";
import { PART_KINDS } from "#picture/containers/part.ts";
import { DISCLOSURE_CODES, REMOVED_BY } from "#picture/privacy/disclosure-codes.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { type DiscloseInput, disclose } from "./disclose.ts";

const NOTHING: DiscloseInput = { tags: [], parts: [], texts: [] };
const part = (kind: PartKind, name: string, more: Partial<Part> = {}): Part => ({
  offset: 0,
  bytes: 12,
  kind,
  name,
  ...more,
});
const tag = (group: string, place: string, name: string, value: FoundTag["value"]): FoundTag => ({
  group,
  place,
  name,
  value,
});
const lines = (input: Partial<DiscloseInput>): string[] =>
  disclose({ ...NOTHING, ...input }).map(({ code, value, source }) => `${code}|${value}|${source}`);

describe("what a file discloses", () => {
  it("is nothing where it holds no more than a picture", () => {
    expect(
      lines({
        parts: [part("structure", "SOI"), part("pixels", "SOS"), part("colour", "APP2"), part("padding", "free")],
      }),
    ).toEqual([]);
  });

  it("is told of each part that is more than the picture, at any level", () => {
    const parts = [
      part("unknown", "prVt"),
      part("exif", "APP1", { parts: [part("thumbnail", "IFD1"), part("not_walked", "x", { bytes: 1 })] }),
      part("gain_map", "APP2"),
      part("trailing", "", { bytes: 600 }),
      part("broken", "APP13", { label: "Photoshop 3.0" }),
      part("video", "mdat"),
    ];
    expect(lines({ parts })).toEqual([
      "thumbnail||IFD1",
      "second_image||APP2",
      "video||mdat",
      "trailing_data|600 bytes|behind the end",
      "unknown_data|12 bytes|prVt",
      "unknown_data|1 byte|not looked through",
      "unreadable|12 bytes|APP13 Photoshop 3.0",
    ]);
  });

  it("knows each kind of part", () => {
    for (const kind of PART_KINDS) expect(() => disclose({ ...NOTHING, parts: [part(kind, "x")] })).not.toThrow();
  });

  it("is told by tags, what weighs most first, with the kinds of a scrub that take it out", () => {
    const tags = [
      tag("EXIF", "IFD0", "Make", "Maker"),
      tag("EXIF", "ExifIFD", "FNumber", "2.8"),
      { ...tag("EXIF", "GPS", "GPSLatitude", "48 deg 51' 31.84\" N"), document: "Doc1" },
      tag("IPTC", "IPTC", "City", "Göteborg"),
    ];
    expect(lines({ tags })).toEqual([
      "location|48 deg 51' 31.84\" N|EXIF:GPS GPSLatitude (Doc1)",
      "location_name|Göteborg|IPTC City",
      "device|Maker|EXIF:IFD0 Make",
    ]);
    for (const one of disclose({ ...NOTHING, tags })) expect(one.remove).toEqual(REMOVED_BY[one.code]);
  });

  it("is told by the texts of what no reader knows", () => {
    const texts = [
      { source: "behind the end", text: "taken at 48.858844,2.294351, saved in /home/jane/a.png" },
      { source: "XMP", text: "digitalsourcetype/trainedAlgorithmicMedia by jane@example.org" },
      { source: "tEXt", text: "a cat\nNegative prompt: dog" },
    ];
    expect(lines({ texts })).toEqual([
      "location|48.858844,2.294351|behind the end",
      "contact|jane@example.org|XMP",
      "file_path|/home/jane/a.png|behind the end",
      "prompt|a cat Negative prompt: dog|tEXt",
      "ai_generated|trainedAlgorithmicMedia|XMP",
    ]);
  });

  it("stands there once for one code and value, with all its sources", () => {
    const tags = ["IFD0", "ExifIFD"].map((place) => tag("EXIF", place, "Artist", "Jane Doe"));
    expect(lines({ tags: [...tags, tag("XMP", "XMP-dc", "Creator", "Jane  Doe\n")] })).toEqual([
      "person|Jane Doe|EXIF:IFD0 Artist, EXIF:ExifIFD Artist, XMP:XMP-dc Creator",
    ]);
  });

  it("is one comment where a part and a tag say it", () => {
    const tags = [tag("File", "File", "Comment", "hello")];
    expect(lines({ tags, parts: [part("comment", "COM")] })).toEqual(["comment|hello|File Comment, COM"]);
  });

  it("is cut to a line of 200 characters, and to 20 of a code", () => {
    const long = tag("IPTC", "IPTC", "Caption-Abstract", `one\ntwo\u0000${"x".repeat(5_000)}`);
    const [caption] = disclose({ ...NOTHING, tags: [long] });
    expect(caption?.value).toHaveLength(200);
    expect(caption?.value).toMatch(/^one two x+…$/);
    const many = Array.from({ length: 50 }, (_, at) => tag("IPTC", "IPTC", "By-line", `Person ${at}`));
    const people = disclose({ ...NOTHING, tags: many });
    expect(people).toHaveLength(21);
    expect(people.at(-1)).toMatchObject({ code: "person", value: "30 more values" });
  });

  it("counts the settings of a raw developer", () => {
    const tags = Array.from({ length: 97 }, (_, at) => tag("XMP", "XMP-crs", `Setting${at}`, "0"));
    expect(lines({ tags })).toEqual(["settings|97 settings|XMP-crs"]);
  });

  it("takes what others found", () => {
    const more = DISCLOSURE_CODES.map((code) => ({ code, value: "x", source: "y", remove: REMOVED_BY[code] }));
    expect(disclose({ ...NOTHING, more: more.toReversed() })).toEqual(more);
  });

  it("has no value of its own for bytes", () => {
    const bytes = "(Binary data 528 bytes, use -b option to extract)";
    const tags = [
      tag("EXIF", "IFD1", "ThumbnailImage", bytes),
      tag("Photoshop", "Photoshop", "PhotoshopThumbnail", bytes),
    ];
    expect(lines({ tags })).toEqual(["thumbnail||EXIF:IFD1 ThumbnailImage, Photoshop PhotoshopThumbnail"]);
  });
});
