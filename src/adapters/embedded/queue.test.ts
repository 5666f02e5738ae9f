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

test("shows all that a dead worker held, at once", async () => {
  const { uploads, deadLetters, releaseAll } = open();
  await uploads.publish({ key: KEY });
  await uploads.publish({ key: `${KEY}0` });
  for (let receives = 1; receives <= 3; receives++) {
    expect(await uploads.receive(NOW)).toMatchObject([{ receives }, { receives }]);
    releaseAll();
  }
  expect(await uploads.receive(NOW)).toEqual([]);
  expect(await deadLetters.receive(NOW)).toHaveLength(2);
  releaseAll();
  expect(await deadLetters.receive(NOW)).toHaveLength(2);
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
