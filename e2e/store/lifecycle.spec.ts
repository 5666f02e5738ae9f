/** Starting, stopping, dying and coming back. */
import { type IncomingMessage, request } from "node:http";
import { expect, test } from "#e2e/fixtures.ts";
import { dot, noisy, type Picture, photo, uncompressed } from "#e2e/pictures.ts";
import { childrenOf, commandOf, descendantsOf, isRunning, tellsProcesses } from "#e2e/processes.ts";
import { runToEnd, type TestServer } from "#e2e/server.ts";
import { createVisitor } from "#e2e/visitor.ts";
import { unzip } from "#e2e/zip.ts";
import type { ImageView } from "#web/responses/image-view.ts";

const isStopping = (server: TestServer) => () => server.log.some(({ msg }) => String(msg).startsWith("stopping"));

/** A form that is sent in two parts: `finish` sends the second one. */
function slowForm(address: string, picture: Picture) {
  const boundary = "two-parts";
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${picture.name}"\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), picture.buffer, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}`, "content-length": body.length };
  const sending = request(new URL("/api/images", address), { method: "POST", headers });
  const answer = new Promise<IncomingMessage>((done, failed) => sending.on("response", done).on("error", failed));
  answer.catch(() => {}); // whoever waits for it sees it
  sending.write(body.subarray(0, body.length / 2));
  return { answer, finish: () => sending.end(body.subarray(body.length / 2)), abort: () => sending.destroy() };
}

/** A form has begun to come in. */
const isArriving = (server: TestServer) => () => server.place.isReceiving();
/** The server and its worker. */
const programs = ({ process: { pid }, worker }: TestServer) => [pid, worker?.pid].filter((one) => one !== undefined);
const descendants = (server: TestServer) => programs(server).flatMap(descendantsOf);

test("finishes an upload that is on its way when it is told to stop", async ({ start }) => {
  const server = await start();
  const picture = await uncompressed("slow.tif", { width: 900, height: 600 });
  const form = slowForm(server.address, picture);
  await expect.poll(isArriving(server)).toBe(true);
  server.process.kill("SIGTERM");
  await expect.poll(isStopping(server)).toBe(true);
  form.finish();
  const answer = await form.answer;
  expect(answer.statusCode).toBe(201);
  const [image] = JSON.parse(Buffer.concat(await answer.toArray()).toString()).images;
  expect(await server.ended).toBe(0);

  const again = await start();
  const visitor = createVisitor(again.address);
  visitor.cookie = /workspace=([^;]+)/.exec(String(answer.headers["set-cookie"]))?.[1] ?? null;
  expect((await visitor.settled(image.id)).status).toBe("ready");
});

// In aws mode: the store sends these bytes, and no server of ours.
test("finishes a download that is on its way when it is told to stop", { tag: "@embedded" }, async ({ start }) => {
  const server = await start();
  const visitor = createVisitor(server.address);
  const picture = await uncompressed("large.tif", { width: 3600, height: 3000 }); // more than the sockets hold
  const { links } = await visitor.ready(picture);
  const headers = { cookie: `workspace=${visitor.cookie}` };
  const answer = await new Promise<IncomingMessage>((done, failed) =>
    request(new URL(links.original, server.address), { headers }, done).on("error", failed).end(),
  );
  server.process.kill("SIGTERM");
  await expect.poll(isStopping(server)).toBe(true);
  expect(isRunning(server.process.pid!)).toBe(true);
  const bytes = Buffer.concat(await answer.toArray());
  expect(Buffer.compare(bytes, picture.buffer)).toBe(0);
  expect(await server.ended).toBe(0);
});

test("finishes an archive that is on its way when it is told to stop", async ({ start }) => {
  const server = await start();
  const visitor = createVisitor(server.address);
  const picture = await uncompressed("large.tif", { width: 3600, height: 3000 }); // more than the sockets hold
  await visitor.ready(picture);
  const headers = { cookie: `workspace=${visitor.cookie}` };
  const answer = await new Promise<IncomingMessage>((done, failed) =>
    request(new URL("/api/archive", server.address), { headers }, done).on("error", failed).end(),
  );
  server.process.kill("SIGTERM");
  await expect.poll(isStopping(server)).toBe(true);
  expect(isRunning(server.process.pid!)).toBe(true);
  const [entry] = unzip(Buffer.concat(await answer.toArray()));
  expect(entry?.bytes.equals(picture.buffer)).toBe(true);
  expect(await server.ended).toBe(0);
});

test("stops at once where nothing is in work, and leaves no process behind", async ({ start }) => {
  test.skip(!tellsProcesses, "needs /proc to see the processes");
  const server = await start();
  const visitor = createVisitor(server.address);
  await (await visitor.fetch((await visitor.ready(await photo())).links.preview)).arrayBuffer();
  const family = descendants(server);
  expect(family.length).toBeGreaterThan(1);
  await server.stop();
  expect(await server.ended).toBe(0);
  await expect.poll(() => family.filter(isRunning)).toEqual([]);
});

test("has every picture again after it was killed, and finishes those in work", async ({ start }) => {
  const server = await start();
  const visitor = createVisitor(server.address);
  const done = await visitor.ready(await photo("done.jpg"));
  const decoders = tellsProcesses ? descendants(server).filter((pid) => isDecoder(pid)) : [];
  for (const decoder of decoders) process.kill(decoder, "SIGSTOP"); // so that there is work to be left
  const sent = await visitor.send(await photo("1.jpg"), await noisy("2.jpg"), await photo("3.jpg"));
  await server.crash();
  for (const decoder of decoders) process.kill(decoder, "SIGCONT");

  visitor.address = (await start()).address;
  expect((await visitor.json(done.links.self)).status).toBe("ready");
  expect((await visitor.fetch(done.links.thumbnail)).status).toBe(200);
  for (const { id } of sent) expect((await visitor.settled(id)).status).toBe("ready");
  expect((await visitor.json<{ images: ImageView[] }>("/api/images")).images).toHaveLength(4);
  await expect.poll(() => decoders.filter(isRunning)).toEqual([]);
});

