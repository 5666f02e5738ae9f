import type { Metadata } from "../metadata.ts";
import { distinct, fieldOf, groupOf, listOf, textOf } from "./raw-lists.ts";

const PARTS = ["Sublocation", "City", "ProvinceState", "CountryName"];

/** The names of places that a file gives, the smallest first: of XMP's and IPTC's fields and of IPTC's structures. */
export function placeNames({ description, raw }: Pick<Metadata, "description" | "raw">): string[] {
  const [xmp, iptc] = [groupOf(raw.xmp), groupOf(raw.iptc)];
  const structures = [...listOf(xmp.LocationCreated), ...listOf(xmp.LocationShown)];
  return distinct([
    textOf(xmp.Location),
    textOf(iptc["Sub-location"]),
    textOf(description.city ?? undefined),
    textOf(xmp.State),
    textOf(iptc["Province-State"]),
    textOf(description.country ?? undefined),
    ...structures.flatMap((place) => PARTS.map((part) => textOf(fieldOf(place, part)))),
  ]);
}
