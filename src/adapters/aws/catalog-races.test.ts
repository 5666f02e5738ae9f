// @module-tag slow
/** Many tasks and workers at one table: the quota stays exact and nothing stays behind. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { ARRIVED, DAMAGED, ID, ONE } from "#adapters/contract/catalog.fixture.ts";
import { anImage, DETAILS, FACTS, HOUR, NOON, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import type { Catalog } from "#domain/ports/catalog.ts";
import { openTestTable, type StandIn, startDynamo } from "./dynamo.fixture.ts";

let dynamo: StandIn;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

async function open(tasks = 4) {
  const table = await openTestTable(dynamo.endpoint);
  onTestFinished(table.close);
  const catalogs = Array.from({ length: tasks }, () => table.catalog());
  return { table, catalogs, of: (number: number) => catalogs[number % tasks] as Catalog };
}

/** What the records of the workspace reserve. */
async function reserved(catalog: Catalog) {
  const { items } = await catalog.list(WORKSPACE, { limit: 1000, cursor: null });
  return { images: items.length, bytes: items.reduce((sum, record) => sum + record.reserved, 0) };
}

const kinds = (items: { sk: string }[]) => items.map(({ sk }) => sk.slice(0, 2)).sort();

describe("the quota", () => {
  test("is exact where 200 writers of four tasks begin, refuse and delete at once", async () => {
    const { of, table } = await open();
    const limits = { images: 60, bytes: 40_000 };
    let taken = 0;
    let most = 0;
    const write = async (number: number) => {
      const catalog = of(number);
      const id = ulid(number);
      if (!(await catalog.reserve(WORKSPACE, { images: 1, bytes: 1000 }, limits, NOON))) return "refused";
      most = Math.max(most, ++taken);
      await catalog.create(anImage({ id }));
      if (number % 3 > 0) return "kept";
      taken--; // before it is given back: so `taken` is never more than what is reserved
      expect(await catalog.remove(WORKSPACE, id, NOON)).toMatchObject({ id });
      return "deleted";
    };
    const outcomes = await Promise.all(Array.from({ length: 200 }, (_, number) => write(number)));
    const kept = outcomes.filter((outcome) => outcome === "kept").length;
    expect(outcomes.filter((outcome) => outcome === "refused").length).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(40);
    expect(await of(0).usage(WORKSPACE)).toEqual({ images: kept, bytes: kept * 1000 });
    expect(await reserved(of(1))).toEqual({ images: kept, bytes: kept * 1000 });
    expect((await table.items()).filter(({ sk }) => sk === "W")).toHaveLength(1);
  });

  test("is exact where many begin at once after a rest, and what a crash left is found", async () => {
    let now = NOON;
    const table = await openTestTable(dynamo.endpoint);
    onTestFinished(table.close);
    const catalogs = [1, 2].map(() => table.catalog({ now: () => now }));
    const limits = { images: 20, bytes: 20_000 };
    const reserve = (number: number) => catalogs[number % 2]?.reserve(WORKSPACE, ONE, limits, NOON);
    for (let lost = 0; lost < 5; lost++) await reserve(lost);
    now += HOUR;
    const answers = await Promise.all(Array.from({ length: 30 }, (_, number) => reserve(number)));
    expect(answers.filter(Boolean)).toHaveLength(20);
    expect(await catalogs[0]?.usage(WORKSPACE)).toEqual({ images: 20, bytes: 20_000 });
  });

  test("comes back once where every task deletes the same images, and leaves no item", async () => {
    const { of, catalogs, table } = await open();
    const limits = { images: 100, bytes: 100_000 };
    const ids = Array.from({ length: 30 }, (_, number) => ulid(number));
    for (const id of ids) {
      await of(0).reserve(WORKSPACE, { images: 1, bytes: 1000 }, limits, NOON);
      await of(0).create(anImage({ id }));
    }
    const deletes = catalogs.flatMap((catalog) => ids.map((id) => catalog.remove(WORKSPACE, id, NOON)));
    expect((await Promise.all(deletes)).filter((record) => record !== null)).toHaveLength(30);
    expect(kinds(await table.items())).toEqual(ids.map(() => "I#"));
    const due = await of(0).tombstones(NOON, 100);
    await Promise.all(catalogs.flatMap((catalog) => due.map((it) => catalog.buryTombstone(it.workspace, it.id))));
    expect(await table.items()).toEqual([]);
  });

  test("is the sum of what the records reserve, whatever happens in which order", async () => {
    const step = fc.record({
      what: fc.constantFrom("create", "process", "ready", "fail", "retry", "settle", "arrive", "remove"),
      number: fc.nat(5),
      bytes: fc.integer({ min: 0, max: 4000 }),
    });
    const limits = { images: 4, bytes: 10_000 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { of, table } = await open(2);
        const gone = new Set<string>();
        for (const [turn, { what, number, bytes }] of steps.entries()) {
          const catalog = of(turn);
          const id = ulid(number);
          const arrived = { bytes, etag: "abc" };
          if (what === "create" && !gone.has(id) && (await catalog.get(WORKSPACE, id)) === null) {
            const fits = await catalog.reserve(WORKSPACE, { images: 1, bytes }, limits, NOON);
            if (fits) await catalog.create(anImage({ id, bytes, reserved: bytes }));
          }
          if (what === "process") await catalog.markProcessing(WORKSPACE, id, arrived);
          if (what === "ready") await catalog.markReady(WORKSPACE, id, "abc", FACTS, DETAILS);
          if (what === "fail") await catalog.markFailed(WORKSPACE, id, DAMAGED);
          if (what === "retry") await catalog.markRetried(WORKSPACE, id, NOON + HOUR);
          if (what === "settle") await catalog.settle(WORKSPACE, id, arrived, limits);
          if (what === "arrive") await catalog.markArrived(WORKSPACE, id, arrived);
          if (what === "remove" && (await catalog.remove(WORKSPACE, id, NOON))) gone.add(id);
          const sum = await reserved(of(turn + 1));
          expect(await of(turn + 1).usage(WORKSPACE)).toEqual(sum);
          expect(sum.images).toBeLessThanOrEqual(limits.images);
          expect(sum.bytes).toBeLessThanOrEqual(limits.bytes);
        }
        await table.close();
      }),
      { numRuns: 40 },
    );
  });
});

