/** What the built server makes of requests that are none of a browser's, and of one that comes by a proxy. */
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "#e2e/fixtures.ts";
import { photo } from "#e2e/pictures.ts";
import { createVisitor, expectProblem } from "#e2e/visitor.ts";

/** As it is sent, with headers that fetch would not send: answers, and their bodies' text. */
async function ask(address: string, method: string, path: string, headers: Record<string, string>, body = "") {
  const { hostname, port } = new URL(address);
  const sent = request({
    hostname,
    port,
    method,
    path,
    headers: { "content-length": Buffer.byteLength(body), ...headers },
  });
  const [answer] = (await once(sent.end(body), "response")) as [IncomingMessage];
  const text = Buffer.concat(await answer.toArray()).toString();
  return { status: answer.statusCode, headers: answer.headers, text };
}

/** The id of the action of the only form on an empty sheet: three samples. */
async function samplesAction(address: string): Promise<string> {
  const page = await (await fetch(address)).text();
  return /name="\$ACTION_ID_([0-9a-f]+)"/.exec(page)?.[1] ?? "none";
}

const formOfAction = (id: string) => ({
  type: "multipart/form-data; boundary=b",
  body: `--b\r\ncontent-disposition: form-data; name="$ACTION_ID_${id}"\r\n\r\n\r\n--b--\r\n`,
});

test("acts for who comes by a proxy that asks by a name of its own", async ({ start }) => {
  const server = await start({ PUBLIC_URL: "https://sheets.example" });
  const { type, body } = formOfAction(await samplesAction(server.address));
  const headers = { host: "10.0.0.7:3000", "content-type": type, origin: "https://sheets.example" };
  const acted = await ask(server.address, "POST", "/", headers, body);
  expect(acted.status, acted.text).toBe(303);
  expect(acted.headers["set-cookie"]?.[0]).toMatch(/workspace=/);
  expect(acted.headers["strict-transport-security"]).toMatch(/max-age=\d{8}/);
  const foreign = await ask(server.address, "POST", "/", { ...headers, origin: "http://10.0.0.7:3000" }, body);
  expect(foreign.status).toBe(403);
  expect(server.log.filter(({ level }) => level === "error")).toEqual([]);
});

test("tells what sends odd arguments to an action that they are odd", async ({ quiet }) => {
  const id = await samplesAction(quiet.address);
  const { origin } = new URL(quiet.address);
  const text = { origin, "next-action": id, "content-type": "text/plain;charset=UTF-8" };
  for (const body of ["{{{", '["$F1"]', '["$K1","$Q2"]', " ", JSON.stringify(Array(2000).fill(1))])
    expect((await ask(quiet.address, "POST", "/", text, body)).status, body.slice(0, 20)).toBe(400);
  const form = { origin, "content-type": "multipart/form-data; boundary=b" };
  for (const { body } of [
    formOfAction("zzz"),
    { body: "--b\r\nnothing" },
    { body: formOfAction(id).body.slice(0, -20) },
  ])
    expect((await ask(quiet.address, "POST", "/", form, body)).status, body).toBe(400);
});

test("makes no document without a policy", async ({ quiet }) => {
  for (const path of [
    "/",
    "/nothing",
    "/_next/nothing",
    "/images/01ARZ3NDEKTSV4RRFFQ69G5FAV",
    "/_next/data/a/b.json",
  ]) {
    const { headers } = await ask(quiet.address, "GET", path, {});
    if (headers["content-type"]?.startsWith("text/html"))
      expect(headers["content-security-policy"], path).toMatch(/default-src 'none';.*frame-ancestors 'none'/);
  }
});

test("comes down with connections on it that wanted to leave HTTP", async ({ start }) => {
  const server = await start();
  await (await fetch(server.address)).text(); // Next begins to listen for them at its first request
  const { hostname, port } = new URL(server.address);
  const headers = { connection: "Upgrade", upgrade: "websocket" };
  const held = Array.from({ length: 20 }, () => request({ hostname, port, path: "/_next/webpack-hmr", headers }).end());
  for (const [answer] of (await Promise.all(held.map((one) => once(one, "response")))) as [IncomingMessage][]) {
    expect(answer.statusCode).toBe(404);
    answer.resume();
  }
  await server.stop();
  expect(await server.ended).toBe(0);
});

test("ends after a last line where nobody caught a failure, so that it is started again whole", async ({ start }) => {
  test.skip(process.platform === "win32", "needs a signal that stands for nothing");
  const preload = 'process.on("SIGUSR2", () => setImmediate(() => { throw new Error("spawn ENOMEM"); }));';
  const server = await start({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}` });
  await (await fetch(server.address)).text();
  server.process.kill("SIGUSR2");
  expect(await server.ended).toBe(1);
  const [last] = server.log.filter(({ level }) => level === "fatal");
  expect(last).toMatchObject({ process: "server", cause: "Error: spawn ENOMEM" });
});

test("says that it is not ready while its catalog takes nothing", async ({ start, mode }) => {
  test.skip(mode !== "embedded", "the catalog is a file");
  const server = await start();
  const visitor = createVisitor(server.address);
  await visitor.ready(await photo());
  expect((await visitor.fetch("/api/ready")).status).toBe(200);
  const database = new DatabaseSync(join(server.dataDir, "catalog.sqlite"));
  database.exec("ALTER TABLE usage RENAME TO lost");
  await expect.poll(async () => (await visitor.fetch("/api/ready")).status).toBe(503);
  const { detail } = await expectProblem(await visitor.fetch("/api/ready"), 503, "busy");
  expect(detail).toMatch(/Try again/);
  await expectProblem(await visitor.post([await photo()]), 500, "internal");
  expect((await fetch(`${server.address}/api/health`)).status).toBe(200);
  expect(JSON.stringify(server.log)).not.toMatch(/\bat \S+:\d+:\d+/);
  database.exec("ALTER TABLE lost RENAME TO usage");
  database.close();
  await expect.poll(async () => (await visitor.fetch("/api/ready")).status).toBe(200);
});
