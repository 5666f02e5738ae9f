import type { ByteSource } from "./byte-source.ts";
import type { Part, PartKind } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** What is looked at at once, bytes. */
const WINDOW = 65_536;

/** How many zeros there are from `from` on, at most up to `to`; null where the budget does not allow to look. */
export async function countZeros(
  source: ByteSource,
  from: number,
  to: number,
  budget: WalkBudget,
): Promise<number | null> {
  for (let at = from; at < to; at += WINDOW) {
    const wanted = Math.min(WINDOW, to - at);
    if (!budget.takeBytes(wanted)) return null;
    const bytes = await source.read(at, wanted);
    const first = bytes.findIndex((value) => value !== 0);
    if (first >= 0) return at + first - from;
    if (bytes.length < wanted) return at + bytes.length - from;
  }
  return to - from;
}

/** A stretch that nothing speaks for: `padding` where all of it is zeros, else of the kind given. */
export async function stretchPart(
  source: ByteSource,
  range: { offset: number; bytes: number },
  budget: WalkBudget,
  kind: PartKind,
  name: string,
): Promise<Part> {
  const { offset, bytes } = range;
  if (!budget.takePart()) return { offset, bytes, kind: "not_walked", name };
  const zeros = await countZeros(source, offset, offset + bytes, budget);
  if (zeros === bytes) return { offset, bytes, kind: "padding", name };
  return { offset, bytes, kind, name, content: { offset, bytes } };
}

/**
 * The parts in the order of their positions, none beyond `from` and `to`, none over another, with what lies between
 * them as parts of `kind` (or `padding`). Of two that overlap the one that begins first keeps its bytes, and of two
 * that begin together the longer one; what is left of the other stays if it is more than nothing.
 */
export async function coveredBy(
  source: ByteSource,
  parts: readonly Part[],
  range: { from: number; to: number },
  budget: WalkBudget,
  gap: { kind: PartKind; name: string },
): Promise<Part[]> {
  const cover: Part[] = [];
  let at = range.from;
  const fill = async (to: number) => {
    if (to <= at) return;
    cover.push(await stretchPart(source, { offset: at, bytes: to - at }, budget, gap.kind, gap.name));
    at = to;
  };
  for (const part of [...parts].sort((one, other) => one.offset - other.offset || other.bytes - one.bytes)) {
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
