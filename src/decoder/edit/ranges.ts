/** A stretch of bytes, from the first to behind the last. */
export type Range = readonly [from: number, to: number];

/** The same bytes in order, what touches or overlaps joinedRanges; what lies outside of `[0, length]` cut off. */
export function joinedRanges(ranges: readonly Range[], length: number): Range[] {
  const inside = ranges
    .map(([from, to]) => [Math.max(0, from), Math.min(length, to)] as const)
    .filter(([from, to]) => from < to)
    .sort((one, other) => one[0] - other[0]);
  const whole: [number, number][] = [];
  for (const [from, to] of inside) {
    const last = whole.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else whole.push([from, to]);
  }
  return whole;
}

/** What of `ranges` is in none of `others`. */
export function without(ranges: readonly Range[], others: readonly Range[], length: number): Range[] {
  const left: Range[] = [];
  const kept = joinedRanges(others, length);
  let index = 0;
  for (const [from, to] of joinedRanges(ranges, length)) {
    let at = from;
    while (index < kept.length && (kept[index]?.[1] ?? 0) <= from) index += 1;
    for (let next = index; next < kept.length; next++) {
      const [start, end] = kept[next] as Range;
      if (start >= to) break;
      if (start > at) left.push([at, start]);
      at = Math.max(at, end);
    }
    if (at < to) left.push([at, to]);
  }
  return left;
}

/** Sets bytes to zero; true where one was something else. */
export function erase(bytes: Uint8Array, ranges: readonly Range[]): boolean {
  let changed = false;
  for (const [from, to] of ranges) {
    const piece = bytes.subarray(from, to);
    changed ||= piece.some((value) => value !== 0);
    piece.fill(0);
  }
  return changed;
}
