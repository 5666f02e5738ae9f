// @module-tag slow
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { describeUploadQueue } from "#adapters/contract/queue.suite.ts";
import type { StandIn } from "./dynamo.fixture.ts";
import { BUCKET, openTestQueues, startSqs, VISIBILITY } from "./sqs.fixture.ts";

let sqs: StandIn;
beforeAll(async () => {
  sqs = await startSqs();
});
afterAll(() => sqs.close());

const NOW = { max: 10, waitSeconds: 0 };
const keys = [1, 2, 3].map((number) => `uploads/${WORKSPACE}/${ulid(number)}`);

/** The clock of the queue, which lives in this process, goes on; timers do not. */
function pass(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000);
}

async function open() {
  vi.useFakeTimers({ toFake: ["Date"] });
  const queues = await openTestQueues(sqs.endpoint);
  const close = async () => {
    queues.close();
    vi.useRealTimers();
  };
  return { ...queues, close };
}

/** A queue with one message that announces these objects. */
async function openWith(announced: readonly string[]) {
  const queues = await open();
  onTestFinished(queues.close);
  const Records = announced.map((key) => ({
    eventSource: "aws:s3",
    eventName: "ObjectCreated:Post",
    s3: { bucket: { name: BUCKET }, object: { key } },
  }));
  const send = (MessageBody: string) => queues.sqs.send(new SendMessageCommand({ QueueUrl: queues.url, MessageBody }));
  if (Records.length > 0) await send(JSON.stringify({ Records }));
  return { ...queues, send, uploads: queues.uploads() };
}

describeUploadQueue("SQS", async () => {
  const { uploads, deadLetters, close } = await open();
  return {
    uploads: uploads(),
    deadLetters: deadLetters(),
    timeOut: async () => pass(VISIBILITY),
    pass: async (seconds) => pass(seconds),
    close,
  };
});

test("makes a delivery of each object that a message announces, and deletes it with the last acknowledgement", async () => {
  const { uploads } = await openWith(keys);
  const deliveries = await uploads.receive({ max: 1, waitSeconds: 0 });
  expect(deliveries.map(({ event }) => event.key)).toEqual(keys);
  expect(new Set(deliveries.map(({ receiptHandle }) => receiptHandle)).size).toBe(3);
  const [first, second, third] = deliveries;
  for (const delivery of [first, first, third]) if (delivery) await uploads.acknowledge(delivery);
  pass(VISIBILITY);
  const again = await uploads.receive(NOW);
  expect(again).toMatchObject([{ receives: 2 }, { receives: 2 }, { receives: 2 }]);
  if (second) await uploads.acknowledge(second); // of the first receive: the newer one stands
  for (const delivery of again) await uploads.acknowledge(delivery);
  pass(VISIBILITY);
  expect(await uploads.receive(NOW)).toEqual([]);
});

test("hands a message out whole where one of its objects was released, whoever acknowledges the others", async () => {
  const { uploads } = await openWith(keys);
  const [first, second, third] = await uploads.receive(NOW);
  if (!first || !second || !third) throw new Error("nothing was delivered");
  await uploads.acknowledge(first);
  await uploads.release(second);
  await uploads.acknowledge(third);
  expect((await uploads.receive(NOW)).map(({ event }) => event.key)).toEqual(keys);
});

test("lets what announces no upload go, and says so where it is no message of S3", async () => {
  const { uploads, send, lines } = await openWith([]);
  await send(JSON.stringify({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: BUCKET }));
  await send("{");
  expect(await uploads.receive(NOW)).toEqual([]);
  expect(lines).toEqual(["a message in the queue announces no upload"]);
  pass(VISIBILITY);
  expect(await uploads.receive(NOW)).toEqual([]);
  expect(lines).toHaveLength(1);
});

test("waits on where all that came announces no upload", async () => {
  const { uploads, send } = await openWith([]);
  const waiting = uploads.receive({ max: 1, waitSeconds: 20 });
  await send(JSON.stringify({ Event: "s3:TestEvent" }));
  await uploads.publish({ key: keys[0] ?? "" });
  expect(await waiting).toMatchObject([{ event: { key: keys[0] } }]);
});

test("publishes what S3 would send, in the form of its keys", async () => {
  const { uploads, sqs: client, url } = await openWith([]);
  await uploads.publish({ key: "uploads/a b/ü+%" });
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl: url }));
  expect(JSON.parse(Messages[0]?.Body ?? "")).toMatchObject({
    Records: [{ eventSource: "aws:s3", s3: { bucket: { name: BUCKET }, object: { key: "uploads/a+b/%C3%BC%2B%25" } } }],
  });
});

test("takes an acknowledgement and a release that come too late", async () => {
  const { uploads, sqs: client, url } = await openWith(keys.slice(0, 1));
  const [delivery] = await uploads.receive(NOW);
  if (!delivery) throw new Error("nothing was delivered");
  const handle = delivery.receiptHandle.slice(delivery.receiptHandle.indexOf(":") + 1);
  await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: handle }));
  await uploads.release(delivery);
  await uploads.acknowledge(delivery);
  expect(await uploads.receive(NOW)).toEqual([]);
});
