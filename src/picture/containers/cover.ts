import type { ByteSource } from "./byte-source.ts";
import type { Part, PartKind } from "./part.ts";
import { rowEnd } from "./search.ts";
import type { WalkBudget } from "./walk-budget.ts";

const isPixels = ({ kind }: Part) => kind === "pixels";
const endOf = ({ offset, bytes }: Part) => offset + bytes;

/**
 * Parts that were found in any order, and that may lie over one another, as a cover of the whole source: in order,
 * without gap or overlap. One that lies within another goes inside it; of two that overlap by a piece the second is cut,
 * or the first where it is pixels and the second is not. Gaps become parts too.
 *
 * @returns `gaveUp` where a gap could not be looked at any more
 */
export async function coverOf(
  source: ByteSource,
  found: readonly Part[],
  budget: WalkBudget,
  atTheEnd: PartKind = "trailing",
): Promise<{ parts: Part[]; gaveUp: boolean }> {
  const parts: Part[] = [];
  let gaveUp = false;
  let at = 0;
  const fill = async (to: number) => {
    if (to <= at) return;
    const gap = await gapPart(source, at, to - at, to === source.bytes ? atTheEnd : "unknown", budget);
    if (gap.kind === "not_walked") gaveUp = true;
    parts.push(gap);
    at = to;
  };
  for (const part of laidOut(found, source.bytes)) {
    await fill(part.offset);
    parts.push(part);
    at = endOf(part);
  }
  await fill(source.bytes);
  return { parts, gaveUp };
}

function laidOut(found: readonly Part[], bytes: number): Part[] {
  const sorted = found
    .flatMap((part) => cutTo(part, 0, bytes))
    .sort((one, other) => one.offset - other.offset || other.bytes - one.bytes);
  const laid: Part[] = [];
  /** what goes inside each of those that are laid, sorted by its place as it is met */
  const inside = new Map<Part, Part[]>();
  for (const part of sorted) {
    const last = laid.at(-1);
    if (last === undefined || part.offset >= endOf(last)) laid.push(part);
    else if (endOf(part) <= endOf(last)) adopt(inside, laid, part);
    else if (isPixels(last) && !isPixels(part) && part.offset > last.offset) {
      const [head] = cutTo(last, last.offset, part.offset);
      laid.splice(-1, 1, ...(head ? [head] : []), part);
      for (const child of inside.get(last) ?? []) adopt(inside, laid, child);
    } else laid.push(...cutTo(part, endOf(last), endOf(part)));
  }
  for (const [part, children] of inside) part.parts = [...(part.parts ?? []), ...children].sort(byPlace);
  return laid;
}

const byPlace = (one: Part, other: Part) => one.offset - other.offset;

/** Into the part that it lies in, or cut to the last one that it touches, where it lies over a border. */
function adopt(inside: Map<Part, Part[]>, laid: readonly Part[], part: Part): void {
  const around = laid.findLast(({ offset }) => offset <= part.offset);
  const parent = around !== undefined && endOf(part) <= endOf(around) ? around : laid.at(-1);
  if (parent === undefined) return;
  const children = inside.get(parent) ?? [];
  children.push(...cutTo(part, parent.offset, endOf(parent)));
  inside.set(parent, children);
}

/** What of a part lies between two positions; nothing, where nothing does. Its content stays what it was. */
export function cutTo(part: Part, from: number, to: number): Part[] {
  const start = Math.max(from, part.offset);
  const end = Math.min(to, endOf(part));
  if (!(end > start)) return [];
  if (start === part.offset && end === endOf(part)) return [{ ...part }];
  const { parts, ...rest } = part;
  const kept = parts?.flatMap((one) => cutTo(one, start, end));
  return [{ ...rest, offset: start, bytes: end - start, ...(kept && kept.length > 0 && { parts: kept }) }];
}

/** A stretch that no part claims: `padding` where it is zeros, `not_walked` where it may not be looked at any more. */
export async function gapPart(
  source: ByteSource,
  offset: number,
  bytes: number,
  kind: PartKind,
  budget: WalkBudget,
): Promise<Part> {
  const zeros = budget.takePart() ? await zerosFrom(source, offset, offset + bytes, budget) : null;
  if (zeros === null) return { offset, bytes, kind: "not_walked", name: "rest" };
  if (zeros === bytes) return { offset, bytes, kind: "padding", name: "zeros" };
  return { offset, bytes, kind, name: "data", content: { offset, bytes } };
}

/** How many zeros there are from a position on; null where the budget does not reach so far. */
export async function zerosFrom(
  source: ByteSource,
  from: number,
  to: number,
  budget: WalkBudget,
): Promise<number | null> {
  const end = await rowEnd(source, 0, from, to, budget);
  return end === null ? null : end - from;
}
