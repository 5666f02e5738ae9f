import type { Metadata, RawValue } from "#picture/metadata.ts";
import { distinct, fieldOf, groupOf, listOf, textOf } from "./raw-lists.ts";

const PARTS = ["LocationName", "Sublocation", "City", "ProvinceState", "CountryName"];
/** What tells how a receiver worked, not where it was (Exif 3.0 §4.6.7). */
const SILENT = /^GPS(VersionID|.*Ref|Status|MeasureMode|DOP|MapDatum|Differential|HPositioningError)$/;

type Placed = Pick<Metadata, "description" | "raw">;

/** The names of places that a file gives, the smallest first: of XMP's and IPTC's fields and of IPTC's structures. */
export function locationNames({ description, raw }: Placed): string[] {
  const [xmp, iptc] = [groupOf(raw.xmp), groupOf(raw.iptc)];
  const country = textOf(description.country ?? undefined);
  const code = textOf(xmp.CountryCode) ?? textOf(iptc["Country/Primary Location Code"]);
  return distinct([
    textOf(xmp.Location),
    textOf(iptc["Sub-location"]),
    textOf(description.city ?? undefined),
    textOf(xmp.State),
    textOf(iptc["Province-State"]),
    country ?? code,
    ...structuresOf(raw).flatMap((place) => [
      ...PARTS.map((part) => textOf(fieldOf(place, part))),
      fieldOf(place, "CountryName") === undefined ? textOf(fieldOf(place, "CountryCode")) : null,
    ]),
  ]);
}

/** Whether a satellite receiver's readings are there: altitude, direction, destination, or half a position. */
export function locationReadings({ raw }: Placed): boolean {
  const groups: RawValue[] = [groupOf(raw.gps), groupOf(raw.xmp), ...structuresOf(raw)];
  return groups.some(
    (group) =>
      typeof group === "object" &&
      group !== null &&
      Object.entries(group).some(
        ([name, value]) => name.startsWith("GPS") && !SILENT.test(name) && listOf(value).some((one) => one !== null),
      ),
  );
}

function structuresOf(raw: Placed["raw"]): RawValue[] {
  const xmp = groupOf(raw.xmp);
  return [...listOf(xmp.LocationCreated), ...listOf(xmp.LocationShown)];
}
