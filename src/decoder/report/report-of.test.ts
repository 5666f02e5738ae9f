import { expect, it } from "vitest";
import { exifSegment, GPS_DIRECTORY, jpegFile, tiffFile } from "#picture/containers/files.fixture.ts";
import { reportOf } from "./report-of.ts";

const NOTHING = { version: "1", tags: [], truncated: false, errors: [], unread: [] };
const codesIn = async (file: Uint8Array) =>
  (await reportOf(file, { found: NOTHING })).discloses.map(({ code }) => code);

it("tells what our own readers see and ExifTool does not: GPS among the tags of Exif", async () => {
  const tiff = tiffFile([{ tag: 0x8769, type: 4, count: 1, value: GPS_DIRECTORY }]);
  expect(await codesIn(jpegFile(exifSegment(tiff)))).toEqual(["location"]);
});
