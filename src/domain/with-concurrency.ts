/** So many images the sweeper and a delete have in hand: some seconds for 500 of them, and connections left for everybody else. */
export const IMAGE_CONCURRENCY = 16;

/**
 * Does `work` with each item, `most` at once. Where one throws, no other is begun; the first error is thrown when
 * those in work have ended.
 */
export async function withConcurrency<T>(
  most: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values(); // every lane takes from the same one
  let going = true;
  async function lane(): Promise<void> {
    for (const item of queue) {
      if (!going) return;
      try {
        await work(item);
      } catch (error) {
        going = false;
        throw error;
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: Math.min(most, items.length) }, lane));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
