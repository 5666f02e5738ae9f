import { type AppError, type ErrorCode, toAppError } from "#errors.ts";

/** The one place that turns codes into HTTP. */
const PROBLEMS: Record<ErrorCode, { status: number; title: string }> = {
  invalid_parameter: { status: 400, title: "A parameter is not right" },
  invalid_request: { status: 400, title: "The request is not right" },
  cross_site: { status: 403, title: "Another site's request" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "Not that method" },
  expired: { status: 410, title: "Deleted on time" },
  not_ready: { status: 409, title: "Not ready" },
  workspace_full: { status: 409, title: "The workspace is full" },
  too_many_bytes: { status: 413, title: "Too many bytes" },
  not_an_image: { status: 415, title: "Not a picture" },
  unsupported_format: { status: 415, title: "A format that cannot be opened" },
  damaged_image: { status: 422, title: "Damaged" },
  too_many_pixels: { status: 422, title: "Too many pixels" },
  too_many_frames: { status: 422, title: "Too many frames" },
  too_complex: { status: 422, title: "Too complex" },
  cannot_fit: { status: 422, title: "Does not fit" },
  too_many_requests: { status: 429, title: "Too many requests" },
  busy: { status: 503, title: "Busy" },
  storage_full: { status: 503, title: "No storage left" },
  conversion_timeout: { status: 504, title: "Took too long" },
  internal: { status: 500, title: "Something failed" },
};

/** When to come back where nobody said it, in s. Room comes back as pictures reach their end. */
const RETRY_AFTER: Partial<Record<ErrorCode, number>> = { too_many_requests: 60, busy: 5, storage_full: 120 };

export const problemStatus = (code: ErrorCode): number => PROBLEMS[code].status;

/** An error as problem+json (RFC 9457 §3), with `code`, and `parameter` where one is at fault. */
export function problem(error: unknown): Response {
  const known: AppError = toAppError(error);
  const { status, title } = PROBLEMS[known.code];
  const body = {
    type: `urn:proofsheet:${known.code}`,
    title,
    status,
    detail: known.message,
    code: known.code,
    ...(known.parameter !== null && { parameter: known.parameter }),
  };
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  const retryAfter = known.retryAfter ?? RETRY_AFTER[known.code];
  if (retryAfter !== undefined) headers.set("retry-after", String(retryAfter));
  return new Response(JSON.stringify(body), { status, headers });
}