const isDecoder = (pid: number) => commandOf(pid).includes("decoder");

test("leaves nothing of a form that was on its way when it was killed", async ({ start }) => {
  const server = await start();
  await createVisitor(server.address).ready(await dot("kept.png"));
  const kept = await server.place.storedKeys();
  const form = slowForm(server.address, await uncompressed("half.tif", { width: 900, height: 600 }));
  await expect.poll(isArriving(server)).toBe(true);
  await server.crash();
  form.abort();
  const again = await start();
  expect(await again.place.storedKeys()).toEqual(kept);
});

test("forgets a form that its sender gave up", async ({ start }) => {
  const server = await start({ WORKSPACE_MAX_IMAGES: "1" });
  const visitor = createVisitor(server.address);
  const before = await visitor.ready(await dot("first.png"));
  await visitor.fetch(before.links.self, { method: "DELETE" });
  const form = slowForm(server.address, await uncompressed("half.tif", { width: 900, height: 600 }));
  await expect.poll(isArriving(server)).toBe(true);
  form.abort();
  await expect.poll(() => server.place.storedKeys()).toEqual([]);
  await visitor.ready(await dot("second.png"));
});

// In aws mode: the server starts no worker there.
test("brings its worker back when it is killed in the middle, and every picture ends ready", {
  tag: "@embedded",
}, async ({ start }) => {
  test.skip(!tellsProcesses, "needs /proc to find the worker");
  const server = await start();
  const visitor = createVisitor(server.address);
  await visitor.ready(await photo("first.jpg")); // its decoder waits for the next one
  const worker = childrenOf(server.process.pid!).find((pid) => commandOf(pid).includes("worker"))!;
  const decoders = childrenOf(worker);
  for (const decoder of decoders) process.kill(decoder, "SIGSTOP");
  const [second] = await visitor.send(await photo("second.jpg"));
  await expect.poll(async () => (await visitor.json(second!.links.self)).status).toBe("processing");
  process.kill(worker, "SIGKILL");
  for (const decoder of decoders) process.kill(decoder, "SIGCONT");
  expect((await visitor.settled(second!.id)).status).toBe("ready");
  await expect.poll(() => decoders.filter(isRunning)).toEqual([]);
});

// In aws mode: there is no data folder; a bucket is for any number of servers.
test("leaves a data folder alone that another server uses, and says so", { tag: "@embedded" }, async ({ start }) => {
  const server = await start();
  const visitor = createVisitor(server.address);
  const { id } = await visitor.ready(await photo());
  const { code, complaint } = await runToEnd({ DATA_DIR: server.dataDir });
  expect(code).toBe(1);
  expect(complaint.trim().split("\n")).toEqual([expect.stringContaining(server.dataDir)]);
  expect(complaint).toContain("in use");
  expect((await visitor.json(`/api/images/${id}`)).status).toBe("ready");
});

test("says of a port that is taken which one it is", async ({ start, folder }) => {
  const { port } = new URL((await start()).address);
  const { code, complaint } = await runToEnd({ DATA_DIR: `${folder}/other`, PORT: port });
  expect(code).toBe(1);
  expect(complaint.trim().split("\n")).toEqual([expect.stringContaining(port)]);
});

test("names every setting that does not parse in a line each, and does not start", async ({ folder }) => {
  const wrong = {
    PORT: "port",
    MAX_UPLOAD_BYTES: "100MB",
    MAX_PIXELS: "-1",
    WORKSPACE_MAX_IMAGES: "0",
    WORKSPACE_MAX_BYTES: "2e9",
    RETENTION_HOURS: "0",
    CONVERT_CONCURRENCY: "1.5",
    CONVERT_QUEUE: "many",
    CONVERT_TIMEOUT_SECONDS: "soon",
    CONVERT_MEMORY_BYTES: "lots",
    CONVERT_STORE: "yes",
    PUBLIC_URL: "proofs.example",
    LOG_LEVEL: "loud",
    BACKEND: "cloud",
  };
  const { code, complaint } = await runToEnd({ DATA_DIR: folder, ...wrong, SESSION_SECRET: "too short a secret" });
  expect(code).toBe(1);
  const lines = complaint.trim().split("\n");
  expect(lines).toHaveLength(Object.keys(wrong).length + 1);
  for (const [name, value] of Object.entries(wrong)) {
    expect(
      lines.find((line) => line.startsWith(name)),
      name,
    ).toMatch(new RegExp(`${value.replace(".", "\\.")}.*\\w`));
  }
  expect(lines.some((line) => line.startsWith("SESSION_SECRET"))).toBe(true);
  expect(complaint).not.toContain("too short a secret");
});

test("knows its visitors again with a rotated key, and not with another one", async ({ start }) => {
  const [first, second, third] = ["first", "second", "third"].map((word) => `the ${word} key that seals the cookies`);
  const server = await start({ SESSION_SECRET: first! });
  const visitor = createVisitor(server.address);
  const { links } = await visitor.ready(await photo());
  await server.stop();
  const rotated = await start({ SESSION_SECRET: `${second},${first}` });
  visitor.address = rotated.address;
  expect((await visitor.fetch(links.self)).status).toBe(200);
  await rotated.stop();
  visitor.address = (await start({ SESSION_SECRET: third! })).address;
  expect((await visitor.fetch(links.self)).status).toBe(404);
});
