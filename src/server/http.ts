import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { causeChain } from "#errors.ts";
import type { Log } from "#runtime/log.ts";
import { LENGTH_HEADER } from "#web/responses/bytes-response.ts";
import { problem } from "#web/responses/problem.ts";
import { SECURITY_HEADERS } from "#web/responses/security-headers.ts";
import { onePerTurn } from "./one-per-turn.ts";
import { sendResponse } from "./send-response.ts";

/** Longer than a load balancer keeps a quiet connection (60 s), so that it never sends into a closed one. */
const KEEP_ALIVE_MS = 75_000;
/** A whole request with its body: 100 MB over a slow line take a while. */
const REQUEST_MS = 60 * 60_000;
const HEALTH = "/api/health";
const REQUEST_ID = /^[\w-]{8,64}$/;

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The HTTP server around a handler: a request id and the headers of every answer, one line in the log each, time
 * limits on purpose. It answers itself that the process is up, whatever else is to be done.
 */
export function createHttpServer(handler: RequestHandler, log: Log): Server {
  const turn = onePerTurn();
  const server = createServer(async (request, response) => {
    const started = performance.now();
    const given = request.headers["x-request-id"];
    const requestId = typeof given === "string" && REQUEST_ID.test(given) ? given : randomUUID();
    request.headers["x-request-id"] = requestId;
    response.setHeader("x-request-id", requestId);
    for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value);
    keepLength(response);
    if (!server.listening) response.setHeader("connection", "close"); // draining: no further request on this line
    const path = pathOf(request.url);
    response.once("close", () => {
      const { method } = request;
      const ms = Math.round(performance.now() - started);
      const fields = { requestId, method, path, status: response.statusCode, ms, aborted: !response.writableFinished };
      if (path.startsWith("/_next/") || path === HEALTH) log.debug(fields, "request");
      else log.info(fields, "request");
    });
    if (path === HEALTH && (request.method === "GET" || request.method === "HEAD")) return sayHealthy(response);
    await turn();
    try {
      await handler(request, response);
    } catch (error) {
      log.error({ requestId, cause: causeChain(error) }, "the request failed");
      if (response.headersSent)
        response.destroy(); // a body cut short must not look whole
      else await sendResponse(problem(error), response);
    }
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = KEEP_ALIVE_MS + 5_000;
  server.requestTimeout = REQUEST_MS;
  return server;
}

/** Says nothing of what the process needs, so that a slow store restarts no server. */
function sayHealthy(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  response.end('{"status":"ok"}');
}

/**
 * Next strips Content-Length from what a route handler answers, and without it no browser shows how far a
 * download is. Routes say the length in this header instead.
 */
function keepLength(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    if (name.toLowerCase() !== LENGTH_HEADER) return setHeader(name, value);
    return setHeader("content-length", Array.isArray(value) ? (value[0] ?? "") : (value as string | number));
  };
}

/** Without the query, which is nobody's business, and cut: a log line is no place for what a stranger types. */
function pathOf(url = "/"): string {
  return (url.split("?", 1)[0] ?? "/").slice(0, 120);
}

/** Listens and returns the port. Throws a sentence where it is taken. */
export async function listen(server: Server, { port, hostname }: { port: number; hostname: string }): Promise<number> {
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(port, hostname, listening);
  }).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    throw new Error(`PORT: ${port}: another program listens there. Choose another one.`);
  });
  const bound = server.address();
  return typeof bound === "object" && bound ? bound.port : port;
}

/** Takes no new connection and waits for the requests in work; cuts them after `graceMs`. */
export async function drain(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  await closed;
  clearTimeout(cut);
  clearInterval(idle);
}
