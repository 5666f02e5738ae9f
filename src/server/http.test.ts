// @module-tag slow
import { readdirSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { requestScope } from "#web/context/request-scope.ts";
import { createAddressLimits } from "#web/limits/address-limits.ts";
import { createHttpServer, drain, type HttpOptions, listen, type RequestHandler } from "./http.ts";
import { connectRaw, rawHead } from "./raw-socket.fixture.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
/** Answers without a look at the body, as a route does that refuses. */
const served: RequestHandler = async (_request, response) => void response.end("served");
const openFiles = () => readdirSync("/proc/self/fd").length;
const sockets = () => process.getActiveResourcesInfo().filter((kind) => kind === "TCPSocketWrap").length;

async function serve(handler: RequestHandler = served, options: HttpOptions = {}, log: object = quiet) {
  const server = createHttpServer(handler, log as never, options);
  const port = await listen(server, { port: 0, hostname: "127.0.0.1" });
  onTestFinished(() => drain(server, 0));
  return { server, port };
}

const ask = async (port: number, line: string, headers: Record<string, string | number> = {}) => {
  const raw = connectRaw(port);
  raw.send(rawHead(line, { connection: "close", ...headers }));
  return raw.end;
};

const WEBSOCKET = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==" };

test("keeps no connection that wants to leave HTTP, whoever listens for such", async () => {
  const { server, port } = await serve();
  server.on("upgrade", () => {}); // as Next does at its first request, and then forgets the socket
  const before = sockets();
  for (const path of ["/_next/webpack-hmr", "/", "/api/images", "/api/health"]) {
    const raw = connectRaw(port);
    raw.send(rawHead(`GET ${path}`, WEBSOCKET));
    expect(await raw.end, path).toMatch(/^HTTP\/1.1 404 .*"not_found"/s);
    raw.socket.destroy();
  }
  await vi.waitFor(() => expect(sockets()).toBe(before));
});

test.runIf(process.platform === "linux")("has no file open for those who wanted to, and went", async () => {
  const { server, port } = await serve();
  server.on("upgrade", () => {});
  await ask(port, "GET /");
  const before = openFiles();
  const many = Array.from({ length: 50 }, () => connectRaw(port));
  for (const raw of many) raw.send(rawHead("GET /_next/webpack-hmr", WEBSOCKET));
  await Promise.all(many.map((raw) => raw.end));
  for (const { socket } of many) socket.destroy();
  await vi.waitFor(() => expect(openFiles()).toBeLessThanOrEqual(before));
});

test("answers what asks for HTTP/2 on the way, as Java's client does", async () => {
  const { server, port } = await serve();
  server.on("upgrade", () => {});
  const headers = { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "AAEAAEAAAAIAAAAB" };
  const raw = connectRaw(port);
  raw.send(rawHead("GET /", headers));
  expect(await raw.until("served")).toMatch(/^HTTP\/1.1 200 /);
});

test("refuses a tunnel and closes", async () => {
  const { port } = await serve();
  const raw = connectRaw(port);
  raw.send("CONNECT example.org:443 HTTP/1.1\r\nhost: example.org:443\r\n\r\n");
  expect(await raw.end).toMatch(/^HTTP\/1.1 405 .*\r\nAllow: /s);
});

test("comes down whatever left HTTP, at once, and cuts the rest after its time", async () => {
  const { server, port } = await serve(async () => {}, { upgrades: true });
  const left = connectRaw(port);
  const upgraded = new Promise((resolve) => server.once("upgrade", resolve));
  left.send(rawHead("GET /_next/hmr", WEBSOCKET));
  await upgraded;
  const waiting = connectRaw(port);
  const asked = new Promise((resolve) => server.once("request", resolve));
  waiting.send(rawHead("GET /"));
  await asked;
  const down = drain(server, 50);
  await left.end;
  await Promise.all([down, waiting.end]);
});

test.each([
  ["TRACE /", 405, "GET, HEAD, POST"],
  ["TRACE /api/images", 405, "GET, HEAD, POST, DELETE"],
  ["OPTIONS *", 405, "GET, HEAD, POST"],
  ["PUT /", 405, "GET, HEAD, POST"],
  ["DELETE /images/01M84AB42F6934ZX947K68V2EK", 405, "GET, HEAD, POST"],
  ["POST /_next/static/chunks/a.js", 405, "GET, HEAD"],
  ["PROPFIND /api/workspace", 405, "DELETE"],
  ["POST /api/images/01M84AB42F6934ZX947K68V2EK/convert", 405, "GET, HEAD"],
  ["DELETE /api/health", 405, "GET, HEAD"],
  ["GET http://foreign.example/", 400, null],
  ["GET http://localhost/", 400, null],
  ["GET /api/images/%E0%A4%A/original", 400, null],
])("answers %s with %i", async (line, status, allow) => {
  const lines: string[] = [];
  const error = (_fields: object, message: string) => lines.push(message);
  const { port } = await serve(served, {}, { ...quiet, error });
  const answer = await ask(port, line);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} .*\r\ncontent-type: application/problem\\+json`, "s"));
  expect(/\r\nallow: (.*)\r\n/.exec(answer)?.[1] ?? null).toBe(allow);
  expect(answer).not.toContain("served");
  expect(lines).toEqual([]);
});

test.each<[string, string, Record<string, string | number>, RegExp]>([
  ["a page's form that is too long", "POST /", { "content-length": 262_145 }, /^HTTP\/1.1 413 .*"too_many_bytes"/s],
  ["a page's form of no length", "POST /", { "transfer-encoding": "chunked" }, /^HTTP\/1.1 400 .*"invalid_request"/s],
  ["JSON that is too long", "POST /api/uploads", { "content-length": 1e9 }, /^HTTP\/1.1 413 .*"too_many_bytes"/s],
  ["an address in other letters", "POST /api/%69mages", { "content-length": 1e6 }, /^HTTP\/1.1 413 /],
  [
    "another site's",
    "POST /api/images",
    { "content-length": 1e9, origin: "http://a.example" },
    /^HTTP\/1.1 403 .*"cross_site"/s,
  ],
])("refuses %s before a byte of it has come, and closes", async (_what, line, headers, answer) => {
  const { port } = await serve();
  const raw = connectRaw(port);
  raw.send(rawHead(line, headers));
  const text = await raw.end;
  expect(text).toMatch(answer);
  expect(text).toMatch(/\r\nconnection: close\r\n/i);
});

test("does not ask for a body that it refuses", async () => {
  const { port } = await serve(async (request, response) => {
    for await (const chunk of request) response.write(chunk);
    response.end();
  });
  const refused = await ask(port, "POST /", { "content-length": 1e6, expect: "100-continue" });
  expect(refused).toMatch(/^HTTP\/1.1 413 /);
  const taken = connectRaw(port);
  taken.send(rawHead("POST /", { "content-length": 4, expect: "100-continue" }));
  await taken.until("HTTP/1.1 100 Continue");
  taken.send("body");
  expect(await taken.until("body")).toMatch(/\r\n\r\nHTTP\/1.1 200 /);
});

test("lets who still sends read the answer, drops what comes, and closes", async () => {
  const { port } = await serve();
  const raw = connectRaw(port);
  raw.send(rawHead("POST /api/images", { "content-length": 50_000_000 }));
  const chunk = "x".repeat(1_000_000);
  const mebibytes = process.memoryUsage().arrayBuffers / 1e6;
  let sent = 0;
  const more = () => {
    if (sent++ < 40) raw.socket.write(chunk, more);
  };
  more();
  expect(await raw.end).toMatch(/served/);
  expect(process.memoryUsage().arrayBuffers / 1e6 - mebibytes).toBeLessThan(30);
});

test("bounds what an address has open, by the word of the proxies that are ours alone", async () => {
  const limits = createAddressLimits({ openRequests: 2, workspacesPerHour: 9, uploadsPerHour: 9 });
  const held: (() => void)[] = [];
  const handler: RequestHandler = async (request, response) => {
    if (request.url === "/held") await new Promise<void>((resolve) => held.push(resolve));
    response.end(requestScope()?.address);
  };
  const { port } = await serve(handler, { limits, trustedProxies: 1 });
  const from = (address: string) => ({ "x-forwarded-for": `192.0.2.1, ${address}` });
  const open = [1, 2].map(() => ask(port, "GET /held", from("203.0.113.7")));
  await vi.waitFor(() => expect(held).toHaveLength(2));
  expect(await ask(port, "GET /", from("203.0.113.7"))).toMatch(
    /^HTTP\/1.1 429 .*\r\nretry-after: 1\r\n.*"too_many_requests"/s,
  );
  expect(await ask(port, "GET /", from("203.0.113.8"))).toMatch(/^HTTP\/1.1 200 .*203\.0\.113\.8$/s);
  expect(await ask(port, "GET /api/health", from("203.0.113.7"))).toMatch(/^HTTP\/1.1 200 /);
  for (const go of held) go();
  for (const answer of await Promise.all(open)) expect(answer).toMatch(/203\.0\.113\.7$/);
  expect(await ask(port, "GET /", from("203.0.113.7"))).toMatch(/^HTTP\/1.1 200 /);
});

test("counts a request that was broken off no longer", async () => {
  const limits = createAddressLimits({ openRequests: 1, workspacesPerHour: 9, uploadsPerHour: 9 });
  const { server, port } = await serve(
    async (request, response) => {
      if (request.url === "/") response.end("served");
    },
    { limits },
  );
  for (let times = 0; times < 3; times++) {
    const raw = connectRaw(port);
    const asked = new Promise((resolve) => server.once("request", resolve));
    raw.send(rawHead("GET /held"));
    await asked;
    await turn();
    raw.socket.destroy();
  }
  await vi.waitFor(async () => expect(await ask(port, "GET /")).toMatch(/^HTTP\/1.1 200 /));
});

test("tells Next the host that people type, whatever a proxy or a stranger calls it", async () => {
  const publicUrl = new URL("https://sheets.example/");
  const { port } = await serve(
    async ({ headers }, response) => void response.end(`${headers.host} ${headers["x-forwarded-host"]}`),
    { publicUrl },
  );
  const own = { host: "10.0.0.7:3000", "x-forwarded-host": "elsewhere.example", "content-length": 0 };
  const answer = await ask(port, "POST /", { ...own, origin: "https://sheets.example" });
  expect(answer).toMatch(/sheets\.example undefined$/);
  expect(answer).toMatch(/\r\nstrict-transport-security: max-age=31536000\r\n/i);
  expect(await ask(port, "POST /", { ...own, origin: "http://10.0.0.7:3000" })).toMatch(/^HTTP\/1.1 403 /);
});

test("asks for https where people come by it, and not elsewhere", async () => {
  const { port } = await serve(served, { publicUrl: new URL("http://sheets.example/") });
  expect(await ask(port, "GET /")).not.toMatch(/strict-transport/i);
});

test("sends no document without a policy, and leaves one that is there", async () => {
  const { port } = await serve(async (request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    if (request.url === "/own") response.setHeader("content-security-policy", "default-src 'self'");
    response.end("<p>");
  });
  expect(await ask(port, "GET /_next/nothing")).toMatch(/\r\ncontent-security-policy: default-src 'none'; /i);
  expect(await ask(port, "GET /own")).toMatch(/\r\ncontent-security-policy: default-src 'self'\r\n/i);
});

test("tells a form that could not be read from a fault of ours", async () => {
  const { port } = await serve(async (request, response) => {
    const scope = requestScope();
    if (request.url === "/begun" && scope) scope.begun = true;
    response.statusCode = 500;
    response.end();
  });
  expect(await ask(port, "POST /", { "content-length": 0 })).toMatch(/^HTTP\/1.1 400 /);
  expect(await ask(port, "POST /begun", { "content-length": 0 })).toMatch(/^HTTP\/1.1 500 /);
  expect(await ask(port, "GET /")).toMatch(/^HTTP\/1.1 500 /);
});
