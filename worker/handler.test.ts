// @module-tag slow
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { picture, upload, WORKSPACE } from "#compose.fixture.ts";
import { BUCKET, startAws, type TestAws } from "#compose-aws.fixture.ts";
import { createPending } from "#domain/begin-upload.ts";
import { deleteImage } from "#domain/delete-image.ts";
import { uploadKey } from "#domain/keys.ts";
import type * as Handler from "./handler.ts";
import { invocation, invoke, receiveBatch } from "./lambda/event-source.fixture.ts";

let aws: TestAws;
let web: Awaited<ReturnType<TestAws["services"]>>;
let handler: typeof Handler.handler;

beforeAll(async () => {
  aws = await startAws();
  web = await aws.services();
  process.env.MAX_UPLOAD_BYTES = "20000";
  ({ handler } = await import("./handler.ts"));
});
afterAll(async () => {
  web.close();
  await aws.close();
});

/** what the function prints in a test, a parsed line each */
const lines: Record<string, unknown>[] = [];
beforeEach(() => {
  aws.proxy.decide(() => "pass");
  lines.length = 0;
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    for (const line of String(text).split("\n")) if (line.startsWith("{")) lines.push(JSON.parse(line));
    return true;
  });
  return () => spy.mockRestore();
});

const round = () => invoke(aws.sqs, aws.env.QUEUE_URL, handler);
const sent = async (bytes?: Buffer | string) => upload(web.services, bytes ?? (await picture()));
const imageOf = (id: string) => web.services.catalog.get(WORKSPACE, id);
const statusOf = async (id: string) => (await imageOf(id))?.status;

/** Lets the clock of the queues go on, which live in this process. */
function passDate(seconds: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });
  onTestFinished(() => void vi.useRealTimers());
}

const record = (key: string, eventName = "ObjectCreated:Post", bucket = BUCKET) => ({
  eventSource: "aws:s3",
  eventName,
  s3: { bucket: { name: bucket }, object: { key, sequencer: "0055AED6DCD90281E5" } },
});

test("makes an image ready, and leaves nothing of it on the disk", async () => {
  const { id } = await sent();
  await aws.announce(id);
  expect(await round()).toEqual({ received: 1, failed: [] });
  expect(await imageOf(id)).toMatchObject({ status: "ready", facts: { format: "jpeg", width: 60, height: 40 } });
  expect(await aws.messages()).toBe(0);
  const [scratch = ""] = readdirSync(join(aws.temporary, "proofsheet-function"));
  const left = readdirSync(join(aws.temporary, "proofsheet-function", scratch), {
    recursive: true,
    withFileTypes: true,
  });
  expect(left.filter((entry) => !entry.isDirectory())).toEqual([]);
});

test("names the request that brought the image in what it logs, and the invocation", async () => {
  const file = { name: "a.jpg", bytes: 0, mediaType: "image/jpeg", reserved: 0, uploadEndsAt: Date.now() + 60_000 };
  const image = await createPending(web.services, WORKSPACE, { ...file, requestId: "request-0001" });
  await aws.bucket.send(
    new PutObjectCommand({ Bucket: BUCKET, Key: uploadKey(WORKSPACE, image.id), Body: "Dear diary" }),
  );
  await aws.announce(image.id);
  await round();
  expect(lines.filter((line) => line.msg)).toMatchObject([
    {
      level: "info",
      process: "worker",
      function: "worker",
      invocation: "00000000-0000-4000-8000-000000000001",
      requestId: "request-0001",
      image: image.id,
      code: "not_an_image",
      msg: "failed",
    },
  ]);
});

test("measures how long an image waited and took, and what came of it", async () => {
  const { id } = await sent();
  await aws.announce(id);
  await round();
  const metrics = lines.filter((line) => line._aws);
  const ready = { Namespace: "Proofsheet", Dimensions: [["service"], ["service", "format"]] };
  expect(metrics).toMatchObject([
    { service: "worker", QueueAge: expect.any(Number) },
    {
      _aws: { CloudWatchMetrics: [{ ...ready, Metrics: [{ Name: "Ready", Unit: "Count" }] }] },
      service: "worker",
      format: "jpeg",
      Ready: 1,
    },
    { service: "worker", ProcessingTime: expect.any(Number) },
  ]);
});

