import { degrees, xmpDegrees } from "#picture/degrees.ts";
import type { Metadata } from "#picture/metadata.ts";
import { exifNumber, exifNumbers, exifText } from "./exif-values.ts";
import type { RawTags, TagGroups } from "./raw-tags.ts";
import { xmpField, xmpNumber, xmpText } from "./xmp-values.ts";

type Location = NonNullable<Metadata["location"]>;

/**
 * Where the picture was taken: Exif's GPS tags (Exif 3.0 §4.6.7), else XMP's. Null unless both coordinates are
 * finite and on the globe; cameras without a fix write empty ones, which come out as 0/0.
 */
export function readLocation(tags: TagGroups): Location | null {
  return exifLocation(tags.exif) ?? xmpLocation(tags.xmp);
}

function exifLocation(exif: RawTags): Location | null {
  const latitude = degrees(exifNumbers(exif, "GPSLatitude"), exifText(exif, "GPSLatitudeRef"));
  const longitude = degrees(exifNumbers(exif, "GPSLongitude"), exifText(exif, "GPSLongitudeRef"));
  const altitude = exifNumber(exif, "GPSAltitude");
  const below = isBelow(exif.get("GPSAltitudeRef")?.value);
  return onGlobe(latitude, longitude, altitude, below, exifNumber(exif, "GPSImgDirection"));
}

function xmpLocation(xmp: RawTags): Location | null {
  const text = (name: string) => xmpText(xmp, name) ?? xmpField(xmp, "LocationCreated", name);
  const latitude = xmpDegrees(text("GPSLatitude"));
  const longitude = xmpDegrees(text("GPSLongitude"));
  const below = isBelow(xmpNumber(xmp, "GPSAltitudeRef"));
  return onGlobe(latitude, longitude, xmpNumber(xmp, "GPSAltitude"), below, xmpNumber(xmp, "GPSImgDirection"));
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
