import type { DecoderPool } from "#domain/services.ts";
import { AppError, isAppError } from "#errors.ts";

/** What an invocation needs besides decoding, ms: a thumbnail, two items, and the answer. */
export const RESERVE_MS = 5_000;

export interface RemainingTime {
  remainingMs(): number;
  /** what a picture may take where there is time enough, ms */
  limitMs: number;
}

/**
 * The same decoders, of which one is killed while Lambda still gives the time to say so. A picture that had less time
 * than its due has not been too slow: that throws `busy`, and the message comes again.
 */
export function withinTime(decoders: DecoderPool, { remainingMs, limitMs }: RemainingTime): DecoderPool {
  const tooLate = (cause?: unknown) => new AppError("busy", "The time of this invocation is over.", { cause });
  return {
    ...decoders,
    async run(job, options) {
      const timeoutMs = remainingMs() - RESERVE_MS;
      if (timeoutMs <= 0) throw tooLate();
      try {
        return await decoders.run(job, { ...options, timeoutMs });
      } catch (error) {
        const isOver = isAppError(error) && error.code === "conversion_timeout";
        throw isOver && timeoutMs < limitMs ? tooLate(error) : error;
      }
    },
  };
}
