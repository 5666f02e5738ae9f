import type { Block } from "#picture/containers/blocks.ts";
import type { Cut } from "#picture/privacy/cut.ts";
import { decodeLoose } from "#picture/tags/tag-text.ts";

/** Whether a comment or a text with a keyword goes: for what it is, or for what stands in it. */
export function isUnwantedText(
  { kind, label = "", bytes }: Pick<Block, "kind" | "label" | "bytes">,
  cut: Cut,
): boolean {
  const value = decodeLoose(bytes);
  const tag =
    kind === "comment"
      ? { group: "File", place: "File", name: "Comment", value }
      : { group: "PNG", place: "PNG", name: tagNameOf(label), value };
  return cut.goes(tag) || cut.text(value);
}

/** As ExifTool makes names of keywords: `exif:GPSLatitude` is `ExifGPSLatitude`. */
const tagNameOf = (keyword: string): string =>
  keyword
    .replace(/[^A-Za-z0-9]+(.)?/g, (_, next?: string) => (next ?? "").toUpperCase())
    .replace(/^./, (first) => first.toUpperCase());
