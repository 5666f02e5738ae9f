import type { ExifToolTags } from "#decoder/exiftool/find-tags.ts";
import { readBlocks } from "#picture/containers/blocks.ts";
import { sourceOfBytes } from "#picture/containers/byte-source.ts";
import type { Part, PartKind } from "#picture/containers/part.ts";
import { walkFile } from "#picture/containers/walk.ts";
import { fieldsOfTags } from "#picture/fill-from-tags.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { codesOfTag } from "#picture/privacy/tag-rules.ts";
import { disclose } from "#picture/report/disclose.ts";
import type { Disclosed, StoredReport } from "#picture/report/report.ts";
import { foundTexts, nameOfPart } from "#picture/tags/found-texts.ts";
import { tagsOfBlocks } from "#picture/tags/tags-of-blocks.ts";

/** What else is known of a file beside its parts. */
export interface ReportSources {
  /** ExifTool's list, and what it could not read */
  found: ExifToolTags;
  /** from readers of their own: hidden pixels, credentials */
  more?: readonly Disclosed[];
}

const UNKNOWN: ReadonlySet<PartKind> = new Set(["unknown", "broken", "not_walked"]);

/** Every byte of a file by kind, and what it gives away: from its parts, ExifTool's list, and the words in what nobody knows. */
export async function reportOf(bytes: Uint8Array, { found, more = [] }: ReportSources): Promise<StoredReport> {
  const source = sourceOfBytes(bytes);
  const walk = await walkFile(source);
  const { blocks, unread } = await readBlocks(source, walk);
  const texts = await foundTexts(source, walk.parts, blocks);
  const tags = [...found.tags, ...missedBy(found.tags, (await tagsOfBlocks(blocks)).tags)];
  const discloses = disclose({ tags, parts: walk.parts, texts, more });
  const notRead = [
    ...unread.map(({ part, why }) => `${nameOfPart(part)}: ${why === "too_large" ? "too large" : "broken"}`),
    ...(walk.gaveUp ? ["parts beyond the limits of the walk"] : []),
    ...(walk.endsEarly ? ["the file ends inside one of its parts"] : []),
    ...(found.truncated ? ["ExifTool’s list was too long"] : []),
    ...found.unread.map((error) => `ExifTool: ${error}`),
  ];
  return {
    bytes: bytes.length,
    parts: walk.parts,
    discloses,
    unknown: { bytes: unknownBytes(walk.parts), notRead },
    fields: fieldsOfTags(found.tags),
  };
}

/** What our own readers see of codes that ExifTool's list does not tell: directories that nobody points to, packets apart. */
function missedBy(tags: readonly FoundTag[], own: readonly FoundTag[]): FoundTag[] {
  const told = new Set(tags.flatMap(codesOfTag));
  return own.filter((tag) => codesOfTag(tag).some((code) => !told.has(code)));
}

/** Of the innermost parts of no known kind. */
function unknownBytes(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => {
    if (UNKNOWN.has(part.kind)) return sum + part.bytes;
    return sum + (part.parts ? unknownBytes(part.parts) : 0);
  }, 0);
}
