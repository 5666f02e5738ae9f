/** Clients that take their time, honest ones and others. */
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { expect, test } from "#e2e/fixtures.ts";
import { photo, uncompressed } from "#e2e/pictures.ts";
import { isRunning, tellsProcesses } from "#e2e/processes.ts";
import { bytesOf } from "#e2e/visitor.ts";
import { unzip } from "#e2e/zip.ts";
import { createHttpServer, drain, listen } from "#server/http.ts";
import { familyOf, megabytes, openFiles, residentOf, ticksOf } from "./process-view.ts";
import { answerOn, connectTo, cookieOf, formRequest, headOf, written } from "./raw-client.ts";
import { allImages, settledImages } from "./uploads.ts";

test.describe.configure({ timeout: 120_000 });

test("takes bodies that trickle in beside the others", async ({ quiet, visitor }) => {
  await visitor.ready(await photo());
  const picture = await photo("trickle.jpg", { width: 300, height: 200 });
  const form = formRequest(visitor, "/api/images", picture);
  const trickle = async (step: number) => {
    const socket = await connectTo(visitor);
    const answer = answerOn(socket);
    for (const letter of headOf(visitor, form).match(/.{1,40}/gs)!) await written(socket, letter);
    for (let at = 0; at < form.body!.length; at += step) {
      if (!(await written(socket, form.body!.subarray(at, at + step)))) break;
      await new Promise((next) => setTimeout(next, 5)); // the slowness that is tested
    }
    return (await answer).status;
  };
  const slow = Promise.all(Array.from({ length: 30 }, (_, i) => trickle(40 + i)));
  let others = 0;
  let waiting = true;
  slow.finally(() => {
    waiting = false;
  });
  while (waiting) {
    expect((await visitor.post([await photo(`fast-${others}.jpg`, { width: 20, height: 20 })])).status).toBe(201);
    others++;
    if (others > 100) break;
  }
  expect(await slow).toEqual(Array(30).fill(201));
  expect(others).toBeGreaterThan(1);
  const images = await settledImages(visitor);
  expect(images.filter(({ name, status }) => name === "trickle.jpg" && status === "ready")).toHaveLength(30);
  expect(quiet.log.filter(({ status }) => status === 500)).toEqual([]);
});

test("holds no archive in memory for a client that reads slowly", async ({ quiet, visitor }) => {
  test.skip(!tellsProcesses, "needs /proc to see the memory");
  const originals = await Promise.all(
    Array.from({ length: 10 }, (_, i) => uncompressed(`${i}.tif`, { width: 1500, height: 1300 })),
  );
  for (const original of originals) await visitor.send(original);
  await settledImages(visitor);
  const server = quiet.process.pid!;
  const idle = async () => {
    let before = Number.NEGATIVE_INFINITY;
    const moved = () => {
      const now = familyOf(quiet)
        .filter(isRunning)
        .map(ticksOf)
        .reduce((sum, own) => sum + own, 0);
      const more = now - before;
      before = now;
      return more;
    };
    await expect.poll(moved, { intervals: [300] }).toBeLessThanOrEqual(2);
  };
  await bytesOf(await visitor.fetch("/api/archive"));
  await idle();
  const before = residentOf(server);
  const answers = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const sending = request(new URL("/api/archive", visitor.address), { headers: cookieOf(visitor), agent: false });
      const [answer] = (await once(sending.end(), "response")) as [IncomingMessage];
      await once(answer, "readable"); // and reads nothing of it
      return answer;
    }),
  );
  await idle();
  const held = residentOf(server);
  const open = openFiles(server, quiet.dataDir).stored.length;
  console.log(
    `10 archives of 58 MB that nobody reads on: memory ${megabytes(before)}, then ${megabytes(held)}; ${open} files open`,
  );
  expect(held - before).toBeLessThan(80e6);
  expect(open).toBeLessThanOrEqual(2 * answers.length); // each has the picture in work open, and the next one at most
  const [first, ...others] = answers;
  for (const other of others) other.destroy();
  const entries = unzip(Buffer.concat(await first!.toArray()));
  expect(entries.map(({ bytes }) => bytes.length)).toEqual(originals.map(({ buffer }) => buffer.length));
  await expect.poll(() => openFiles(server, quiet.dataDir).stored).toEqual([]);
  expect(await allImages(visitor)).toHaveLength(10);
});

test("closes a line whose header never ends", async () => {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const server = createHttpServer(async (_request, response) => void response.end("served"), log as never);
  // As long as a load balancer keeps a line, which no test waits for: the same server with its clock turned up.
  expect(server.headersTimeout).toBeGreaterThan(server.keepAliveTimeout);
  expect(server.headersTimeout).toBeLessThanOrEqual(90_000);
  server.headersTimeout = 300;
  (server as unknown as { connectionsCheckingInterval: number }).connectionsCheckingInterval = 50;
  const port = await listen(server, { port: 0, hostname: "127.0.0.1" });
  const slow = Array.from({ length: 50 }, () => connect(port, "127.0.0.1"));
  const drip = setInterval(() => {
    for (const socket of slow) if (socket.writable) socket.write("x-more: of it\r\n");
  }, 20);
  try {
    for (const socket of slow) {
      socket.on("error", () => {});
      socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n");
    }
    const answers = await Promise.all(slow.map(answerOn));
    // a line that is cut while it still writes may lose the answer, but not its end
    for (const { status } of answers) expect([0, 408]).toContain(status);
    expect(answers.map(({ status }) => status)).toContain(408);
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("served");
  } finally {
    clearInterval(drip);
    await drain(server, 100);
  }
});