describe("workers at one image", () => {
  const steps = ["ready", "again", "fail", "remove", "process", "arrive", "settle", "result"] as const;

  test("leave either one finished record or nothing, in every order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...steps], { minLength: 3 }), async (order) => {
        const { of, table } = await open(3);
        await of(0).reserve(WORKSPACE, { images: 1, bytes: 1000 }, { images: 5, bytes: 5000 }, NOON);
        await of(0).create(anImage());
        await of(0).markProcessing(WORKSPACE, ID, ARRIVED);
        const key = `derived/${WORKSPACE}/${ID}/x.webp`;
        const run = {
          ready: (catalog: Catalog) => catalog.markReady(WORKSPACE, ID, "abc", FACTS, DETAILS),
          again: (catalog: Catalog) => catalog.markReady(WORKSPACE, ID, "abc", FACTS, DETAILS),
          fail: (catalog: Catalog) => catalog.markFailed(WORKSPACE, ID, DAMAGED),
          remove: (catalog: Catalog) => catalog.remove(WORKSPACE, ID, NOON),
          process: (catalog: Catalog) => catalog.markProcessing(WORKSPACE, ID, ARRIVED),
          arrive: (catalog: Catalog) => catalog.markArrived(WORKSPACE, ID, ARRIVED),
          settle: (catalog: Catalog) => catalog.settle(WORKSPACE, ID, ARRIVED, { images: 5, bytes: 5000 }),
          result: (catalog: Catalog) => catalog.addResult(WORKSPACE, ID, key, 10, 1000),
        };
        const answers = await Promise.all(order.map((step, turn) => run[step](of(turn))));
        const finished = order.filter(
          (step, turn) => ["ready", "again", "fail"].includes(step) && answers[turn] === true,
        );
        expect(finished.length).toBeLessThanOrEqual(1);
        const record = await of(0).get(WORKSPACE, ID);
        if (order.includes("remove")) {
          expect(record).toBeNull();
          expect(kinds(await table.items())).toEqual(["I#"]); // the tombstone: no details, no result, no count
        } else {
          const status = finished[0] === "fail" ? "failed" : finished[0] ? "ready" : "processing";
          expect(record).toMatchObject({ status });
          expect(await of(1).details(WORKSPACE, ID)).toEqual(status === "ready" ? DETAILS : null);
          expect(await of(1).usage(WORKSPACE)).toEqual(await reserved(of(2)));
        }
        await table.close();
      }),
      { numRuns: 40 },
    );
  });
});
