/**
 * The one error type that crosses modules: a stable code, a sentence for people, and the cause for the log.
 * It stands on the ground floor so that picture, decoder, domain and adapters can all throw it.
 */
export const ERROR_CODES = [
  "invalid_parameter",
  "invalid_request",
  "cross_site",
  "not_found",
  "method_not_allowed",
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

/** The error as it is; a shortage of ours becomes `busy` or `storage_full`, anything else `internal`; the original is its cause. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (codesOf(error).some((code) => DISK.has(code))) {
    return new AppError("storage_full", "There is no room left to work in. Try again later.", { cause: error });
  }
  if (isShortage(error)) return shortage(error);
  return new AppError("internal", "Something failed on our side. Try again.", { cause: error });
}

/** What the system says where a disk is full (errno(3)). */
const DISK: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT"]);
/** The same of processes, descriptors and memory. */
const MACHINE: ReadonlySet<string> = new Set(["EAGAIN", "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM"]);

/**
 * True where this machine has too little of something for now: processes, descriptors, memory, disk, or places in a
 * queue. It passes by itself and no picture is to blame: the codes `busy` and `storage_full`, and what the system says,
 * wherever in the chain of causes.
 */
export function isShortage(error: unknown): boolean {
  if (isAppError(error) && (error.code === "busy" || error.code === "storage_full")) return true;
  return codesOf(error).some((code) => DISK.has(code) || MACHINE.has(code));
}

/** `busy`, for what this machine has too little of for now. */
export function shortage(cause: unknown): AppError {
  const detail =
    "The server has too little memory, or too few processes or files, for a moment. Try again in a few seconds.";
  return new AppError("busy", detail, { cause, retryAfter: 5 });
}

/** Why work is given up: what its signal was aborted for where that is an AppError; else nobody waits for it any more. */
export function abandoned({ reason }: AbortSignal): AppError {
  return isAppError(reason) ? reason : new AppError("busy", "Nobody waits for this any more.", { cause: reason });
}

/** How far a chain of causes is followed: one that bites its tail ends. */
const MAX_CAUSES = 8;

/** The codes of an error and of all its causes. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  let at = error;
  for (let depth = 0; depth < MAX_CAUSES && typeof at === "object" && at !== null; depth++) {
    if ("code" in at) codes.push(String(at.code));
    at = "cause" in at ? at.cause : null;
  }
  return codes;
}

/**
 * What went wrong and why, for the log: `AppError busy < AggregateError ECONNREFUSED < Error ECONNREFUSED: connect
 * ECONNREFUSED 127.0.0.1:9000`, from what was thrown to its first cause, each with class, code and message. An AppError's
 * own sentence is left out (it is for people, and may name a file), a failure of the file system says its call and not its
 * path, and of any other message what could be a visitor's is taken out: see `withoutNames`.
 */
export function causeChain(error: unknown): string {
  const told: string[] = [];
  for (let each = error; each !== undefined && each !== null && told.length < MAX_CAUSES; each = causeOf(each)) {
    told.push(describeCause(each));
  }
  return told.join(" < ");
}

/** Where several attempts failed (a host with two addresses), the last of them stands for all. */
function causeOf(error: unknown): unknown {
  if (typeof error !== "object" || error === null) return null;
  const { cause, errors } = error as { cause?: unknown; errors?: unknown };
  return cause ?? (Array.isArray(errors) ? errors.at(-1) : null);
}

function describeCause(error: unknown): string {
  if (typeof error === "string") return withoutNames(error);
  if (typeof error !== "object" || error === null) return typeof error;
  const { name, code, Code, message, syscall, path } = error as Record<string, unknown>;
  const label = [name, code ?? Code].filter((part) => typeof part === "string" && /^[\w.]{1,60}$/.test(part)).join(" ");
  const text = path === undefined ? message : syscall;
  if (isAppError(error) || typeof text !== "string" || text === "") return label || "Error";
  return `${label || "Error"}: ${withoutNames(text)}`;
}

const LONGEST_MESSAGE = 300;

/**
 * A message without what a visitor or a picture may have said in it: what stands in quotes, from the first to the last one,
 * paths and keys, coordinates, words in other letters than ASCII's, and words that begin with a capital inside a sentence, as names
 * do. Addresses, ports, codes and sizes stay.
 */
function withoutNames(message: string): string {
  return message
    .slice(0, LONGEST_MESSAGE)
    .replace(/["“`](?:.*["”`]|.*$)|(?<!\w)'(?:.*'|.*$)/gs, "…")
    .replace(/\S*[/\\]\S*/g, "…")
    .replace(/-?\d+\.\d{3,}(?![\d.])/g, "…")
    .replace(/\S*[^\x20-\x7e…]\S*/g, "…")
    .replace(/(?<!^|\. )\b[A-Z][a-z]+\b/g, "…");
}
