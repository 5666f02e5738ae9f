/** A table, a store and a queue that fail for a while: nothing is lost, and everybody is told. */
import { startProxy } from "#adapters/aws/throttling-proxy.fixture.ts";
import { dot, photo, textNamedJpg } from "#e2e/pictures.ts";
import { bytesOf, createVisitor, expectProblem } from "#e2e/visitor.ts";
import { expect, expectExactQuotas, expectQueuesEmpty, listOf, test } from "./story.ts";

/** True the first time that it is asked for the same. */
function firstTime(): (what: string) => boolean {
  const seen = new Set<string>();
  return (what) => !seen.has(what) && Boolean(seen.add(what));
}

async function expectBusy(answer: Response): Promise<void> {
  expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
  await expectProblem(answer, 503, "busy");
}

test("a throttled table: asks people to come back, and repeats by itself what was refused once", async ({
  start,
  account,
  cloud,
}) => {
  const table = await startProxy(cloud.ports.dynamo);
  const server = await start({ AWS_ENDPOINT_URL_DYNAMODB: table.endpoint });
  const visitor = createVisitor(server.address);
  const kept = await visitor.ready(await photo("kept.jpg"));
  table.decide(() => "throttle");
  await expectBusy(await visitor.post([await photo("refused.jpg")]));
  await expectBusy(await visitor.fetch("/api/images"));
  await expectBusy(await visitor.fetch(kept.links.self));
  expect((await visitor.fetch("/api/health")).status).toBe(200);
  expect((await visitor.fetch("/api/ready")).status).toBe(503);

  const isFirst = firstTime();
  table.decide(({ operation, body }) => (isFirst(operation + body) ? "throttle" : "pass"));
  const names = Array.from({ length: 8 }, (_, i) => `${i}.png`);
  const sent = await Promise.all(names.map(async (name) => (await visitor.send(await dot(name)))[0]!));
  for (const { id } of sent) expect((await visitor.settled(id)).status).toBe("ready");
  expect((await listOf(visitor)).map(({ name }) => name).sort()).toEqual([...names, "kept.jpg"]);
  await expectQueuesEmpty(account);
  await expectExactQuotas(account);
  await server.stop();
  table.close();
});

test("a store that resets connections: tries again, says when it cannot, and keeps nothing by halves", async ({
  start,
  account,
}) => {
  const messages = account.announcer.hold();
  const visitor = createVisitor((await start()).address);
  const isFirst = firstTime();
  account.bucket.fate = (method, key) => {
    if (isFirst(`reset ${method} ${key}`)) return "reset";
    return isFirst(`lose ${method} ${key}`) ? "lose" : "pass";
  };
  const sent = await visitor.send(await photo("1.jpg"), await photo("2.jpg"));
  for (const message of messages) await account.send(message);
  for (const { id } of sent) expect((await visitor.settled(id)).status).toBe("ready");

  account.bucket.fate = () => "pass";
  const [waiting] = await visitor.send(await photo("3.jpg"));
  let resets = 0;
  account.bucket.fate = () => {
    resets++;
    return "reset";
  };
  await expectBusy(await visitor.post([await photo("refused.jpg")]));
  expect(await listOf(visitor)).toHaveLength(3);
  const before = resets;
  await account.send(messages.at(-1)!);
  await expect.poll(() => resets - before, { timeout: 30_000 }).toBeGreaterThan(9); // three looks, of three tries each
  account.bucket.fate = () => "pass";
  expect((await visitor.settled(waiting!.id)).status).toBe("ready");
  expect((await bytesOf(await visitor.fetch(waiting!.links.thumbnail))).length).toBeGreaterThan(100);
  await expectQueuesEmpty(account);
  await expectExactQuotas(account);
});

test("a queue that is away: takes pictures in all the same, and processes them when it is back", async ({
  start,
  account,
  cloud,
}) => {
  const queue = await startProxy(cloud.ports.sqs);
  const server = await start({ AWS_ENDPOINT_URL_SQS: queue.endpoint, CONVERT_CONCURRENCY: "1" });
  const visitor = createVisitor(server.address);
  const failed = await visitor.failed(await textNamedJpg());
  let refused = 0;
  queue.decide(({ operation, body }) => {
    if (operation === "ReceiveMessage" && JSON.parse(body).QueueUrl === account.env.QUEUE_URL) refused++;
    return "reset";
  });
  // The one receiver waits no longer for what it asked before: from here on nobody gets a message.
  await expect.poll(() => refused).toBeGreaterThan(0);
  const sent = await visitor.send(await photo("1.jpg"), await photo("2.jpg"));
  await expectBusy(await visitor.fetch(`${failed.links.self}/retry`, { method: "POST" }));
  expect((await visitor.json(failed.links.self)).status).toBe("failed");
  const failures = () => server.log.filter(({ msg }) => msg === "the queue failed").length;
  await expect.poll(failures, { timeout: 30_000 }).toBeGreaterThan(5); // each of the two receivers more than once
  for (const { links } of sent) expect((await visitor.json(links.self)).status).toBe("pending");
  expect((await visitor.fetch("/")).status).toBe(200);
  queue.decide(() => "pass");
  for (const { id } of sent) expect((await visitor.settled(id)).status).toBe("ready");
  expect((await visitor.fetch(`${failed.links.self}/retry`, { method: "POST" })).status).toBe(202);
  expect((await visitor.settled(failed.id)).status).toBe("failed");
  await expectQueuesEmpty(account);
  await expectExactQuotas(account);
  await server.stop();
  queue.close();
});
