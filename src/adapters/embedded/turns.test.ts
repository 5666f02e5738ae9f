import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { NOON } from "#adapters/contract/fixtures.ts";
import { parseUploadKey, uploadKey } from "#domain/keys.ts";
import type { Delivery } from "#domain/ports/upload-queue.ts";
import { openDatabase } from "./database.ts";
import { createSqliteQueue } from "./queue.ts";
import { temporaryDirectory } from "./temporary-directory.fixture.ts";
import { takingTurns } from "./turns.ts";

const workspaceOf = (name: string) => Buffer.from(name.repeat(16).slice(0, 16), "latin1").toString("hex");
const ulid = (number: number) => String(number).padStart(26, "0");

function open() {
  const db = openDatabase(join(temporaryDirectory(), "queue.sqlite"));
  onTestFinished(() => db.close());
  const { uploads, releaseAll } = createSqliteQueue(db, { visibilitySeconds: 60, maxReceives: 3, clock: () => NOON });
  let images = 0;
  return {
    db,
    uploads,
    releaseAll,
    async send(workspace: string, count: number) {
      for (; count > 0; count--) await uploads.publish({ key: uploadKey(workspaceOf(workspace), ulid(++images)) });
    },
    receive: (max: number, onlyIdle = false) => uploads.receive({ max, waitSeconds: 0, onlyIdle }),
    /** Receives and finishes so many, one after the other; whose they were, in order. */
    async serve(count: number) {
      let served = "";
      for (; count > 0; count--) {
        const [delivery] = await uploads.receive({ max: 1, waitSeconds: 0 });
        if (!delivery) break;
        served += nameOf(delivery);
        await uploads.acknowledge(delivery);
      }
      return served;
    },
  };
}

const nameOf = ({ event }: Delivery): string =>
  Buffer.from(parseUploadKey(event.key)?.workspace ?? "", "hex").toString()[0] ?? "";
const namesOf = (deliveries: Delivery[]): string => deliveries.map(nameOf).join("");

test("serves workspaces in turn, in the order in which each sent", async () => {
  const { send, serve } = open();
  await send("a", 5);
  await send("b", 3);
  await send("c", 1);
  expect(await serve(9)).toBe("abcababaa");
});

test("lets a newcomer begin with those who wait, and neither before nor behind all of them", async () => {
  const { send, serve } = open();
  await send("a", 6);
  await send("b", 6);
  expect(await serve(6)).toBe("ababab");
  await send("c", 3);
  expect(await serve(9)).toBe("abcabcabc");
});

test("gives a workspace no new turns for pictures that it sends later", async () => {
  const { send, serve } = open();
  await send("a", 3);
  expect(await serve(3)).toBe("aaa");
  await send("b", 2);
  await send("a", 2);
  expect(await serve(4)).toBe("baba");
});

test("begins with whoever has the least in work", async () => {
  const { send, receive } = open();
  await send("a", 4);
  expect(namesOf(await receive(3))).toBe("aaa");
  await send("b", 4);
  expect(namesOf(await receive(2))).toBe("bb");
  await send("c", 2);
  expect(namesOf(await receive(5))).toBe("ccbab"); // beside 3 of a and 2 of b
});

test("hands out, where that is asked, nothing but of workspaces of which nothing is in work", async () => {
  const { send, receive, uploads, releaseAll } = open();
  await send("a", 3);
  expect(namesOf(await receive(2, true))).toBe("a");
  expect(await receive(1, true)).toEqual([]);
  await send("b", 1);
  expect(namesOf(await receive(9, true))).toBe("b");
  const [next] = await receive(1);
  if (next) await uploads.release(next);
  releaseAll();
  expect(namesOf(await receive(9, true))).toBe("ab");
});

test("keeps the turn of a message that is released", async () => {
  const { send, receive, uploads, serve } = open();
  await send("a", 2);
  await send("b", 2);
  const [first] = await receive(1);
  if (first) await uploads.release(first);
  expect(await serve(4)).toBe("abab");
});

test.each(Object.entries(takingTurns(3)))("passes rows over in an index alone (%s)", (_name, sql) => {
  const { db } = open();
  const plan = db
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all({ now: 0, until: 0 })
    .map(({ detail }) => String(detail));
  expect(plan).toContain("SCAN messages USING COVERING INDEX messages_turn");
  expect(plan).not.toContain("SCAN messages");
});