test("finishes files that can be no picture, and asks for none of them again", async () => {
  const text = await sent("Dear diary");
  const broken = await sent((await picture(400, 400)).subarray(0, 240));
  const good = await sent();
  for (const { id } of [text, good, broken]) await aws.announce(id);
  expect(await round()).toEqual({ received: 3, failed: [] });
  expect(await imageOf(text.id)).toMatchObject({ status: "failed", error: { code: "not_an_image" } });
  expect(await imageOf(broken.id)).toMatchObject({ status: "failed", error: { code: "damaged_image" } });
  expect(await statusOf(good.id)).toBe("ready");
});

test("refuses an object over the limit", async () => {
  const { id } = await sent(Buffer.alloc(20_001, "a"));
  await aws.announce(id);
  expect(await round()).toEqual({ received: 1, failed: [] });
  expect(await imageOf(id)).toMatchObject({ status: "failed", error: { code: "too_many_bytes" } });
});

test("takes what announces nothing of ours for done", async () => {
  const { id } = await sent();
  const key = uploadKey(WORKSPACE, id);
  const others = [record(key, "ObjectRemoved:Delete"), record(key, "ObjectCreated:Put", "another-bucket")];
  await aws.send(JSON.stringify({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: BUCKET }));
  await aws.send(JSON.stringify({ Records: [...others, record("uploads/a+b/%C3%BC"), record("derived/x")] }));
  await aws.send("{");
  expect(await round()).toEqual({ received: 3, failed: [] });
  expect(await statusOf(id)).toBe("pending");
});

test("reads keys in the form of S3, and every record of a message", async () => {
  const images = [await sent(), await sent(), await sent()];
  const encode = (text: string) => [...text].map((c) => `%${c.charCodeAt(0).toString(16)}`).join("");
  const keys = images.map(({ id }) => uploadKey(WORKSPACE, id).split("/").map(encode).join("/"));
  await aws.send(JSON.stringify({ Records: keys.map((key) => record(key)) }));
  expect(await round()).toEqual({ received: 1, failed: [] });
  for (const { id } of images) expect(await statusOf(id)).toBe("ready");
});

test("does no harm where a message comes twice at once, and again afterwards", async () => {
  const { id } = await sent();
  await aws.announce(id);
  const event = await receiveBatch(aws.sqs, aws.env.QUEUE_URL);
  const answers = await Promise.all([handler(event, invocation()), handler(event, invocation())]);
  expect(answers).toEqual([{ batchItemFailures: [] }, { batchItemFailures: [] }]);
  const ready = await imageOf(id);
  expect(ready?.status).toBe("ready");
  expect(lines.filter(({ Ready, msg }) => Ready || msg)).toMatchObject([{ msg: "ready" }, { Ready: 1 }]); // said once
  expect(await handler(event, invocation())).toEqual({ batchItemFailures: [] });
  expect(await imageOf(id)).toEqual(ready);
});

test("ends right where messages come late, after a delete and in reverse", async () => {
  const images = [await sent(), await sent(), await sent()];
  const [gone, ...left] = images;
  for (const { id } of images.toReversed()) await aws.announce(id);
  if (gone) await deleteImage(web.services, WORKSPACE, gone.id);
  expect(await round()).toEqual({ received: 3, failed: [] });
  expect(await imageOf(gone?.id ?? "")).toBeNull();
  for (const { id } of left) expect(await statusOf(id)).toBe("ready");
  expect(await web.services.store.head(uploadKey(WORKSPACE, gone?.id ?? ""))).toBeNull();
});

test("waits for a table that refuses, within the invocation, and needs no second receive", async () => {
  const { id } = await sent();
  await aws.announce(id);
  let refusals = 0;
  aws.proxy.decide(({ operation }) => (operation === "UpdateItem" && ++refusals <= 4 ? "throttle" : "pass"));
  expect(await round()).toEqual({ received: 1, failed: [] });
  expect(refusals).toBeGreaterThan(4);
  expect(await statusOf(id)).toBe("ready");
});

test("puts a message back where the table refuses for longer than there is time, and counts no receive", async () => {
  const { id } = await sent();
  await aws.announce(id);
  aws.proxy.decide(({ operation }) => (operation === "UpdateItem" ? "throttle" : "pass"));
  const short = () => invoke(aws.sqs, aws.env.QUEUE_URL, handler, invocation(35_500));
  for (let times = 0; times < 5; times++) {
    expect(await short()).toMatchObject({ failed: [] });
    expect(await round()).toMatchObject({ received: 0 });
    expect(await statusOf(id)).toBe("pending");
    passDate(30);
  }
  aws.proxy.decide(() => "pass");
  expect(await round()).toMatchObject({ failed: [] });
  expect(await statusOf(id)).toBe("ready");
});
