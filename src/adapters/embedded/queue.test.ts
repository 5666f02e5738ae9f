import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { NOON, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { describeUploadQueue } from "#adapters/contract/queue.suite.ts";
import { openDatabase } from "./database.ts";
import { createSqliteQueue } from "./queue.ts";
import { temporaryDirectory } from "./temporary-directory.fixture.ts";

const VISIBILITY = 60;
const KEY = `uploads/${WORKSPACE}/${ulid(1)}`;
const NOW = { max: 10, waitSeconds: 0 };

function open() {
  let now = NOON;
  const db = openDatabase(join(temporaryDirectory(), "queue.sqlite"));
  onTestFinished(() => db.close());
  const queue = createSqliteQueue(db, { visibilitySeconds: VISIBILITY, maxReceives: 3, clock: () => now });
  const pass = (seconds: number) => {
    now += seconds * 1000;
  };
  return { db, ...queue, pass };
}

describeUploadQueue("SQLite", async () => {
  const { uploads, deadLetters, pass } = open();
  return {
    uploads,
    deadLetters,
    timeOut: async () => pass(VISIBILITY),
    pass: async (seconds) => pass(seconds),
    close: async () => {},
  };
});

test("hides a message until the last moment of its time", async () => {
  const { uploads, pass } = open();
  await uploads.publish({ key: KEY });
  await uploads.receive(NOW);
  pass(VISIBILITY - 0.001);
  expect(await uploads.receive(NOW)).toEqual([]);
  pass(0.001);
  expect(await uploads.receive(NOW)).toHaveLength(1);
});

test("a receipt of an older receive neither acknowledges nor releases the newer one", async () => {
  const { uploads, pass } = open();
  await uploads.publish({ key: KEY });
  const [older] = await uploads.receive(NOW);
  pass(VISIBILITY);
  const [newer] = await uploads.receive(NOW);
  if (!older || !newer) throw new Error("nothing was delivered");
  await uploads.release(older);
  expect(await uploads.receive(NOW)).toEqual([]);
  await uploads.acknowledge(older);
  pass(VISIBILITY);
  expect(await uploads.receive(NOW)).toMatchObject([{ receives: 3 }]);
});

test("a receipt of an acknowledged message never names one that comes later", async () => {
  const { uploads, pass } = open();
  await uploads.publish({ key: KEY });
  const [first] = await uploads.receive(NOW);
  if (!first) throw new Error("nothing was delivered");
  await uploads.acknowledge(first);
  await uploads.publish({ key: KEY });
  await uploads.receive(NOW);
  await uploads.release(first);
  expect(await uploads.receive(NOW)).toEqual([]);
  await uploads.acknowledge(first);
  pass(VISIBILITY);
  expect(await uploads.receive(NOW)).toHaveLength(1);
});

test("a receipt handle that is none does nothing", async () => {
  const { uploads, db } = open();
  await uploads.publish({ key: KEY });
  for (const receiptHandle of ["", "x", "1", "1:", "1:x", "1:0:1"]) {
    await uploads.acknowledge({ event: { key: KEY }, receives: 1, receiptHandle }).catch(() => {});
  }
  expect(db.prepare("SELECT count(*) AS n FROM messages").get()).toEqual({ n: 1 });
});

test("publishing what waits already makes no second message", async () => {
  const { uploads } = open();
  for (let time = 0; time < 3; time++) await uploads.publish({ key: KEY });
  expect(await uploads.receive(NOW)).toHaveLength(1);
});

test("shows all that a dead worker held, at once, and counts none of it", async () => {
  const { uploads, deadLetters, releaseAll } = open();
  await uploads.publish({ key: KEY });
  await uploads.publish({ key: `${KEY}0` });
  for (let deaths = 1; deaths <= 10; deaths++) {
    expect(await uploads.receive(NOW)).toMatchObject([{ receives: 1 }, { receives: 1 }]);
    releaseAll();
  }
  expect(await deadLetters.receive(NOW)).toEqual([]);
});

test("takes a message whose receiver died ten times for the cause of it", async () => {
  const { uploads, deadLetters, releaseAll } = open();
  await uploads.publish({ key: KEY });
  for (let deaths = 1; deaths <= 13; deaths++) {
    expect(await uploads.receive(NOW)).toHaveLength(1);
    releaseAll();
  }
  expect(await uploads.receive(NOW)).toEqual([]);
  expect(await deadLetters.receive(NOW)).toMatchObject([{ event: { key: KEY } }]);
});

test("of a message that a dead worker held and a newer one of its key, one is left", async () => {
  const { db, uploads, releaseAll } = open();
  for (let times = 0; times < 2; times++) {
    await uploads.publish({ key: KEY });
    await uploads.receive(NOW);
  }
  await uploads.publish({ key: KEY });
  releaseAll();
  expect(await uploads.receive(NOW)).toMatchObject([{ receives: 1 }]);
  expect(db.prepare("SELECT count(*) AS n FROM messages").get()).toEqual({ n: 1 });
});

test("counts a receive before anyone can work on it: a second connection sees it", async () => {
  const { db, uploads } = open();
  await uploads.publish({ key: KEY });
  await uploads.receive(NOW);
  const other = openDatabase(db.location() ?? "");
  onTestFinished(() => other.close());
  expect(other.prepare("SELECT receives FROM messages").get()).toEqual({ receives: 1 });
});

test("a message survives the process", async () => {
  const { db, uploads } = open();
  await uploads.publish({ key: KEY });
  const again = openDatabase(db.location() ?? "");
  onTestFinished(() => again.close());
  const queue = createSqliteQueue(again, { visibilitySeconds: VISIBILITY, maxReceives: 3, clock: () => NOON });
  expect(await queue.uploads.receive(NOW)).toMatchObject([{ event: { key: KEY } }]);
});

test.each([-86_400, -3600, 86_400])(
  "hides nothing for longer than its time where the clock jumps by %i s",
  async (jump) => {
    const { uploads, pass } = open();
    for (const name of ["a", "b", "c"]) await uploads.publish({ key: `${KEY}${name}` });
    const [worked] = await uploads.receive({ max: 1, waitSeconds: 0 });
    const [given] = await uploads.receive({ max: 1, waitSeconds: 0 });
    if (!worked || !given) throw new Error("nothing was delivered");
    pass(jump);
    await uploads.release(given);
    expect(await uploads.receive(NOW)).toHaveLength(3); // what waited, what was given back, and what nobody held on to
    pass(VISIBILITY);
    expect(await uploads.receive(NOW)).toHaveLength(3);
  },
);

test("keeps what is in work hidden when the clock is set back, once its receiver asks for it", async () => {
  const { uploads, pass } = open();
  await uploads.publish({ key: KEY });
  const [delivery] = await uploads.receive(NOW);
  if (!delivery) throw new Error("nothing was delivered");
  pass(-86_400);
  await uploads.extendVisibility(delivery);
  expect(await uploads.receive(NOW)).toEqual([]);
});
