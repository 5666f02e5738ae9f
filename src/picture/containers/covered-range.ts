import type { ByteSource } from "./byte-source.ts";
import { gapPart } from "./cover.ts";
import type { Part, PartKind } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** By positions; of two at the same one the longer comes first. */
export const byPosition = (one: Part, other: Part): number => one.offset - other.offset || other.bytes - one.bytes;

/**
 * The parts in the order of their positions, none beyond `from` and `to`, none over another, with what lies between
 * them as parts of the kind `gap` (or `padding`). Of two that overlap the one that begins first keeps its bytes, and of two
 * that begin together the longer one; what is left of the other stays if it is more than nothing.
 *
 * @param parts in order (`byPosition`): a file of many data boxes asks with the same ones for each
 */
export async function coveredBy(
  source: ByteSource,
  parts: readonly Part[],
  range: { from: number; to: number },
  budget: WalkBudget,
  gap: PartKind = "unknown",
): Promise<Part[]> {
  const cover: Part[] = [];
  let at = range.from;
  const fill = async (to: number) => {
    if (to <= at) return;
    cover.push(await gapPart(source, at, to - at, gap, budget));
    at = to;
  };
  for (const part of parts) {
    if (at >= range.to || part.offset >= range.to) break;
    const end = Math.min(part.offset + part.bytes, range.to);
    const offset = Math.max(part.offset, at);
    if (end <= offset) continue;
    await fill(offset);
    cover.push(clipped(part, offset, end));
    at = end;
  }
  await fill(range.to);
  return cover;
}

/** The piece of a part between two positions. Cut at its beginning it is not what it was, and has no insides. */
function clipped(part: Part, from: number, to: number): Part {
  if (part.offset === from && part.offset + part.bytes === to) return part;
  const { parts, content, ...rest } = part;
  const piece: Part = { ...rest, offset: from, bytes: to - from };
  if (content) {
    const start = Math.max(content.offset, from);
    const bytes = Math.min(content.offset + content.bytes, to) - start;
    if (bytes > 0) piece.content = { ...content, offset: start, bytes };
  }
  if (parts && part.offset === from) piece.parts = parts.filter((inner) => inner.offset + inner.bytes <= to);
  return piece;
}
