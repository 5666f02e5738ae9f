/** What a bucket answers to pages of other origins: "Using cross-origin resource sharing", Amazon S3 User Guide. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { BUCKET_CORS } from "#adapters/aws/bucket-cors.ts";

/** Sets what an answer says to a page of an origin that the rule allows. */
export function sayWhoMayRead(request: IncomingMessage, answer: ServerResponse, origins: Set<string>): void {
  const { origin, method = "" } = request.headers.origin ? { ...request.headers, method: request.method } : {};
  answer.setHeader("vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
  if (!origin || !origins.has(origin) || !isAllowed(method)) return;
  answer.setHeader("access-control-allow-origin", origin);
  answer.setHeader("access-control-expose-headers", BUCKET_CORS.exposedHeaders.join(", "));
}

/** Answers the question that a browser asks before a request that is not simple (Fetch Standard, CORS-preflight fetch). */
export function answerPreflight(request: IncomingMessage, answer: ServerResponse, origins: Set<string>): void {
  const { origin = "", "access-control-request-method": method = "", ...rest } = request.headers;
  const asked = rest["access-control-request-headers"]?.split(",").map((name) => name.trim().toLowerCase()) ?? [];
  const headers: readonly string[] = BUCKET_CORS.allowedHeaders;
  if (!origins.has(origin) || !isAllowed(method) || !asked.every((name) => headers.includes(name))) {
    answer.writeHead(403, { "content-type": "application/xml" });
    answer.end("<Error><Code>AccessForbidden</Code><Message>CORSResponse: not allowed.</Message></Error>");
    return;
  }
  answer.writeHead(200, {
    "access-control-allow-origin": origin,
    "access-control-allow-methods": BUCKET_CORS.allowedMethods.join(", "),
    ...(asked.length > 0 && { "access-control-allow-headers": asked.join(", ") }),
    "access-control-max-age": String(BUCKET_CORS.maxAgeSeconds),
  });
  answer.end();
}

const isAllowed = (method: string): boolean => (BUCKET_CORS.allowedMethods as readonly string[]).includes(method);
