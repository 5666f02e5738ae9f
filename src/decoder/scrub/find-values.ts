/** Where a value was found. */
export interface Hit {
  /** of the value in the list that was searched for */
  index: number;
  /** bytes from the start of what was searched */
  offset: number;
}

/** What one value is told of, however often it stands there. */
const MAX_HITS = 3;

/**
 * Looks for many values in one pass over the bytes: the first two bytes of all of them in a table, the rest compared
 * where these stand. A value has two bytes at least.
 */
export function findValues(bytes: Uint8Array, values: readonly Uint8Array[]): Hit[] {
  const byStart = new Map<number, number[]>();
  values.forEach((value, index) => {
    const start = startOf(value, 0);
    byStart.set(start, [...(byStart.get(start) ?? []), index]);
  });
  const wanted = new Uint8Array(65_536);
  for (const start of byStart.keys()) wanted[start] = 1;
  const hits: Hit[] = [];
  const count = new Uint8Array(values.length);
  for (let at = 0; at + 1 < bytes.length; at++) {
    const start = startOf(bytes, at);
    if (wanted[start] === 0) continue;
    for (const index of byStart.get(start) ?? []) {
      const told = count[index] ?? 0;
      if (told >= MAX_HITS || !standsAt(bytes, at, values[index] ?? bytes)) continue;
      count[index] = told + 1;
      hits.push({ index, offset: at });
    }
  }
  return hits;
}

const startOf = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

function standsAt(bytes: Uint8Array, at: number, value: Uint8Array): boolean {
  if (at + value.length > bytes.length) return false;
  for (let index = 2; index < value.length; index++) if (bytes[at + index] !== value[index]) return false;
  return true;
}
