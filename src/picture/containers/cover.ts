import type { ByteSource } from "./byte-source.ts";
import type { Part, PartKind } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** How much is read at once where a stretch is looked through, bytes. */
const CHUNK = 65_536;

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
  const inside = found.flatMap((part) => cutTo(part, 0, bytes));
  const laid: Part[] = [];
  for (const part of inside.sort((one, other) => one.offset - other.offset || other.bytes - one.bytes)) {
    const last = laid.at(-1);
    if (last === undefined || part.offset >= endOf(last)) laid.push(part);
    else if (endOf(part) <= endOf(last)) adoptWhereItLies(laid, part);
    else if (isPixels(last) && !isPixels(part)) {
      const mine = last.parts ?? [];
      laid.splice(-1, 1, ...cutTo(last, last.offset, part.offset), part);
      for (const child of mine.flatMap((one) => cutTo(one, part.offset, endOf(part)))) adopt(part, child);
    } else laid.push(...cutTo(part, endOf(last), endOf(part)));
  }
  return laid;
}

/** Into the part that it lies in, or cut to the last one, where it lies over a border. */
function adoptWhereItLies(laid: readonly Part[], part: Part): void {
  const around = laid.findLast(({ offset }) => offset <= part.offset);
  const parent = around !== undefined && endOf(part) <= endOf(around) ? around : laid.at(-1);
  if (parent === undefined) return;
  for (const piece of cutTo(part, parent.offset, endOf(parent))) adopt(parent, piece);
}

function adopt(parent: Part, part: Part): void {
  parent.parts = [...(parent.parts ?? []), part].sort((one, other) => one.offset - other.offset);
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
  let size = 256;
  for (let at = from; at < to; size = CHUNK) {
    const wanted = Math.min(size, to - at);
    if (!budget.takeBytes(wanted)) return null;
    const piece = await source.read(at, wanted);
    const other = piece.findIndex((value) => value !== 0);
    if (other >= 0) return at + other - from;
    if (piece.length < wanted) return at + piece.length - from;
    at += wanted;
  }
  return to - from;
}
