const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 3_000;

export interface Starter<T> {
  /** true while it waits before the next try */
  readonly pausing: boolean;
  /** why the last try failed; null where it did not */
  readonly failure: unknown;
  /** Starts one. Throws what `start` throws: then the next try is after a pause. */
  start(): Promise<T>;
  stop(): void;
}

/**
 * Starts what may fail to start, at growing intervals while it fails.
 *
 * @param again called after each pause: whoever still needs one may ask
 */
export function createStarter<T>(start: () => Promise<T>, again: () => void): Starter<T> {
  let next = FIRST_PAUSE_MS;
  let pause: NodeJS.Timeout | null = null;
  let failure: unknown = null;

  return {
    get pausing() {
      return pause !== null;
    },
    get failure() {
      return failure;
    },
    async start() {
      try {
        const started = await start();
        next = FIRST_PAUSE_MS;
        failure = null;
        return started;
      } catch (error) {
        failure = error;
        if (pause === null) {
          pause = setTimeout(() => {
            pause = null;
            again();
          }, next);
          next = Math.min(next * 2, LONGEST_PAUSE_MS);
        }
        throw error;
      }
    },
    stop() {
      if (pause !== null) clearTimeout(pause);
    },
  };
}
