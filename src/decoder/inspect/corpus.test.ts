import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CORPUS } from "#corpus.fixture.ts";
import { isAppError } from "#errors.ts";
import type { Metadata } from "#picture/metadata.ts";
import { identify } from "./identify.ts";
import { type ReadMetadata, readMetadata } from "./read-metadata.ts";

const present = existsSync(join(CORPUS, "truth.json"));
if (!present) {
  console.info(
    "Skipped: the comparison with ExifTool. CORPUS_DIR names no folder with real pictures and a truth.json.",
  );
}

type Truth = Record<string, Record<string, unknown>>;

/** ExifTool's names for the formats that open. */
const OPENS: Readonly<Record<string, string>> = {
  JPEG: "jpeg",
  PNG: "png",
  WEBP: "webp",
  "Extended WEBP": "webp",
  GIF: "gif",
  AVIF: "avif",
  TIFF: "tiff",
  SVG: "svg",
  HEIC: "heic",
  BMP: "bmp",
  ICO: "ico",
  MP4: "avifs",
};

/** ExifTool's fields, each beside ours. `lensMaker` is missing: it comes from maker notes, which are not read here. */
const FIELDS: Readonly<Record<string, (read: ReadMetadata) => unknown>> = {
  make: ({ metadata }) => metadata.camera.make,
  model: ({ metadata }) => metadata.camera.model,
  lens: ({ metadata }) => metadata.camera.lens,
  // The tag as it stands; `lens` is the name that is made of it.
  lensModel: ({ metadata }) => metadata.raw.exif?.LensModel,
  software: ({ metadata }) => metadata.camera.software,
  exposureTime: ({ metadata }) => metadata.exposure.exposureTime,
  fNumber: ({ metadata }) => metadata.exposure.fNumber,
  iso: ({ metadata }) => metadata.exposure.iso,
  focalLength: ({ metadata }) => metadata.exposure.focalLength,
  dateTimeOriginal: ({ metadata }) => metadata.dates.taken?.local,
  createDate: ({ metadata }) => metadata.dates.digitized?.local,
  offsetTimeOriginal: ({ metadata }) => metadata.dates.taken?.offset,
  gpsLatitude: ({ metadata }) => metadata.location?.latitude,
  gpsLongitude: ({ metadata }) => metadata.location?.longitude,
  // A height without a position is no place: one file has that, among its raw values.
  gpsAltitude: ({ metadata }) => metadata.location?.altitude ?? metadata.raw.gps?.GPSAltitude,
  orientation: ({ orientation }) => orientation,
  artist: ({ metadata }) => metadata.description.creator,
  copyright: ({ metadata }) => metadata.description.copyright,
  imageDescription: ({ metadata }) => metadata.description.caption,
  iptcCity: ({ metadata }) => metadata.description.city,
  xmpTitle: ({ metadata }) => metadata.description.title,
  xmpRating: ({ metadata }) => metadata.description.rating,
  xmpSubject: ({ metadata }) => metadata.description.keywords,
  iptcKeywords: raw("iptc", "Keywords"),
  iptcByline: raw("iptc", "By-line"),
  iptcCopyright: raw("iptc", "CopyrightNotice"),
  iptcCaption: raw("iptc", "Caption-Abstract"),
  iptcObjectName: raw("iptc", "ObjectName"),
  xmpCreator: raw("xmp", "creator"),
  xmpRights: raw("xmp", "rights"),
  xmpDescription: raw("xmp", "description"),
  colorSpace: raw("exif", "ColorSpace"),
  iccName: raw("icc", "ICC Description"),
};

function raw(group: keyof Omit<Metadata["raw"], "truncated">, name: string): (read: ReadMetadata) => unknown {
  return ({ metadata }) => metadata.raw[group]?.[name];
}

/** Blank and absent are the same; dates lose ExifTool's colons; a list of one is its item. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join("|");
  return String(value ?? "")
    .trim()
    .replace(/^(\d{4}):(\d{2}):(\d{2}) /, "$1-$2-$3T");
}

function same(ours: unknown, theirs: unknown): boolean {
  if (typeof theirs === "number" && !Array.isArray(ours)) {
    return plain(ours) !== "" && Math.abs(Number(ours) - theirs) <= Math.max(1e-6, Math.abs(theirs) * 1e-6);
  }
  return plain(ours) === plain(theirs);
}

describe.runIf(present)("real pictures, against ExifTool", () => {
  const truth: Truth = present ? JSON.parse(readFileSync(join(CORPUS, "truth.json"), "utf8")) : {};

  it.each(Object.entries(truth))("knows what %s is", async (name, facts) => {
    const found = await identify(join(CORPUS, name)).then(
      (format) => ({ id: format.id, mediaType: format.mediaType }),
      (error: unknown) => (isAppError(error) ? error.code : error),
    );
    const id = OPENS[String(facts.fileType)];
    expect(found).toEqual({ id, mediaType: id === "avifs" ? "image/avif" : facts.mime });
  });

  /**
   * The four are lens names: two of a table by numbers that a maker encrypts or hands out twice, and two that ExifTool
   * calls "Unknown", of cameras whose lens does not come off.
   */
  it("reads all values as ExifTool does but four", async () => {
    const misses: string[] = [];
    let values = 0;
    for (const [name, facts] of Object.entries(truth)) {
      if (!(String(facts.fileType) in OPENS)) continue;
      const path = join(CORPUS, name);
      const read = await readMetadata(path);
      expect(JSON.stringify(read.metadata).length).toBeLessThan(100_000);
      for (const [field, theirs] of Object.entries(facts)) {
        const ours = FIELDS[field]?.(read);
        if (!(field in FIELDS)) continue;
        values += 1;
        if (!same(ours, theirs))
          misses.push(`${name}: ${field} is ${JSON.stringify(theirs)}, read ${JSON.stringify(ours)}`);
      }
    }
    console.info(
      `${values - misses.length} of ${values} values as ExifTool reads them.`,
      ...misses.map((miss) => `\n  ${miss}`),
    );
    expect(misses.length).toBeLessThanOrEqual(4);
  });
});
