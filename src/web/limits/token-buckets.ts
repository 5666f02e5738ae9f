/** Addresses that are remembered at once; of more, the one that was quiet for the longest begins anew. */
const MAX_KEYS = 20_000;
const HOUR_MS = 3_600_000;

export interface TokenBuckets {
  /**
   * Takes tokens of a key. Returns 0 where it had them, else the seconds until it has.
   * @param tokens more than the bucket holds are given where it is full, and owed
   */
  take(key: string, tokens?: number): number;
}

/**
 * A token bucket a key: it holds an hour's tokens and fills evenly. In this process's memory: a start fills all.
 * @param perHour tokens that a full bucket holds, and that come in an hour; 1 or more
 * @param now ms of a clock that nobody sets
 */
export function tokenBuckets(perHour: number, now = () => performance.now()): TokenBuckets {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(key, tokens = 1) {
      const at = now();
      const before = buckets.get(key);
      const filled = before ? Math.min(perHour, before.tokens + ((at - before.at) / HOUR_MS) * perHour) : perHour;
      const needed = Math.min(tokens, perHour);
      const granted = filled >= needed;
      buckets.delete(key); // and to the end: the quiet ones are in front
      buckets.set(key, { tokens: granted ? filled - tokens : filled, at });
      const [quietest] = buckets.size > MAX_KEYS ? buckets.keys() : [];
      if (quietest !== undefined) buckets.delete(quietest);
      return granted ? 0 : Math.max(1, Math.ceil(((needed - filled) / perHour) * (HOUR_MS / 1000)));
    },
  };
}
