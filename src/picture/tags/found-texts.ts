import type { Block } from "#picture/containers/blocks.ts";
import type { ByteSource } from "#picture/containers/byte-source.ts";
import { everyPart, type Part, type PartKind } from "#picture/containers/part.ts";
import type { FoundText } from "#picture/report/disclose.ts";
import { textIn } from "./content-text.ts";
import { xmpComments } from "./xmp-tags.ts";

/** Their words are looked through; what a reader understands is in the list of tags. */
const WORDS: ReadonlySet<PartKind> = new Set([
  "unknown",
  "trailing",
  "broken",
  "maker_data",
  "comment",
  "text",
  "credentials",
]);
/** What is looked through of one part that is no block, bytes. */
const MOST = 1_000_000;

/** The words in what no reader knows: of blocks, of comments in XMP, and of parts that are no blocks. */
export async function foundTexts(
  source: ByteSource,
  parts: readonly Part[],
  blocks: readonly Block[],
): Promise<FoundText[]> {
  const texts = blocks
    .filter(({ kind }) => WORDS.has(kind))
    .map(({ bytes, parts: [first] }) => ({ source: nameOfPart(first), text: textIn(bytes) }));
  for (const {
    kind,
    bytes,
    parts: [first],
  } of blocks) {
    const text = kind === "xmp" ? xmpComments(bytes) : "";
    if (text !== "") texts.push({ source: `${nameOfPart(first)} comment`, text });
  }
  for (const part of everyPart(parts)) {
    if (!WORDS.has(part.kind) || part.content?.coding || part.parts) continue;
    const { offset, bytes } = part.content ?? part;
    texts.push({ source: nameOfPart(part), text: textIn(await source.read(offset, Math.min(bytes, MOST))) });
  }
  return texts;
}

/** How its container calls it, and what is said beside: `APP13 Photoshop 3.0`. */
export const nameOfPart = (part: Part | undefined): string =>
  part ? [part.name, part.label].filter(Boolean).join(" ") : "";
