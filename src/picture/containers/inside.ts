import { type ByteSource, sourceOfPiece } from "./byte-source.ts";
import { everyPart, type Part, shifted, type Walk } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** A stretch of a source. */
export interface ByteRange {
  offset: number;
  bytes: number;
}

/** What lies in a stretch, walked as a file of its own; positions count from the start of `source`. */
export async function walkRange(
  source: ByteSource,
  range: ByteRange,
  budget: WalkBudget,
  level: number,
): Promise<Walk> {
  const walk = await budget.walkInner(sourceOfPiece(source, range.offset, range.bytes), level + 1);
  return { ...walk, parts: shifted(walk.parts, range.offset) };
}

/** A walk that is done. It gave up where a part of any level was not walked. */
export function finishedWalk(container: string, parts: Part[], endsEarly: boolean): Walk {
  let gaveUp = false;
  for (const { kind } of everyPart(parts)) gaveUp ||= kind === "not_walked";
  return { container, parts, gaveUp, endsEarly };
}

/** What remains of a source where a walk stops; nothing at its end. */
export function restOf(source: ByteSource, from: number, kind: "broken" | "not_walked" | "unknown"): Part[] {
  if (from >= source.bytes) return [];
  const range = { offset: from, bytes: source.bytes - from };
  return [{ ...range, kind, name: "rest", ...(kind !== "not_walked" && { content: range }) }];
}

/** A stretch without its first bytes. */
export const behind = ({ offset, bytes }: ByteRange, head: number): ByteRange => ({
  offset: offset + Math.min(head, bytes),
  bytes: Math.max(0, bytes - head),
});
