/** What the SDK throws, in the words of the domain. */
import { AppError, isAppError } from "../../errors.ts";
import { storageFull } from "../refusals.ts";

/** When to come back, s: a throttled partition of S3 and a replaced server are both back in seconds. */
const RETRY_AFTER = 5;

/** The store, or the way to it, is at fault for now: no connection, no answer in time, too many requests. */
const FOR_NOW = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ERR_STREAM_PREMATURE_CLOSE",
  "TimeoutError",
  "AbortError", // by a limit of ours
  "RequestTimeout",
  "RequestTimeoutException",
  "SlowDown",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "RequestLimitExceeded",
  "OperationAborted",
  "ConditionalRequestConflict",
]);

interface Fault {
  name?: string;
  code?: unknown;
  Code?: unknown;
  $metadata?: { httpStatusCode?: number };
  $retryable?: { throttling?: boolean };
}

const faultOf = (error: unknown): Fault => (typeof error === "object" && error !== null ? error : {});

/** `busy` for what passes by itself (after the client's own tries), else `internal`; an AppError stays as it is. */
export function fromAws(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (isFault(error, "ENOSPC", "EDQUOT")) return storageFull(error); // this machine's disk, for a copy
  const status = statusOf(error) ?? 0;
  const { $retryable } = faultOf(error);
  if (isFault(error, ...FOR_NOW) || status === 429 || status >= 500 || $retryable) return busy(error);
  return new AppError("internal", "Something failed on our side. Try again.", { cause: error });
}

export const busy = (cause: unknown): AppError =>
  new AppError("busy", "The store does not answer at the moment. Try again in a few seconds.", {
    cause,
    retryAfter: RETRY_AFTER,
  });

/** Whether an error of the SDK, of the store or of the network has one of these names. */
export function isFault(error: unknown, ...names: string[]): boolean {
  const { name, code, Code } = faultOf(error);
  return [name, code, Code].some((each) => typeof each === "string" && names.includes(each));
}

/** The status that the store answered with, or null where it did not. */
export const statusOf = (error: unknown): number | null => faultOf(error).$metadata?.httpStatusCode ?? null;
