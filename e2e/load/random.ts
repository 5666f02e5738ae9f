/** Random numbers that come again: a failure can be seen a second time with the same seed. */
export interface Random {
  /** from 0 to below `end`, whole */
  below(end: number): number;
  /** one of these */
  of<T>(...choices: T[]): T;
}

/** mulberry32: one 32-bit state, good enough to choose moments and sizes. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return { below, of: (...choices) => choices[below(choices.length)]! };
}
