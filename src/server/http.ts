import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { causeChain } from "#errors.ts";
import type { Log } from "#runtime/log.ts";
import { inRequest } from "#web/context/request-scope.ts";
import type { AddressLimits } from "#web/limits/address-limits.ts";
import { clientAddress } from "#web/limits/client-address.ts";
import { LENGTH_HEADER } from "#web/responses/bytes-response.ts";
import { problem } from "#web/responses/problem.ts";
import { SECURITY_HEADERS, STRICT_TRANSPORT } from "#web/responses/security-headers.ts";
import { finishHead } from "./finish-head.ts";
import { onePerTurn } from "./one-per-turn.ts";
import { refuseByHead } from "./refuse-by-head.ts";
import { sendResponse } from "./send-response.ts";
import { type Sockets, watchSockets } from "./sockets.ts";

/** Longer than a load balancer keeps a quiet connection (60 s), so that it never sends into a closed one. */
const KEEP_ALIVE_MS = 75_000;
/** A whole request with its body: 100 MB over a slow line take a while. */
const REQUEST_MS = 60 * 60_000;
const HEALTH = "/api/health";
const REQUEST_ID = /^[\w-]{8,64}$/;

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpOptions {
  /** the address that people type; null: as each request says */
  publicUrl?: URL | null;
  /** of each client's address; none where nothing is said */
  limits?: Pick<AddressLimits, "open">;
  /** proxies in front that are ours */
  trustedProxies?: number;
  /** whether requests may leave HTTP: the development server's page reloads by a WebSocket */
  upgrades?: boolean;
}

const socketsOf = new WeakMap<Server, Sockets>();

/**
 * The HTTP server around a handler: what a request's head tells is refused here, before a byte of its body is read; a
 * request id and the headers of every answer, one line in the log each, time limits on purpose. It answers itself that
 * the process is up, whatever else is to be done.
 */
export function createHttpServer(handler: RequestHandler, log: Log, options: HttpOptions = {}): Server {
  const { publicUrl = null, limits, trustedProxies = 0, upgrades = false } = options;
  const headers = publicUrl?.protocol === "https:" ? [...SECURITY_HEADERS, STRICT_TRANSPORT] : SECURITY_HEADERS;
  const turn = onePerTurn();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = performance.now();
    const given = request.headers["x-request-id"];
    const requestId = typeof given === "string" && REQUEST_ID.test(given) ? given : randomUUID();
    request.headers["x-request-id"] = requestId;
    response.setHeader("x-request-id", requestId);
    for (const [name, value] of headers) response.setHeader(name, value);
    keepLength(response);
    const scope = { address: addressOf(request, trustedProxies), begun: false };
    finishHead(request, response, scope);
    if (!server.listening) response.setHeader("connection", "close"); // draining: no further request on this line
    const path = pathOf(request.url);
    response.once("close", () => {
      const { method } = request;
      const ms = Math.round(performance.now() - started);
      const fields = { requestId, method, path, status: response.statusCode, ms, aborted: !response.writableFinished };
      if (path.startsWith("/_next/") || path === HEALTH) log.debug(fields, "request");
      else log.info(fields, "request");
    });
    const refused = refuseByHead(request, publicUrl);
    if (path === HEALTH && !refused) return sayHealthy(response);
    await turn();
    if (response.closed) return; // the other side did not wait
    try {
      if (refused) return await sendResponse(refused, response);
      const over = limits?.open(scope.address);
      if (over) response.once("close", over);
      if (request.headers.expect) response.writeContinue();
      bePublic(request, publicUrl);
      await inRequest(scope, () => handler(request, response));
    } catch (error) {
      const failed = problem(error);
      if (failed.status >= 500) log.error({ requestId, cause: causeChain(error) }, "the request failed");
      if (response.headersSent)
        response.destroy(); // a body cut short must not look whole
      else await sendResponse(failed, response);
    }
  }

  // What is not meant to be upgraded goes on as a request, and is refused as one: Next would take it, and keep it.
  const server = createServer(upgrades ? {} : { shouldUpgradeCallback: () => false }, answer);
  server.on("checkContinue", answer); // Node would ask for the body at once
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = KEEP_ALIVE_MS + 5_000;
  server.requestTimeout = REQUEST_MS;
  socketsOf.set(server, watchSockets(server, upgrades));
  return server;
}

function addressOf({ headers, socket }: IncomingMessage, trustedProxies: number): string {
  const forwarded = headers["x-forwarded-for"];
  return clientAddress(socket.remoteAddress, Array.isArray(forwarded) ? forwarded.join() : forwarded, trustedProxies);
}

/**
 * Next takes a server action where Origin names the host that the request went to, by X-Forwarded-Host or Host. Behind a
 * proxy that asks by a name of its own neither is what people type; whose the request is was told before this.
 */
function bePublic({ headers }: IncomingMessage, publicUrl: URL | null): void {
  delete headers["x-forwarded-host"];
  if (publicUrl) headers.host = publicUrl.host;
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
  const sockets = socketsOf.get(server);
  sockets?.endForeign();
  const cut = setTimeout(() => sockets?.endAll(), graceMs);
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  await closed;
  clearTimeout(cut);
  clearInterval(idle);
}
