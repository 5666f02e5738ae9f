// @module-tag slow
/** A caller that dies half-way, at any place: nothing is lost, and all that it leaves heals. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ARRIVED, ID } from "#adapters/contract/catalog.fixture.ts";
import { DETAILS, FACTS, HOUR, NOON, WORKSPACE } from "#adapters/contract/fixtures.ts";
import type { Catalog } from "#domain/ports/catalog.ts";
import { type StandIn, startDynamo } from "./dynamo.fixture.ts";
import { begin, KEY, LIMITS, openShaky } from "./shaky-catalog.fixture.ts";

let dynamo: StandIn;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

/** The sweeper, a while later, by the rules of `sweep`. */
async function sweepAll(catalog: Catalog, pass: (ms: number) => void): Promise<void> {
  pass(25 * HOUR);
  const at = NOON + 26 * HOUR;
  for (const record of await catalog.overdue(at, 99)) await catalog.remove(record.workspace, record.id, at);
  for (const { workspace, id } of await catalog.tombstones(at, 99)) await catalog.buryTombstone(workspace, id);
}

async function lifeUntilDeath(catalog: Catalog): Promise<void> {
  await begin(catalog);
  await catalog.markProcessing(WORKSPACE, ID, ARRIVED);
  await catalog.markReady(WORKSPACE, ID, "abc", FACTS, DETAILS);
  await catalog.settle(WORKSPACE, ID, { ...ARRIVED, bytes: 1500 }, LIMITS);
  await catalog.addResult(WORKSPACE, ID, KEY, 10, 100);
  await catalog.remove(WORKSPACE, ID, NOON);
  await catalog.buryTombstone(WORKSPACE, ID);
}

test("a death after any call leaves a count that is never too low, and nothing that does not heal", async () => {
  const { proxy, shaky } = await openShaky(dynamo);
  await lifeUntilDeath(shaky);
  const calls = proxy.calls.length;
  expect(calls).toBeGreaterThan(15);
  for (let done = 0; done < calls; done++) {
    const { proxy: dying, shaky: mortal, sound, table, pass } = await openShaky(dynamo);
    let left = done;
    dying.decide(() => (left-- > 0 ? "pass" : "deny"));
    await lifeUntilDeath(mortal).catch(() => {});
    const { items } = await sound.list(WORKSPACE, { limit: 9, cursor: null });
    for (const { status } of items) {
      expect(await sound.details(WORKSPACE, ID), `${done} calls`).toEqual(status === "ready" ? DETAILS : null);
    }
    const used = await sound.usage(WORKSPACE);
    expect(used.images, `${done} calls`).toBeGreaterThanOrEqual(items.length);
    expect(used.bytes, `${done} calls`).toBeGreaterThanOrEqual(items.reduce((sum, it) => sum + it.reserved, 0));
    await sweepAll(sound, pass);
    pass(HOUR);
    const all = { images: LIMITS.images, bytes: LIMITS.bytes };
    expect(await sound.reserve(WORKSPACE, all, LIMITS, NOON), `${done} calls`).toBe(true);
    await sound.release(WORKSPACE, all);
    expect(await table.items(), `${done} calls`).toEqual([]);
  }
});
