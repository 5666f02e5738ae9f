/** What the SDK throws, in the words of the domain: one rule for S3, DynamoDB and SQS. */
import { isServerError, isThrottlingError, isTransientError } from "@smithy/core/retry";
import { storageFull } from "#adapters/refusals.ts";
import { AppError, isAppError, toAppError } from "#errors.ts";

/**
 * What passes by itself, besides what the SDK knows of: throttling, a server's fault (5xx), no connection, no answer
 * in time, also as the cause of another error.
 */
const FOR_NOW = [
  "AbortError", // by a limit of ours
  "ERR_STREAM_PREMATURE_CLOSE",
  "ConditionalRequestConflict",
  "OperationAborted",
  // the SDK looks for these in an error's name alone; an answer to a part of a request has them as its code
  "RequestTimeout",
  "SlowDown",
  "Throttling",
  "ThrottlingException",
  "RequestLimitExceeded",
];

/** What `busy` says, and when to come back, s: a throttled partition of S3 and a replaced server are both back in seconds … */
const AWAY = { detail: "The store does not answer at the moment. Try again in a few seconds.", retryAfter: 5 };
/** … and after a burst a table takes the next one sooner than that. */
const TOO_MUCH = { detail: "Too much is going on at once. Try again in a moment.", retryAfter: 2 };

const BUSY = { S3: AWAY, DynamoDB: TOO_MUCH, SQS: TOO_MUCH };

type Service = keyof typeof BUSY;

/**
 * `busy` for what passes by itself (it outlasted the client's own tries), `storage_full` where this machine's disk is,
 * else `internal`; an AppError stays as it is.
 */
export function fromAws(error: unknown, service: Service): AppError {
  if (isAppError(error)) return error;
  if (isFault(error, "ENOSPC", "EDQUOT")) return storageFull(error);
  return mayPass(error) ? busy(error, service) : toAppError(error);
}

export function busy(cause: unknown, service: Service): AppError {
  const { detail, retryAfter } = BUSY[service];
  return new AppError("busy", detail, { cause, retryAfter });
}

/** The same port, whose failures are AppErrors. */
export function inOurWords<Port extends object>(service: Service, port: Port): Port {
  const methods = Object.entries(port).map(([name, method]) => [
    name,
    typeof method === "function"
      ? (...args: unknown[]) => method(...args).catch((error: unknown) => Promise.reject(fromAws(error, service)))
      : method,
  ]);
  return Object.fromEntries(methods) as Port;
}

/** Whether an error of the SDK, of the service or of the network has one of these names. */
export function isFault(error: unknown, ...names: string[]): boolean {
  const { name, code, Code } = faultOf(error);
  return [name, code, Code].some((each) => typeof each === "string" && names.includes(each));
}

/** The status that the service answered with, or null where it did not. */
export const httpStatusOf = (error: unknown): number | null => faultOf(error).$metadata?.httpStatusCode ?? null;

type Failure = Parameters<typeof isThrottlingError>[0];
type Fault = Partial<Failure> & { code?: unknown; Code?: unknown };

const faultOf = (error: unknown): Fault => (typeof error === "object" && error !== null ? error : {});

function mayPass(error: unknown): boolean {
  const fault = faultOf(error) as Failure;
  return isFault(error, ...FOR_NOW) || isThrottlingError(fault) || isTransientError(fault) || isServerError(fault);
}
