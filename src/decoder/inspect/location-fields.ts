import { degrees, textDegrees } from "#picture/degrees.ts";
import type { Metadata } from "#picture/metadata.ts";
import { exifNumber, exifNumbers, exifText } from "./exif-values.ts";
import type { RawTags, TagGroups } from "./raw-tags.ts";
import { xmpField, xmpList, xmpNumber, xmpText } from "./xmp-values.ts";

type Location = NonNullable<Metadata["location"]>;

/** Drones' and programs' own names of a coordinate, in whatever namespace, where the standard's say nothing. */
const OTHER_NAMES = [
  ["GpsLatitude", "GpsLongitude"],
  ["GpsLatitude", "GpsLongtitude"],
  ["Latitude", "Longitude"],
  ["latitude", "longitude"],
  ["lat", "lon"],
  ["lat", "long"],
  ["lat", "lng"],
] as const;

/**
 * Where the picture was taken: Exif's GPS tags (Exif 3.0 §4.6.7), else XMP's, else Exif's fields as texts of a PNG. Null
 * unless both coordinates are finite and on the globe; cameras without a fix write empty ones, which come out as 0/0.
 */
export function readLocation(tags: TagGroups, exifTexts: ReadonlyMap<string, string> = new Map()): Location | null {
  return exifLocation(tags.exif) ?? xmpLocation(tags.xmp) ?? textLocation(exifTexts);
}

function exifLocation(exif: RawTags): Location | null {
  const coordinate = (name: string): number | null => {
    const reference = exifText(exif, `${name}Ref`);
    return degrees(exifNumbers(exif, name), reference) ?? textDegrees(exifText(exif, name), reference);
  };
  const altitude = exifNumber(exif, "GPSAltitude");
  const below = isBelow(exif.get("GPSAltitudeRef")?.value);
  const direction = exifNumber(exif, "GPSImgDirection");
  return onGlobe(coordinate("GPSLatitude"), coordinate("GPSLongitude"), altitude, below, direction);
}

function xmpLocation(xmp: RawTags): Location | null {
  const coordinate = (name: string): number | null => {
    const reference = xmpText(xmp, `${name}Ref`);
    const parts = xmpList(xmp, name);
    const text = parts.length > 1 ? parts.join(" ") : (parts[0] ?? xmpField(xmp, "LocationCreated", name));
    return textDegrees(text, reference);
  };
  const below = isBelow(xmpNumber(xmp, "GPSAltitudeRef"));
  const altitude = xmpNumber(xmp, "GPSAltitude");
  const direction = xmpNumber(xmp, "GPSImgDirection");
  const standard = onGlobe(coordinate("GPSLatitude"), coordinate("GPSLongitude"), altitude, below, direction);
  if (standard) return standard;
  const others = OTHER_NAMES.map(([north, east]) => onGlobe(coordinate(north), coordinate(east), null, false, null));
  return others.find((location) => location !== null) ?? null;
}

function textLocation(texts: ReadonlyMap<string, string>): Location | null {
  const coordinate = (name: string): number | null =>
    textDegrees(texts.get(name) ?? null, texts.get(`${name}Ref`) ?? null);
  return onGlobe(coordinate("GPSLatitude"), coordinate("GPSLongitude"), null, false, null);
}

function onGlobe(
  latitude: number | null,
  longitude: number | null,
  altitude: number | null,
  below: boolean,
  direction: number | null,
): Location | null {
  if (latitude === null || longitude === null) return null;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return {
    latitude,
    longitude,
    altitude: altitude === null ? null : below ? 0 - Math.abs(altitude) : altitude,
    direction: direction !== null && direction >= 0 && direction <= 360 ? direction : null,
  };
}

/** 1, and Exif 3.0's 3 (ellipsoid), say below. */
function isBelow(reference: unknown): boolean {
  const value: unknown = Array.isArray(reference) ? reference[0] : reference;
  return value === 1 || value === 3;
}
