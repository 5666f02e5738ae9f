import { everyPart, type Part, type PartKind } from "./containers/part.ts";

/** What a file can hold besides its picture and its metadata that no conversion carries on; in the order in which it is told. */
export const INSIDE_KINDS = [
  "video",
  "audio",
  "credentials",
  "depth_map",
  "layers",
  "second_image",
  "text",
  "comment",
  "unknown",
] as const;
export type InsideKind = (typeof INSIDE_KINDS)[number];

/** Small copies of the picture are none of it, and what is told of by other fields of the record: gain map, Exif, XMP, IPTC. */
const KIND_OF: Partial<Record<PartKind, InsideKind>> = {
  video: "video",
  audio: "audio",
  credentials: "credentials",
  depth_map: "depth_map",
  layers: "layers",
  image: "second_image",
  text: "text",
  comment: "comment",
  maker_data: "unknown",
  photoshop: "unknown",
  trailing: "unknown",
  broken: "unknown",
  unknown: "unknown",
  not_walked: "unknown",
};
/** What is inside these says what they are. */
const HOLDERS: readonly PartKind[] = ["maker_data", "photoshop"];

/**
 * What else is in a file, by its parts. `unknown` is what no kind of its own tells: data of a camera's maker, of Photoshop, and of nobody known.
 */
export function insideOf(parts: readonly Part[]): InsideKind[] {
  const found = new Set<InsideKind>();
  for (const part of everyPart(parts)) {
    const kind = KIND_OF[part.kind];
    if (kind && !(HOLDERS.includes(part.kind) && part.parts?.length)) found.add(kind);
  }
  return INSIDE_KINDS.filter((kind) => found.has(kind));
}
