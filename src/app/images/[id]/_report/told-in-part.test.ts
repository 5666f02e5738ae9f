import { expect, it } from "vitest";
import { type DisclosureCode, REMOVED_BY } from "#picture/privacy/disclosure-codes.ts";
import type { Disclosed } from "#picture/report/report.ts";
import { toldInPart } from "./told-in-part.ts";

const disclosed = (code: DisclosureCode, source: string): Disclosed => ({
  code,
  value: "",
  source,
  remove: REMOVED_BY[code],
});
const DISCLOSES = [
  disclosed("location", "EXIF:GPS GPSLatitude, XMP:XMP-exif GPSLatitude"),
  disclosed("serial_number", "MakerNotes:Canon SerialNumber"),
  disclosed("thumbnail", "EXIF:IFD1 ThumbnailImage"),
  disclosed("trailing_data", "behind the end"),
];
const codes = (told: Disclosed[]) => told.map(({ code }) => code);

it("tells of a part what its kind of tags gives away", () => {
  expect(codes(toldInPart({ kind: "xmp" }, DISCLOSES))).toEqual(["location"]);
  expect(codes(toldInPart({ kind: "trailing" }, DISCLOSES))).toEqual(["trailing_data"]);
  expect(codes(toldInPart({ kind: "pixels" }, DISCLOSES))).toEqual([]);
});

it("tells what the parts inside give away", () => {
  const parts = [{ kind: "maker_note" as const, name: "0x927c", offset: 20, bytes: 9 }];
  expect(codes(toldInPart({ kind: "exif", parts }, DISCLOSES))).toEqual(["location", "serial_number", "thumbnail"]);
});
