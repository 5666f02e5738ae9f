import type { Part, PartKind } from "#picture/containers/part.ts";
import { type DisclosureCode, REMOVED_BY } from "#picture/privacy/disclosure-codes.ts";
import type { Disclosed } from "./report.ts";

/** What a part discloses by being there. Where it holds tags or texts, those are told by themselves. */
const CODE_OF: Readonly<Record<PartKind, DisclosureCode | null>> = {
  structure: null,
  pixels: null,
  colour: null,
  exif: null,
  maker_note: null,
  xmp: null,
  iptc: null,
  photoshop: null,
  text: null,
  comment: "comment",
  credentials: "credentials",
  thumbnail: "thumbnail",
  preview: "preview",
  image: "second_image",
  gain_map: "second_image",
  depth_map: "depth_map",
  video: "video",
  audio: "audio",
  maker_data: null,
  layers: "layers",
  padding: null,
  trailing: "trailing_data",
  broken: "unreadable",
  unknown: "unknown_data",
  not_walked: "unknown_data",
};

/** Kinds of which nothing is known but their length. */
const MEASURED: ReadonlySet<PartKind> = new Set(["trailing", "broken", "unknown", "not_walked"]);

/** What a part of a file discloses; null for one that shows the picture, or whose content is told by its tags. */
export function disclosedByPart(part: Part): Disclosed | null {
  const code = codeOfPart(part);
  if (code === null) return null;
  return {
    code,
    value: MEASURED.has(part.kind) ? length(part) : "",
    source: sourceOfPart(part),
    remove: REMOVED_BY[code],
  };
}

/** What a part discloses by its kind; Samsung's trailer names the phone network's country in a field of its own. */
export function codeOfPart({ kind, label = "" }: Part): DisclosureCode | null {
  return kind === "maker_data" && label.startsWith("MCC_") ? "network" : CODE_OF[kind];
}

const length = ({ bytes }: Part): string => (bytes === 1 ? "1 byte" : `${bytes} bytes`);

function sourceOfPart({ kind, name, label }: Part): string {
  if (kind === "trailing") return "behind the end";
  if (kind === "not_walked") return "not looked through";
  return label === undefined || label === name ? name : `${name} ${label}`;
}
