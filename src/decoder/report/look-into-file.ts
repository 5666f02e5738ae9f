import { textIn } from "#decoder/scrub/content-text.ts";
import { type InsideKind, insideOf } from "#picture/inside.ts";
import type { ToldCode } from "#picture/properties.ts";
import { disclose } from "#picture/report/disclose.ts";
import { ownTags } from "./own-tags.ts";
import type { WalkedFile } from "./walked-file.ts";

const LONGEST = 60;

/**
 * What is in a file beside its picture, and what it gives away, as far as a walk and our own readers see: enough for
 * the gallery. The report of the picture's page looks closer.
 */
export function lookIntoFile({ walk, blocks }: WalkedFile): { kinds: InsideKind[]; discloses: ToldCode[] } {
  const texts = blocks
    .filter(({ kind }) => kind === "unknown" || kind === "trailing" || kind === "maker_data")
    .map(({ bytes, parts }) => ({ source: parts[0]?.name ?? "", text: textIn(bytes.subarray(0, 100_000)) }));
  const all = disclose({ tags: ownTags(blocks), parts: walk.parts, texts });
  const first = new Map(all.toReversed().map(({ code, value }) => [code, value.slice(0, LONGEST)]));
  const codes = [...new Set(all.map(({ code }) => code))];
  return { kinds: insideOf(walk.parts), discloses: codes.map((code) => ({ code, value: first.get(code) ?? "" })) };
}
