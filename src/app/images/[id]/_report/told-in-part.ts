import { everyPart, type Part, type PartKind } from "#picture/containers/part.ts";
import type { DisclosureCode } from "#picture/privacy/disclosure-codes.ts";
import type { Disclosed } from "#picture/report/report.ts";

/** Where tags of a group of ExifTool's (family 0), or a named place, stand. */
const KINDS_OF_GROUP: Record<string, PartKind[]> = {
  exif: ["exif"],
  makernotes: ["maker_note", "maker_data"],
  xmp: ["xmp"],
  iptc: ["iptc"],
  photoshop: ["photoshop", "layers"],
  png: ["text"],
  file: ["comment"],
  gif: ["comment"],
  jpeg: ["comment"],
  icc_profile: ["colour"],
  jumbf: ["credentials"],
  c2pa: ["credentials"],
  quicktime: ["video"],
  trailer: ["trailing", "maker_data"],
};

/** What a part of such a kind discloses by being there. */
const KINDS_OF_CODE: Partial<Record<DisclosureCode, PartKind[]>> = {
  comment: ["comment", "text"],
  credentials: ["credentials"],
  thumbnail: ["thumbnail"],
  preview: ["preview"],
  second_image: ["image", "gain_map"],
  video: ["video"],
  audio: ["audio"],
  depth_map: ["depth_map"],
  hidden_pixels: ["pixels"],
  layers: ["layers"],
  trailing_data: ["trailing"],
  unknown_data: ["unknown", "not_walked"],
  unreadable: ["broken"],
};

/** What parts of the kinds that are here, or inside, give away. A source names a kind of part, not one of several. */
export function toldInPart(part: Pick<Part, "parts"> & { kind: PartKind | null }, discloses: readonly Disclosed[]) {
  const kinds = new Set([...everyPart(part.parts ?? [])].map(({ kind }) => kind));
  if (part.kind !== null) kinds.add(part.kind);
  return discloses.filter((one) => kindsOf(one).some((kind) => kinds.has(kind)));
}

function kindsOf({ code, source }: Disclosed): PartKind[] {
  const groups = source.toLowerCase().matchAll(/(?<![\w:])[a-z]\w+(?=[:\s]|$)/g);
  const named = [...groups].flatMap(([group]) => KINDS_OF_GROUP[group] ?? []);
  return [...named, ...(KINDS_OF_CODE[code] ?? [])];
}
