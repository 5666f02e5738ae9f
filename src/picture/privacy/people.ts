import type { RawGroup, RawValue } from "#picture/metadata.ts";
import { distinct, fieldOf, listOf, textOf } from "./raw-lists.ts";

/** Files of whole classes exist; nobody reads more names than these in one line. */
const MAX_NAMES = 20;

/**
 * Names of people (the first ones, and how many there are), and how many faces are marked with their place in the picture: IPTC's PersonInImage, the regions of
 * the Metadata Working Group (2010, §5.9) and of Microsoft's Photo Gallery, and what digiKam and Lightroom keep below
 * a tag `People`.
 */
export function peopleIn(xmp: RawGroup): { names: string[]; count: number; faces: number } {
  const regions = [...listOf(fieldOf(xmp.Regions, "RegionList"))].filter(isFace);
  const rectangles = listOf(fieldOf(xmp.RegionInfo, "Regions"));
  const names = [
    ...listOf(xmp.PersonInImage).map((name) => textOf(name)),
    ...listOf(xmp.PersonInImageWDetails).map((person) => textOf(fieldOf(person, "PersonName"))),
    ...regions.map((region) => textOf(fieldOf(region, "Name"))),
    ...rectangles.map((region) => textOf(fieldOf(region, "PersonDisplayName"))),
    ...listOf(xmp.TagsList).map((tag) => belowPeople(tag, "/")),
    ...listOf(xmp.hierarchicalSubject).map((tag) => belowPeople(tag, "|")),
  ];
  const each = distinct(names);
  return { names: each.slice(0, MAX_NAMES), count: each.length, faces: Math.max(regions.length, rectangles.length) };
}

/** Regions are also drawn around pets, barcodes and points of focus. */
function isFace(region: RawValue): boolean {
  const type = textOf(fieldOf(region, "Type"));
  return type === null ? fieldOf(region, "Name") !== undefined : /^face$/i.test(type);
}

function belowPeople(tag: RawValue, separator: string): string | null {
  const parts = (textOf(tag, 200) ?? "").split(separator);
  return parts.length > 1 && /^people$/i.test(parts[0] ?? "") ? (parts.at(-1) ?? null) : null;
}
