export interface SearchRange {
  /** the first that is tried; no higher than `ceiling` counts */
  start: number;
  /** the highest that is wanted */
  ceiling: number;
  /** how fast bytes grow with each step, about, as a power of e; only the first guess leans on it */
  growth: number;
}
interface Tried {
  quality: number;
  bytes: number;
}
export interface Search {
  /** the best quality that fits; null: none does */
  best: number | null;
  /** bytes at `best`, or else the fewest that were reached */
  bytes: number;
}

/**
 * The highest quality from 1 to `ceiling` whose result has at most `most` bytes, taking sizes to grow with quality.
 * Guesses on the line through the logarithms of the nearest two sizes and, where that closes in too slowly, halves what
 * is left: four to six encodes as a rule, never more than ten (six, on the curves of the tests), and never the same one twice.
 */
export async function bestQuality(
  encode: (quality: number) => Promise<number>,
  most: number,
  { start, ceiling, growth }: SearchRange,
): Promise<Search> {
  let fits: Tried | null = null;
  let over: Tried | null = null;
  let guess = Math.min(start, ceiling);
  for (let tries = 1; ; tries++) {
    const tried: Tried = { quality: guess, bytes: await encode(guess) };
    if (tried.bytes <= most) fits = tried;
    else over = tried;
    const low: number = fits?.quality ?? 0;
    const high: number = over?.quality ?? ceiling + 1;
    if (high - low <= 1) break;
    const aim = tries % 3 === 0 ? (low + high) / 2 : estimate(fits, over, most, tries, growth);
    guess = Math.min(high - 1, Math.max(low + 1, Math.round(aim)));
  }
  if (fits) return { best: fits.quality, bytes: fits.bytes };
  return { best: null, bytes: over?.bytes ?? 0 };
}

function estimate(fits: Tried | null, over: Tried | null, most: number, tries: number, growth: number): number {
  if (fits && over) {
    const share = Math.log(most / fits.bytes) / Math.log(over.bytes / fits.bytes);
    return fits.quality + share * (over.quality - fits.quality);
  }
  // A second time on the same side: the answer may well lie at the end.
  if (tries > 1) return fits ? Number.POSITIVE_INFINITY : 1;
  const from = fits ?? over;
  return from ? from.quality + Math.log(most / from.bytes) / growth : 1;
}
