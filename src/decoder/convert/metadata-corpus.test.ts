// @module-tag long
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import ExifReader from "exifreader";
import { describe, expect, test } from "vitest";
import { CORPUS } from "#corpus.fixture.ts";
import { convertAs, processFile } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { WRITABLE } from "#picture/formats.ts";

const present = existsSync(CORPUS);
if (!present) console.warn(`skipped: conversions of real files with a place, for there is no corpus at ${CORPUS}`);

/** What a result must not say: names of fields in XMP and IIM, however they are spelled. */
const PLACE_NAMES = /GPS|Latitude|Longt?itude|:City|:State|:Country|Sub-?location|LocationShown|LocationCreated/i;

const files = present
  ? (await readdir(CORPUS)).filter((name) => /\.(jpe?g|png|webp|avif|gif|tiff?|heic)$/i.test(name))
  : [];
const placed: string[] = [];
for (const name of files) {
  const { facts } = await processFile(join(CORPUS, name), { name });
  if (facts.warnings.some((warning) => warning.code === "location")) placed.push(name);
}

describe.skipIf(!present)("real files with a place", () => {
  test("are there", () => expect(placed.length).toBeGreaterThan(10));

  describe.each(placed)("%s", (name) => {
    const source = join(CORPUS, name);

    test.each(WRITABLE.map((format) => format.id))("gives nothing of it away as %s", async (format) => {
      const coordinates = await coordinateBytes(source);
      for (const metadata of ["no-location", "none"]) {
        const { path } = await convertAs(source, `format=${format}&width=64&metadata=${metadata}`);
        const bytes = await readFile(path);
        expect(bytes.toString("latin1")).not.toMatch(PLACE_NAMES);
        for (const value of coordinates) expect(bytes.includes(value)).toBe(false);
        const tags = ExifReader.load(bytes, { expanded: true });
        expect(tags.gps).toBeUndefined();
        expect(
          Object.keys({ ...tags.exif, ...tags.iptc, ...tags.xmp }).filter((tag) => PLACE_NAMES.test(`:${tag}`)),
        ).toEqual([]);
        expect(tags.Thumbnail).toBeUndefined();
      }
    });

    test("keeps it with metadata=all, where sharp reads it and the format can", async () => {
      const { exif } = await sharp(source).metadata();
      const before = ExifReader.load(await readFile(source), { expanded: true }).gps;
      if (!exif || before?.Latitude === undefined) return;
      for (const format of ["jpeg", "png", "webp", "avif"]) {
        const { path } = await convertAs(source, `format=${format}&width=64&metadata=all`);
        const after = ExifReader.load(await readFile(path), { expanded: true });
        expect(after.gps?.Latitude).toBeCloseTo(before.Latitude, 6);
        expect(after.gps?.Longitude).toBeCloseTo(before.Longitude ?? Number.NaN, 6);
        expect(after.Thumbnail).toBeUndefined();
      }
    });
  });
});

/** The coordinates as Exif stores them, in either byte order: three rationals each. */
async function coordinateBytes(path: string): Promise<Buffer[]> {
  const { exif } = ExifReader.load(await readFile(path), { expanded: true });
  return [exif?.GPSLatitude, exif?.GPSLongitude].flatMap((tag) => {
    const numbers = (tag?.value as unknown as [number, number][] | undefined)?.flat() ?? [];
    if (numbers.every((value) => value <= 1)) return [];
    const bytes = [Buffer.alloc(numbers.length * 4), Buffer.alloc(numbers.length * 4)] as const;
    numbers.forEach((value, index) => {
      bytes[0].writeUInt32BE(value, index * 4);
      bytes[1].writeUInt32LE(value, index * 4);
    });
    return [...bytes];
  });
}
