/** A catalog whose calls can be spoiled, beside one on the same table whose calls are sound. */
import { expect, onTestFinished } from "vitest";
import { ARRIVED, DAMAGED, ID, ONE } from "#adapters/contract/catalog.fixture.ts";
import { anImage, DETAILS, FACTS, HOUR, NOON, WORKSPACE } from "#adapters/contract/fixtures.ts";
import type { Catalog } from "#domain/ports/catalog.ts";
import { openTestTable, type StandIn } from "./dynamo.fixture.ts";
import type { DynamoSettings } from "./dynamo-client.ts";
import { type Call, type Fate, startProxy } from "./throttling-proxy.fixture.ts";

export const LIMITS = { images: 3, bytes: 3000 };
export const forUsage = ({ operation, body }: Call): boolean =>
  operation === "UpdateItem" && body.includes('"sk":{"S":"W"}');
export const KEY = `derived/${WORKSPACE}/${ID}/x.webp`;

export async function openShaky(dynamo: StandIn, timeLimits: DynamoSettings["timeLimits"] = { firstPause: 5 }) {
  const table = await openTestTable(dynamo.endpoint);
  const proxy = await startProxy(dynamo.port);
  onTestFinished(async () => {
    await table.close();
    proxy.close();
  });
  let now = NOON;
  const clock = { now: () => now };
  return {
    table,
    proxy,
    /** what a test looks with */
    sound: table.catalog(clock),
    /** behind the proxy */
    shaky: table.catalog({ to: proxy.endpoint, timeLimits, ...clock }),
    /** Does something the moment before the first call of this kind. */
    before(meets: (call: Call) => boolean, act: () => Promise<unknown>) {
      let done = false;
      proxy.decide(async (call): Promise<Fate> => {
        if (done || !meets(call)) return "pass";
        done = true;
        await act();
        return "pass";
      });
    },
    pass(ms: number) {
      now += ms;
    },
  };
}

export async function begin(catalog: Catalog, id = ID): Promise<void> {
  expect(await catalog.reserve(WORKSPACE, ONE, LIMITS, NOON)).toBe(true);
  await catalog.create(anImage({ id }));
}

/** Each method once, from the beginning of an image to its end. */
export const life: [name: string, step: (catalog: Catalog) => Promise<unknown>, answer: unknown][] = [
  ["reserve", (catalog) => catalog.reserve(WORKSPACE, ONE, LIMITS, NOON), true],
  ["create", (catalog) => catalog.create(anImage()), undefined],
  ["markArrived", (catalog) => catalog.markArrived(WORKSPACE, ID, ARRIVED), true],
  ["markFailed", (catalog) => catalog.markFailed(WORKSPACE, ID, DAMAGED), true],
  ["markRetried", (catalog) => catalog.markRetried(WORKSPACE, ID, NOON + HOUR), true],
  ["unfinished", (catalog) => catalog.unfinished(WORKSPACE), 1],
  ["markProcessing", (catalog) => catalog.markProcessing(WORKSPACE, ID, ARRIVED), expect.objectContaining({ id: ID })],
  ["markReady", (catalog) => catalog.markReady(WORKSPACE, ID, "abc", FACTS, DETAILS), true],
  ["settle", (catalog) => catalog.settle(WORKSPACE, ID, { ...ARRIVED, bytes: 1500 }, LIMITS), true],
  ["get", (catalog) => catalog.get(WORKSPACE, ID), expect.objectContaining({ status: "ready", reserved: 1500 })],
  ["details", (catalog) => catalog.details(WORKSPACE, ID), DETAILS],
  ["list", async (catalog) => (await catalog.list(WORKSPACE, { limit: 9, cursor: null })).items.length, 1],
  ["neighbours", (catalog) => catalog.neighbours(WORKSPACE, ID), { newer: null, older: null }],
  ["usage", (catalog) => catalog.usage(WORKSPACE), { images: 1, bytes: 1500 }],
  ["addResult", (catalog) => catalog.addResult(WORKSPACE, ID, KEY, 10, 100), []],
  ["forgetResult", (catalog) => catalog.forgetResult(WORKSPACE, KEY), undefined],
  ["addNotices", (catalog) => catalog.addNotices(WORKSPACE, [{ name: "a", error: DAMAGED }], NOON + HOUR), undefined],
  ["takeNotices", (catalog) => catalog.takeNotices(WORKSPACE), [{ name: "a", error: DAMAGED }]],
  ["postpone", (catalog) => catalog.postpone(WORKSPACE, ID, NOON + 2 * HOUR), undefined],
  ["overdue", async (catalog) => (await catalog.overdue(NOON + 24 * HOUR, 9)).length, 1],
  ["remove", (catalog) => catalog.remove(WORKSPACE, ID, NOON), expect.objectContaining({ id: ID })],
  ["tombstones", (catalog) => catalog.tombstones(NOON, 9), [{ workspace: WORKSPACE, id: ID }]],
  ["buryTombstone", (catalog) => catalog.buryTombstone(WORKSPACE, ID), undefined],
  ["check", (catalog) => catalog.check(), undefined],
];
