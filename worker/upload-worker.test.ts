// @module-tag slow
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { MISBEHAVING, picture, upload, WORKSPACE } from "#compose.fixture.ts";
import { startAws, type TestAws } from "#compose-aws.fixture.ts";
import { createDecoderPool } from "#decoder-pool/pool.ts";
import type { Services } from "#domain/services.ts";
import { runUploadWorker } from "./upload-worker.ts";

let aws: TestAws;
let open: Awaited<ReturnType<TestAws["services"]>>;
beforeAll(async () => {
  aws = await startAws();
  open = await aws.services();
});
afterAll(async () => {
  open.close();
  await aws.close();
});
beforeEach(() => {
  aws.proxy.decide(() => "pass");
  open.lines.length = 0;
});

/** Runs the worker until all of these images are what is said. */
async function workUntil(expected: Record<string, string>, services: Services = open.services): Promise<void> {
  const stop = new AbortController();
  const working = runUploadWorker(services, { concurrency: 2, signal: stop.signal });
  const statuses = async () => {
    const records = await Promise.all(Object.keys(expected).map((id) => open.services.catalog.get(WORKSPACE, id)));
    return Object.fromEntries(records.map((record) => [record?.id, record?.status]));
  };
  await vi.waitFor(async () => expect(await statuses()).toEqual(expected), { timeout: 15_000, interval: 50 });
  stop.abort();
  await working;
}

async function announced(name = "a.jpg"): Promise<string> {
  const { id } = await upload(open.services, await picture(), name);
  await aws.announce(id);
  return id;
}

test("gives a picture up that kills its decoder three times; its neighbours are ready", async () => {
  const limits = { timeoutMs: 10_000, memoryBytes: 1e9, crashRetries: 0, size: 1, queue: 1 };
  const deadly = createDecoderPool({ entry: MISBEHAVING, env: { PATH: process.env.PATH ?? "" }, ...limits });
  onTestFinished(() => deadly.close());
  const { decoders } = open.services;
  const isPoison = (job: object) => "name" in job && job.name === "poison.jpg";
  const run: Services["decoders"]["run"] = (job, how) =>
    isPoison(job) ? deadly.run({ ...job, source: "crash" }, how) : decoders.run(job, how);

  const [first, poison, last] = [await announced(), await announced("poison.jpg"), await announced()];
  await workUntil(
    { [first]: "ready", [poison]: "failed", [last]: "ready" },
    { ...open.services, decoders: { ...decoders, run } },
  );
  expect(open.lines.filter((line) => line.includes("could not be processed"))).toHaveLength(3);
  expect(await aws.messages()).toBe(0);
});

test("waits for a table that refuses, and uses up no receive", async () => {
  const id = await announced();
  let refusals = 0;
  aws.proxy.decide(({ operation }) => (operation === "UpdateItem" && ++refusals <= 8 ? "throttle" : "pass"));
  await workUntil({ [id]: "ready" });
  const failures = open.lines.map((line) => JSON.parse(line)).filter(({ message }) => message.includes("not be"));
  expect(failures).toMatchObject([
    { image: id, receives: 1 },
    { image: id, receives: 1 },
  ]);
  expect(await aws.messages()).toBe(0);
});

test("measures from the sending of the message to the beginning of the work", async () => {
  open.measured.length = 0;
  await workUntil({ [await announced()]: "ready" });
  expect(open.measured).toEqual([
    ["Uploads", 1, undefined],
    ["QueueAge", expect.any(Number), undefined],
    ["Ready", 1, { format: "jpeg" }],
    ["ProcessingTime", expect.any(Number), undefined],
  ]);
});
