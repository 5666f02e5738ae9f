// @module-tag slow
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { MISBEHAVING, picture, upload, WORKSPACE } from "#compose.fixture.ts";
import { BUCKET, startAws, type TestAws } from "#compose-aws.fixture.ts";
import { createDecoderPool } from "#decoder-pool/pool.ts";
import type { ImageRecord } from "#domain/image.ts";
import { giveUpUpload, processUpload } from "#domain/process-upload.ts";
import { receiveUpload } from "#domain/receive-upload.ts";
import type { Services } from "#domain/services.ts";
import { AppError } from "#errors.ts";
import { handler as deadLetters } from "#worker/dead-letters.ts";
import { invoke, type SqsFunction } from "./event-source.fixture.ts";
import { handleBatch } from "./handle-batch.ts";

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

/** Services whose decoder dies of a picture called poison. */
function poisoned(): Services {
  const limits = { timeoutMs: 10_000, memoryBytes: 1e9, crashRetries: 0, size: 1, queue: 1 };
  const deadly = createDecoderPool({ entry: MISBEHAVING, env: { PATH: process.env.PATH ?? "" }, ...limits });
  onTestFinished(() => deadly.close());
  const { decoders } = open.services;
  const isPoison = (job: object) => "name" in job && job.name === "poison.jpg";
  return {
    ...open.services,
    decoders: {
      ...decoders,
      run: (job, how) => (isPoison(job) ? deadly.run({ ...job, source: "crash" }, how) : decoders.run(job, how)),
    },
  };
}

const handlingWith =
  (services: Services): SqsFunction =>
  (event) =>
    handleBatch(services, event, { handle: processUpload, bucket: BUCKET, mayPause: () => false });

async function threeSent(): Promise<{ images: ImageRecord[]; statuses(): Promise<(string | undefined)[]> }> {
  const images: ImageRecord[] = [];
  for (const name of ["first.jpg", "poison.jpg", "last.jpg"]) {
    images.push(await upload(open.services, await picture(), name));
  }
  for (const { id } of images) await aws.announce(id);
  const statusOf = async ({ id }: ImageRecord) => (await open.services.catalog.get(WORKSPACE, id))?.status;
  return { images, statuses: () => Promise.all(images.map(statusOf)) };
}

test("ends the poison of a batch as failed, in one receive, and its neighbours as ready", async () => {
  const { statuses } = await threeSent();
  expect(await invoke(aws.sqs, aws.env.QUEUE_URL, handlingWith(poisoned()))).toEqual({ received: 3, failed: [] });
  expect(await statuses()).toEqual(["ready", "failed", "ready"]);
  expect(await aws.messages()).toBe(0);
}, 60_000);

test("asks for what broke off alone; after three receives it is a dead letter, and failed by a fault of ours", async () => {
  const { images, statuses } = await threeSent();
  const { decoders } = open.services;
  const run: Services["decoders"]["run"] = (job, how) =>
    "name" in job && job.name === "poison.jpg"
      ? Promise.reject(new AppError("internal", "Odd."))
      : decoders.run(job, how);
  const handle = handlingWith({ ...open.services, decoders: { ...decoders, run } });
  const first = await invoke(aws.sqs, aws.env.QUEUE_URL, handle);
  expect(first.received).toBe(3);
  expect(first.failed.map(({ body }) => body.includes(images[1]?.id ?? ""))).toEqual([true]);
  expect(await statuses()).toEqual(["ready", "processing", "ready"]);
  for (const receives of ["2", "3"]) {
    const { failed } = await invoke(aws.sqs, aws.env.QUEUE_URL, handle);
    expect(failed).toMatchObject([{ attributes: { ApproximateReceiveCount: receives } }]);
  }
  expect(await invoke(aws.sqs, aws.env.QUEUE_URL, handle)).toMatchObject({ received: 0 });

  expect(await invoke(aws.sqs, aws.env.DEAD_LETTER_QUEUE_URL, deadLetters)).toEqual({ received: 1, failed: [] });
  expect(await statuses()).toEqual(["ready", "failed", "ready"]);
  expect(await open.services.catalog.get(WORKSPACE, images[1]?.id ?? "")).toMatchObject({
    error: { code: "busy" },
  });
  expect(await aws.messages()).toBe(0);
});

test("asks for a dead letter again while the table refuses it, and says so", async () => {
  const { id } = await upload(open.services, await picture());
  await aws.announce(id);
  aws.proxy.decide(({ operation }) => (operation === "GetItem" ? "deny" : "pass"));
  open.lines.length = 0;
  const handle: SqsFunction = (event) =>
    handleBatch(open.services, event, { handle: giveUpUpload, bucket: BUCKET, mayPause: () => false });
  expect((await invoke(aws.sqs, aws.env.QUEUE_URL, handle)).failed).toHaveLength(1);
  expect(open.lines.map((line) => JSON.parse(line))).toMatchObject([
    { image: id, receives: 1, message: "an upload could not be processed" },
  ]);
  aws.proxy.decide(() => "pass");
  expect((await invoke(aws.sqs, aws.env.QUEUE_URL, handle)).failed).toEqual([]);
  expect((await open.services.catalog.get(WORKSPACE, id))?.status).toBe("failed");
});

test("says of every failure which image, which request and which receive it was", async () => {
  const services = poisoned();
  const body = Readable.from([await picture()]);
  const file = { name: "poison.jpg", mediaType: "image/jpeg", body, requestId: "request-0007" };
  const { id } = await receiveUpload(services, WORKSPACE, file);
  await aws.announce(id);
  open.lines.length = 0;
  await invoke(aws.sqs, aws.env.QUEUE_URL, handlingWith(services));
  const about = { image: id, requestId: "request-0007", cause: expect.stringContaining("DecoderCrash") };
  const crashed = { ...about, receives: 1, message: "an upload could not be processed" };
  const failed = { ...about, code: "damaged_image", message: "failed" };
  expect(open.lines.map((line) => JSON.parse(line))).toMatchObject([
    crashed,
    crashed,
    { ...failed, cause: expect.any(String) },
  ]);
}, 60_000);
