/**
 * The one error type that crosses modules: a stable code, a sentence for people, and the cause for the log.
 * It stands on the ground floor so that picture, decoder, domain and adapters can all throw it.
 */
export const ERROR_CODES = [
  "invalid_parameter",
  "invalid_request",
  "cross_site",
  "not_found",
  "expired",
  "not_ready",
  "workspace_full",
  "too_many_bytes",
  "not_an_image",
  "unsupported_format",
  "damaged_image",
  "too_many_pixels",
  "too_many_frames",
  "too_complex",
  "cannot_fit",
  "too_many_requests",
  "busy",
  "storage_full",
  "conversion_timeout",
  "internal",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What a person may read of an error: never a path, a stack or a key. */
export interface PublicError {
  code: ErrorCode;
  detail: string;
}

const BRAND = Symbol.for("proofsheet.AppError");

export class AppError extends Error {
  readonly code: ErrorCode;
  /** The request parameter at fault, for `invalid_parameter`. */
  readonly parameter: string | null;
  /** For `busy` and `too_many_requests`: when to come back, in seconds. */
  readonly retryAfter: number | null;
  readonly [BRAND] = true;

  constructor(
    code: ErrorCode,
    detail: string,
    options: { cause?: unknown; parameter?: string; retryAfter?: number } = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.parameter = options.parameter ?? null;
    this.retryAfter = options.retryAfter ?? null;
  }

  get public(): PublicError {
    return { code: this.code, detail: this.message };
  }
}

/** By brand and not by class: the server, the pages and the children are bundled apart. */
export function isAppError(error: unknown): error is AppError {
  return typeof error === "object" && error !== null && BRAND in error;
}

/** The error as it is; anything that is not an AppError becomes `internal`, with the original as its cause. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  return new AppError("internal", "Something failed on our side. Try again.", { cause: error });
}
