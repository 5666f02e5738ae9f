import type { Services } from "#domain/services.ts";
import { sweep } from "#domain/sweep.ts";
import { causeChain } from "#errors.ts";

const MIN_INTERVAL_MS = 1000;
const MAX_INTERVAL_MS = 60_000;

/** A tenth of the retention, 1 s to 1 min, in ms: between two passes, and how long a record outlives its bytes. */
export const sweepInterval = (retentionMs: number): number =>
  Math.min(MAX_INTERVAL_MS, Math.max(MIN_INTERVAL_MS, retentionMs / 10));

/**
 * Sweeps at once (a server that was killed left its log, with what was deleted in it) and then at an interval that
 * fits the retention, one pass at a time. A record stays one interval longer than its bytes. Returns what stops it,
 * after the images in work.
 */
export function startSweeper(services: Services, tidy = async () => {}): () => Promise<void> {
  const interval = sweepInterval(services.limits.retentionMs);
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  async function run(): Promise<void> {
    try {
      const swept = await sweep(services, interval, stop.signal);
      await tidy();
      if (swept > 0) services.log.info({ swept }, "swept");
    } catch (error) {
      services.log.error({ cause: causeChain(error) }, "the sweep failed and is tried again");
    }
    if (!stop.signal.aborted) plan();
  }
  function plan(): void {
    timer = setTimeout(() => {
      pass = run();
    }, interval);
  }
  let pass = run();

  return () => {
    stop.abort();
    clearTimeout(timer);
    return pass;
  };
}
