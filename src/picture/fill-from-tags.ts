import type { Metadata } from "./metadata.ts";
import type { FoundTag } from "./privacy/found-tag.ts";
import { tagText } from "./tag-list.ts";

/** Who is believed first; XMP's and Exif's values are in the record already, where they could be read. */
const GROUPS = ["EXIF", "XMP", "MakerNotes", "Composite"];
const LONGEST = 120;

const SERIAL_NUMBERS = ["SerialNumber", "BodySerialNumber", "CameraSerialNumber", "InternalSerialNumber"];
const LENS_SERIAL_NUMBERS = ["LensSerialNumber", "InternalLensSerialNumber"];
/** By name, then by what it can do; the number of a lens in its maker's table is made a name by ExifTool. */
const LENSES = ["LensID", "LensModel", "LensType", "LensSpec", "Lens", "LensInfo"];
const SPEEDS = ["ISO", "CameraISO", "ISOSpeed", "RecommendedExposureIndex", "SonyISO", "ISOSetting", "ISOValue"];

/** What ExifTool's list says of camera, lens and ISO, maker notes included; null where it says nothing that can be believed. */
export interface TagFields {
  camera: Metadata["camera"];
  iso: number | null;
}

/**
 * Camera, lens, serial numbers and ISO as ExifTool found them. Values that mean "not known" or are nothing of the kind
 * are left out, and so are those of pictures inside the picture.
 */
export function fieldsOfTags(tags: readonly FoundTag[]): TagFields {
  const values = valuesByName(tags);
  const all = (names: readonly string[]): string[] => names.flatMap((name) => values.get(name) ?? []);
  const first = (names: readonly string[]): string | null => firstFit(all(names), said);
  return {
    camera: {
      make: first(["Make"]),
      model: first(["Model"]),
      serialNumber: firstFit(all(SERIAL_NUMBERS), serialNumber),
      lensMake: first(["LensMake"]),
      lens: firstFit(all(LENSES), lens),
      lensSerialNumber: firstFit(all(LENS_SERIAL_NUMBERS), serialNumber),
      software: first(["Software"]),
      ownerName: first(["OwnerName", "CameraOwnerName"]),
    },
    iso: firstFit(all(SPEEDS), speed),
  };
}

/** The same metadata with what stands in maker notes alone; what the record has stays. */
export function fillFields(metadata: Metadata, { camera, iso }: TagFields): Metadata {
  const own = Object.entries(metadata.camera).filter(([, value]) => value !== null);
  return {
    ...metadata,
    camera: { ...camera, ...Object.fromEntries(own) },
    exposure: { ...metadata.exposure, iso: metadata.exposure.iso ?? iso },
  };
}

/** Values of the picture itself, one line each, of those groups that are believed. */
function valuesByName(tags: readonly FoundTag[]): Map<string, string[]> {
  const own = tags.filter(({ document, place, group }) => !document && place !== "IFD1" && GROUPS.includes(group));
  const ranked = own.toSorted((one, other) => GROUPS.indexOf(one.group) - GROUPS.indexOf(other.group));
  const values = new Map<string, string[]>();
  for (const { name, value } of ranked) {
    const text = tagText(value)
      .slice(0, 1000)
      .replace(/[\s\p{C}]+/gu, " ")
      .trim();
    if (text !== "" && text.length <= LONGEST) values.set(name, [...(values.get(name) ?? []), text]);
  }
  return values;
}

function firstFit<T>(values: readonly string[], fit: (text: string) => T | null): T | null {
  for (const value of values) {
    const found = fit(value);
    if (found !== null) return found;
  }
  return null;
}

/** What cameras and ExifTool write where there is nothing. */
const UNSAID =
  /^(?:n\/a|none|no|unknown\b.*|undef(?:ined)?|not (?:set|available|attached)|\(?(?:none|binary data .*)\)?|[-.?*_ ]+)$/i;

function said(text: string): string | null {
  return UNSAID.test(text) ? null : text;
}

/** At least two different characters, one of them a digit: not `0000000`, not `ffffffff`. */
function serialNumber(text: string): string | null {
  const plain = text.replace(/[^A-Za-z0-9]/g, "");
  const told = plain.length >= 3 && /\d/.test(plain) && new Set(plain).size > 1 && !/^0+[1-9]?$/.test(plain);
  return told ? said(text) : null;
}

/** A focal length in mm, of which there is no lens below 1, or a name that is not one of several. */
function lens(text: string): string | null {
  if (said(text) === null || / or /.test(text)) return null;
  const focal = /(\d+(?:\.\d+)?)(?: ?- ?\d+(?:\.\d+)?)? ?mm/i.exec(text);
  if (focal === null || Number(focal[1]) < 1) return null;
  return text.replace(
    /^(\d[\d.]*)(?: ?- ?(\d[\d.]*))? mm/,
    (_, from, to) => `${to === undefined ? from : `${from}-${to}`}mm`,
  );
}

function speed(text: string): number | null {
  const number = Number(/^(?:ISO ?)?(\d{1,7})(?:\.0+)?(?![\d.])/.exec(text)?.[1] ?? 0);
  return number > 0 && number <= 5_000_000 ? number : null;
}
