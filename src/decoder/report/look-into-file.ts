import { type InsideKind, insideOf } from "#picture/inside.ts";
import type { ToldCode } from "#picture/properties.ts";
import { disclose } from "#picture/report/disclose.ts";
import { textIn } from "#picture/tags/content-text.ts";
import { tagsOfBlocks } from "#picture/tags/tags-of-blocks.ts";
import type { WalkedFile } from "./walked-file.ts";

const LONGEST = 60;
/** XMP that is read while somebody waits for the picture, bytes; the rest is read with the report. */
const MAX_XMP = 200_000;

/**
 * What is in a file beside its picture, and what it gives away, as far as a walk and our own readers see: enough for
 * the gallery. The report of the picture's page looks closer.
 */
export async function lookIntoFile({
  walk,
  blocks,
}: WalkedFile): Promise<{ kinds: InsideKind[]; discloses: ToldCode[] }> {
  const texts = blocks
    .filter(({ kind }) => kind === "unknown" || kind === "trailing" || kind === "maker_data")
    .map(({ bytes, parts }) => ({ source: parts[0]?.name ?? "", text: textIn(bytes.subarray(0, 100_000)) }));
  const { tags } = await tagsOfBlocks(blocks.filter(({ kind, bytes }) => kind !== "xmp" || bytes.length <= MAX_XMP));
  const all = disclose({ tags, parts: walk.parts, texts });
  const first = new Map(all.toReversed().map(({ code, value }) => [code, value.slice(0, LONGEST)]));
  const codes = [...new Set(all.map(({ code }) => code))];
  return { kinds: insideOf(walk.parts), discloses: codes.map((code) => ({ code, value: first.get(code) ?? "" })) };
}
