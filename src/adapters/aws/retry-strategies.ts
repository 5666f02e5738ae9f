/** How often, and when, a call to DynamoDB or SQS is made again. */
import { StandardRetryStrategy } from "@smithy/core/retry";

/**
 * Three more tries after pauses of at most 0.1, 0.2 and 0.4 s (drawn below that, so that those who were refused
 * together do not come back together). That bridges a partition that is being split and a connection that broke.
 * Who is still refused then answers `busy`: a person who waits longer would rather be told. The SDK's own pauses
 * after a throttling (up to 1, 2 and 4 s) would hold a request for longer than a page takes patience.
 */
export const MAX_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 100;

const pauses = (first = FIRST_PAUSE_MS) => ({
  setDelayBase(): void {},
  computeNextBackoffDelay: (retries: number): number => Math.random() * first * 2 ** retries,
});

/** Repeats whatever may pass: for reads, and for writes that may be done twice. Its budget ends a storm of retries. */
export const retryWhileUnavailable = (firstPause?: number) =>
  new StandardRetryStrategy({ maxAttempts: MAX_ATTEMPTS, backoff: pauses(firstPause) });

/**
 * Repeats only what was refused, and so certainly not done. A call whose answer was lost may have been done, and
 * what is given back must not be given back twice.
 */
export const retryWhileThrottled = (firstPause?: number) =>
  new RefusedOnly({ maxAttempts: MAX_ATTEMPTS, backoff: pauses(firstPause) });

class RefusedOnly extends StandardRetryStrategy {
  override async refreshRetryTokenForRetry(...args: Parameters<StandardRetryStrategy["refreshRetryTokenForRetry"]>) {
    const [, { errorType }] = args;
    if (errorType !== "THROTTLING") throw new Error("Nobody knows whether it was done.");
    return super.refreshRetryTokenForRetry(...args);
  }
}
