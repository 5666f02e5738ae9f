/** What DynamoDB and SQS throw, in the words of the domain. */
import { isServerError, isThrottlingError, isTransientError } from "@smithy/core/retry";
import { AppError, isAppError, toAppError } from "../../errors.ts";

/** When to come back, s: after a burst a table takes the next one within seconds. */
const RETRY_AFTER = 2;

/** Makes a port's method of a function that calls the SDK: failures become AppErrors. */
export function answering<A extends unknown[], R>(work: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return (...args) =>
    work(...args).catch((error: unknown) => {
      throw fromService(error);
    });
}

/** `busy` for what passes by itself (it outlasted the client's own retries), else `internal`; an AppError as it is. */
export function fromService(error: unknown): AppError {
  if (isAppError(error) || !(error instanceof Error) || !mayPass(error as Failure)) return toAppError(error);
  return new AppError("busy", "Too much is going on at once. Try again in a moment.", {
    cause: error,
    retryAfter: RETRY_AFTER,
  });
}

type Failure = Parameters<typeof isThrottlingError>[0];

const mayPass = (error: Failure): boolean =>
  isThrottlingError(error) || isTransientError(error) || isServerError(error);
