const inFlight = new Map<string, Promise<void>>();

/** Runs work once for all who ask for the same key while it runs; they share its end, good or bad. */
export function once(key: string, work: () => Promise<void>): Promise<void> {
  const running = inFlight.get(key);
  if (running) return running;
  const promise = work().finally(() => inFlight.delete(key));
  inFlight.set(key, promise);
  return promise;
}
