import { textDegrees } from "#picture/degrees.ts";
import type { Metadata, RawGroup } from "#picture/metadata.ts";
import { dateOf } from "#picture/metadata-dates.ts";
import type { Disclosure } from "#picture/privacy/disclosure.ts";
import { privacyReport } from "#picture/privacy/privacy-report.ts";
import { textOf } from "#picture/privacy/raw-lists.ts";
import { type Head, readHead } from "./read-head.ts";

/**
 * The privacy report of a file that nobody has sent anywhere: what its head says, in the same terms as of a stored
 * picture. `null` for a format that is not looked into here. Runs in a browser's worker; throws as `readHead`.
 */
export async function firstLook(file: Blob): Promise<Disclosure[] | null> {
  const head = await readHead(file);
  if (head === null) return null;
  const { exif, gps, iptc, xmp } = head;
  const report = privacyReport({
    metadata: {
      camera: { ...NO_CAMERA, ...cameraOf(head) },
      dates: {
        taken: dateOf(
          first([exif, "DateTimeOriginal"], [xmp, "DateTimeOriginal"]),
          first([exif, "OffsetTimeOriginal"]),
        ),
        digitized: dateOf(first([exif, "CreateDate"], [xmp, "CreateDate"]), first([exif, "OffsetTimeDigitized"])),
        modified: dateOf(first([exif, "ModifyDate"], [xmp, "ModifyDate"]), first([exif, "OffsetTime"])),
      },
      location: locationOf(gps, xmp),
      description: {
        ...NO_DESCRIPTION,
        creator: first([exif, "Artist"], [xmp, "creator"], [iptc, "Byline"]),
        city: first([xmp, "City"], [iptc, "City"]),
        country: first([xmp, "Country"], [iptc, "Country"]),
      },
      raw: {
        exif: null,
        gps,
        icc: null,
        iptc: {
          "Sub-location": iptc.Sublocation ?? null,
          "Province-State": iptc.State ?? null,
          "Country/Primary Location Code": iptc.CountryCode ?? null,
        },
        xmp,
      },
    },
    warnings: [],
    copy: head.copy ? "unknown" : "none",
  });
  return head.cut ? [...report, { kind: "cut", code: "first_look" }] : report;
}

const NO_CAMERA: Metadata["camera"] = {
  make: null,
  model: null,
  serialNumber: null,
  lensMake: null,
  lens: null,
  lensSerialNumber: null,
  software: null,
  ownerName: null,
};
const NO_DESCRIPTION: Metadata["description"] = {
  title: null,
  caption: null,
  keywords: [],
  creator: null,
  copyright: null,
  credit: null,
  city: null,
  country: null,
  rating: null,
};

function cameraOf({ exif, xmp }: Head): Partial<Metadata["camera"]> {
  return {
    serialNumber: first([exif, "SerialNumber"], [exif, "BodySerialNumber"], [xmp, "SerialNumber"]),
    lensSerialNumber: first([exif, "LensSerialNumber"], [xmp, "LensSerialNumber"]),
    software: first([exif, "Software"], [xmp, "Software"]),
    ownerName: first([exif, "OwnerName"], [exif, "CameraOwnerName"], [xmp, "OwnerName"]),
  };
}

/** exifr has made degrees of Exif's coordinates; XMP's are texts. */
function locationOf(gps: RawGroup, xmp: RawGroup): Metadata["location"] {
  const latitude = degreesOf(gps.latitude) ?? textDegrees(textOf(xmp.GPSLatitude));
  const longitude = degreesOf(gps.longitude) ?? textDegrees(textOf(xmp.GPSLongitude));
  if (latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return { latitude, longitude, altitude: null, direction: null };
}

const degreesOf = (value: unknown): number | null => (typeof value === "number" ? value : null);

function first(...fields: [RawGroup, string][]): string | null {
  for (const [group, name] of fields) {
    const text = textOf(group[name]);
    if (text !== null) return text;
  }
  return null;
}
