/** ExifTool's fields, each beside where the contract puts it. */
import type { ImageView } from "#web/responses/image-view.ts";

type Read = (image: ImageView) => unknown;
type Group = "exif" | "iptc" | "xmp" | "icc";

const raw =
  (group: Group, name: string): Read =>
  ({ metadata }) =>
    metadata?.raw[group]?.[name];

const FIELDS: Readonly<Record<string, Read>> = {
  // ExifTool takes an AVIF sequence for a film; its registered type is image/avif.
  mime: ({ mediaType, format }) => (format === "avifs" ? "video/mp4" : mediaType),
  orientation: ({ orientation }) => orientation,
  make: ({ metadata }) => metadata?.camera.make,
  model: ({ metadata }) => metadata?.camera.model,
  lens: ({ metadata }) => metadata?.camera.lens,
  lensModel: raw("exif", "LensModel"),
  software: ({ metadata }) => metadata?.camera.software,
  exposureTime: ({ metadata }) => metadata?.exposure.exposureTime,
  fNumber: ({ metadata }) => metadata?.exposure.fNumber,
  iso: ({ metadata }) => metadata?.exposure.iso,
  focalLength: ({ metadata }) => metadata?.exposure.focalLength,
  dateTimeOriginal: ({ metadata }) => metadata?.dates.taken?.local,
  createDate: ({ metadata }) => metadata?.dates.digitized?.local,
  offsetTimeOriginal: ({ metadata }) => metadata?.dates.taken?.offset,
  gpsLatitude: ({ metadata }) => metadata?.location?.latitude,
  gpsLongitude: ({ metadata }) => metadata?.location?.longitude,
  gpsAltitude: ({ metadata }) => metadata?.location?.altitude ?? metadata?.raw.gps?.GPSAltitude,
  artist: ({ metadata }) => metadata?.description.creator,
  copyright: ({ metadata }) => metadata?.description.copyright,
  imageDescription: ({ metadata }) => metadata?.description.caption,
  iptcCity: ({ metadata }) => metadata?.description.city,
  xmpTitle: ({ metadata }) => metadata?.description.title,
  xmpRating: ({ metadata }) => metadata?.description.rating,
  xmpSubject: ({ metadata }) => metadata?.description.keywords,
  iptcKeywords: raw("iptc", "Keywords"),
  iptcByline: raw("iptc", "By-line"),
  iptcCopyright: raw("iptc", "CopyrightNotice"),
  iptcCaption: raw("iptc", "Caption-Abstract"),
  iptcObjectName: raw("iptc", "ObjectName"),
  xmpCreator: raw("xmp", "creator"),
  xmpRights: raw("xmp", "rights"),
  xmpDescription: raw("xmp", "description"),
  colorSpace: raw("exif", "ColorSpace"),
  iccName: ({ iccProfile }) => iccProfile,
};

/** Known causes, printed beside a miss. */
const CAUSES: readonly (readonly [field: RegExp, cause: string])[] = [
  [/^lens$/, "ExifTool composes this name from maker notes and its own table of lenses"],
];

export interface Comparison {
  right: number;
  misses: string[];
}

/** Compares every value that the contract has a place for. */
export function compareFields(image: ImageView, truth: Record<string, unknown>): Comparison {
  const misses: string[] = [];
  let right = 0;
  for (const [field, theirs] of Object.entries(truth)) {
    const read = FIELDS[field];
    if (!read) continue;
    const ours = read(image);
    if (same(ours, theirs)) right++;
    else {
      const cause = CAUSES.find(([pattern]) => pattern.test(field))?.[1] ?? "UNKNOWN CAUSE";
      misses.push(
        `${image.name}: ${field} is ${JSON.stringify(theirs)}, read ${JSON.stringify(ours ?? null)} (${cause})`,
      );
    }
  }
  return { right, misses };
}

function same(ours: unknown, theirs: unknown): boolean {
  if (typeof theirs === "number" && !Array.isArray(ours)) {
    return plain(ours) !== "" && Math.abs(Number(ours) - theirs) <= Math.max(1e-6, Math.abs(theirs) * 1e-6);
  }
  return plain(ours) === plain(theirs);
}

/** Blank and absent are the same; dates lose ExifTool's colons; a list of one is its item. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join("|");
  return String(value ?? "")
    .trim()
    .replace(/^(\d{4}):(\d{2}):(\d{2}) /, "$1-$2-$3T");
}
