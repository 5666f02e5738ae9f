import type { IncomingMessage } from "node:http";
import { AppError } from "#errors.ts";
import { refuseCrossSite } from "#web/context/request-origin.ts";
import { problem } from "#web/responses/problem.ts";
import { addressRules } from "./addresses.ts";
import { headersOf } from "./request-headers.ts";

/** Bytes of a body that is no file: a form's fields, JSON, a server action's arguments. */
const MAX_BODY = 256 * 1024;
/** Asked along with a request by programs that would rather speak HTTP/2 (Java's, curl's); RFC 9110 §7.8 lets us not hear it. */
const ANSWERED_ANYWAY = /^h2c$/i;

/**
 * The answer to a request that is refused by its head alone, before a byte of its body is read; null for one that goes on.
 * @param publicUrl the address that people type, where one is set
 */
export function refuseByHead(request: IncomingMessage, publicUrl: URL | null): Response | null {
  const { method = "", url = "" } = request;
  const isPath = url.startsWith("/");
  const path = isPath ? (url.split("?", 1)[0] ?? "/") : "/";
  const rules = addressRules(path);
  try {
    // The absolute form is for proxies, which we are not (RFC 9112 §3.2); `*` comes with OPTIONS alone.
    if (!isPath && url !== "*") throw new AppError("invalid_request", "Ask for a path that begins with a slash.");
    if (!isSpelled(path)) throw new AppError("invalid_request", "The percent signs of this address stand for no text.");
    if (!rules.methods.includes(method)) throw notThatMethod(rules.methods);
    if (request.headers.upgrade && !ANSWERED_ANYWAY.test(request.headers.upgrade))
      throw new AppError("not_found", "Nothing here speaks another protocol than HTTP.");
    if (method !== "GET" && method !== "HEAD") refuseCrossSite(headersOf(request), publicUrl);
    if (!rules.bringsFiles) refuseLongBody(request, rules.isPage);
    return null;
  } catch (error) {
    const answer = problem(error);
    if (answer.status === 405) answer.headers.set("allow", rules.methods.join(", "));
    if (request.headers.upgrade) answer.headers.set("connection", "close");
    return answer;
  }
}

/** RFC 3986 §2.1, and UTF-8 in it; Next's routes fail on anything else. */
function isSpelled(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

const notThatMethod = (methods: readonly string[]): AppError =>
  new AppError("method_not_allowed", `This address takes ${methods.join(", ")}.`);

/** A body that says no length is counted by who reads it. Next would hold the first 10 MB of one, so a page takes none. */
function refuseLongBody({ headers, method }: IncomingMessage, isPage: boolean): void {
  if (Number(headers["content-length"] ?? 0) > MAX_BODY)
    throw new AppError("too_many_bytes", `A request without a picture holds at most ${MAX_BODY} bytes.`);
  if (isPage && method === "POST" && headers["transfer-encoding"] !== undefined)
    throw new AppError("invalid_request", "Say how long the form is: it came without Content-Length.");
}
