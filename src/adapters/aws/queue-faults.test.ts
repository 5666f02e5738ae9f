// @module-tag slow
/** A queue that refuses or is away for a while: no message is lost, and whoever waits is told in time. */

import { SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import type { StandIn } from "./dynamo.fixture.ts";
import { toS3Event } from "./s3-event.ts";
import { BUCKET, openTestQueues, startSqs } from "./sqs.fixture.ts";
import { startProxy } from "./throttling-proxy.fixture.ts";

let sqs: StandIn;
beforeAll(async () => {
  sqs = await startSqs();
});
afterAll(() => sqs.close());

const KEY = `uploads/${WORKSPACE}/${ulid(1)}`;
const NOW = { max: 10, waitSeconds: 0 };
const busy = expect.objectContaining({ code: "busy", retryAfter: expect.any(Number) });

async function open() {
  const queues = await openTestQueues(sqs.endpoint);
  const proxy = await startProxy(sqs.port);
  onTestFinished(() => {
    queues.close();
    proxy.close();
  });
  return { ...queues, proxy, shaky: queues.uploads(proxy.endpoint), sound: queues.uploads() };
}

test("a queue that is away is `busy` for who publishes and who receives, and goes on once it is back", async () => {
  const { proxy, shaky } = await open();
  await shaky.publish({ key: KEY });
  proxy.decide(() => "reset");
  const began = performance.now();
  await expect(shaky.publish({ key: KEY })).rejects.toEqual(busy);
  await expect(shaky.receive({ max: 1, waitSeconds: 20 })).rejects.toEqual(busy);
  expect(performance.now() - began).toBeLessThan(5000);
  expect(proxy.calls).toHaveLength(9);
  proxy.decide(() => "pass");
  const [delivery] = await shaky.receive({ max: 1, waitSeconds: 20 });
  expect(delivery).toMatchObject({ event: { key: KEY }, receives: 1 });
});

test("a queue that refuses some calls is as good as another", async () => {
  const { proxy, shaky } = await open();
  let call = 0;
  proxy.decide(() => (++call % 3 === 0 ? "pass" : "throttle"));
  await shaky.publish({ key: KEY });
  const [first] = await shaky.receive(NOW);
  if (!first) throw new Error("nothing was delivered");
  await shaky.release(first);
  const [second] = await shaky.receive(NOW);
  if (!second) throw new Error("nothing was delivered");
  expect(second.receives).toBe(2);
  await shaky.acknowledge(second);
  expect(await shaky.receive(NOW)).toEqual([]);
});

test("an acknowledgement that failed can be given again", async () => {
  const { proxy, shaky, sound } = await open();
  await sound.publish({ key: KEY });
  const [delivery] = await shaky.receive(NOW);
  if (!delivery) throw new Error("nothing was delivered");
  proxy.decide(() => "throttle");
  await expect(shaky.acknowledge(delivery)).rejects.toEqual(busy);
  proxy.decide(() => "pass");
  await shaky.acknowledge(delivery);
  await sound.release(delivery);
  expect(await sound.receive(NOW)).toEqual([]);
});

test("a message whose announcement was sent twice because its answer was lost comes twice, and no less", async () => {
  const { proxy, shaky, sound } = await open();
  let calls = 0;
  proxy.decide(() => (++calls === 1 ? "lose" : "pass"));
  await shaky.publish({ key: KEY });
  expect(await sound.receive(NOW)).toMatchObject([{ event: { key: KEY } }, { event: { key: KEY } }]);
});

test("a message that comes as the receiver stops is left to the next one at once", async () => {
  const { proxy, shaky, sound } = await open();
  const stop = new AbortController();
  const polls = new Promise<void>((resolve) => {
    proxy.decide(() => {
      resolve();
      return "pass";
    });
  });
  const waiting = shaky.receive({ max: 1, waitSeconds: 20, signal: stop.signal });
  await polls;
  stop.abort();
  await sound.publish({ key: KEY });
  expect(await waiting).toEqual([]);
  expect(await sound.receive({ max: 1, waitSeconds: 3 })).toMatchObject([{ event: { key: KEY } }]);
});

test("a message is not deleted once one of its objects was released", async () => {
  const { proxy, shaky, sqs: client, url } = await open();
  const { Records } = JSON.parse(toS3Event(KEY, BUCKET)) as { Records: object[] };
  const MessageBody = JSON.stringify({ Records: [...Records, ...Records] });
  await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody }));
  const [first, second] = await shaky.receive(NOW);
  if (!first || !second) throw new Error("nothing was delivered");
  await shaky.release(first);
  await shaky.acknowledge(second);
  expect(proxy.calls.map(({ operation }) => operation)).toEqual(["ReceiveMessage", "ChangeMessageVisibility"]);
});
