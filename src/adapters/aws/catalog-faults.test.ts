// @module-tag slow
/** A table that refuses and connections that break: no record is lost, and the count is never too low. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ARRIVED, ID, ONE } from "#adapters/contract/catalog.fixture.ts";
import { anImage, DETAILS, FACTS, HOUR, NOON, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { type StandIn, startDynamo } from "./dynamo.fixture.ts";
import { begin, forUsage, KEY, LIMITS, life, openShaky } from "./shaky-catalog.fixture.ts";
import type { Call, Fate } from "./throttling-proxy.fixture.ts";

let dynamo: StandIn;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

const busy = expect.objectContaining({ code: "busy", retryAfter: expect.any(Number) });

/** Spoils the first `times` calls that meet the condition, and lets all others pass. */
function first(times: number, fate: Fate, meets: (call: Call) => boolean = () => true): (call: Call) => Fate {
  let left = times;
  return (call) => (meets(call) && left-- > 0 ? fate : "pass");
}

describe("a throttled table", () => {
  test("that takes every call at the third try is as good as another", async () => {
    const { proxy, shaky, table } = await openShaky(dynamo);
    const tries = new Map<string, number>();
    proxy.decide(({ operation, body }) => {
      const call = operation + body;
      tries.set(call, (tries.get(call) ?? 0) + 1);
      return (tries.get(call) ?? 0) % 3 === 0 ? "pass" : "throttle";
    });
    for (const [name, step, answer] of life) expect({ [name]: await step(shaky) }).toEqual({ [name]: answer });
    expect(await table.items()).toEqual([]);
  });

  test("that takes nothing is `busy` for every method, soon, and has changed nothing", async () => {
    const { proxy, shaky, sound, table } = await openShaky(dynamo);
    for (const [name, step] of life) {
      const before = await table.items();
      proxy.decide(() => "throttle");
      const began = performance.now();
      await expect(step(shaky), name).rejects.toEqual(busy);
      expect(performance.now() - began, name).toBeLessThan(3000);
      expect(await table.items(), name).toEqual(before);
      await step(sound);
    }
  });

  test("is given up after four tries in under a second", async () => {
    const { proxy, shaky } = await openShaky(dynamo, {});
    proxy.decide(() => "throttle");
    const began = performance.now();
    await expect(shaky.get(WORKSPACE, ID)).rejects.toEqual(busy);
    expect(proxy.calls).toHaveLength(4);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test("that takes a delete, but nothing after it, has deleted: the rest goes with the tombstone and the recount", async () => {
    const { proxy, shaky, sound, table, pass } = await openShaky(dynamo);
    await begin(sound);
    await sound.markProcessing(WORKSPACE, ID, ARRIVED);
    await sound.markReady(WORKSPACE, ID, "abc", FACTS, DETAILS);
    await sound.addResult(WORKSPACE, ID, KEY, 10, 100);
    let deleted = false;
    proxy.decide(({ operation }) => {
      const passes = !deleted;
      deleted ||= operation === "PutItem"; // the tombstone
      return passes ? "pass" : "throttle";
    });
    expect(await shaky.remove(WORKSPACE, ID, NOON)).toMatchObject({ id: ID });
    expect(table.lines).toHaveLength(3);
    expect(await sound.get(WORKSPACE, ID)).toBeNull();
    expect(await sound.details(WORKSPACE, ID)).toBeNull();
    await sound.buryTombstone(WORKSPACE, ID);
    expect((await table.items()).map(({ sk }) => sk)).toEqual(["W"]);
    for (const id of [2, 3]) await begin(sound, ulid(id));
    expect(await sound.reserve(WORKSPACE, ONE, LIMITS, NOON)).toBe(false);
    pass(HOUR);
    await begin(sound, ulid(4));
    expect(await sound.reserve(WORKSPACE, ONE, LIMITS, NOON)).toBe(false);
    expect(await sound.usage(WORKSPACE)).toEqual({ images: 3, bytes: 3000 });
  });
});

describe("a connection that breaks", () => {
  test("before each call was done changes no answer", async () => {
    const { proxy, shaky } = await openShaky(dynamo);
    for (const [name, step, answer] of life) {
      proxy.decide(first(1, "reset"));
      expect({ [name]: await step(shaky) }).toEqual({ [name]: answer });
    }
  });

  test.each(["create", "markArrived", "markFailed", "markRetried", "markReady"])(
    "after %s was done does not make it a failure",
    async (lost) => {
      const { proxy, shaky, sound } = await openShaky(dynamo);
      for (const [name, step, answer] of life) {
        if (name === lost) {
          const write = lost === "create" ? "PutItem" : "UpdateItem";
          proxy.decide(first(1, "lose", ({ operation }) => operation === write));
          expect({ [name]: await step(shaky) }).toEqual({ [name]: answer });
          expect(proxy.calls.filter(({ operation }) => operation === write)).toHaveLength(2);
          return;
        }
        await step(sound);
      }
    },
  );

  test("after a reservation was counted counts it twice, until the next rest", async () => {
    const { proxy, shaky, sound, pass } = await openShaky(dynamo);
    proxy.decide(first(1, "lose", forUsage));
    await begin(shaky);
    expect(await sound.usage(WORKSPACE)).toEqual({ images: 2, bytes: 2000 });
    pass(HOUR);
    await begin(sound, ulid(2));
    expect(await sound.usage(WORKSPACE)).toEqual({ images: 2, bytes: 2000 });
  });

  test("after a count was given back gives it back once", async () => {
    const { proxy, shaky, sound } = await openShaky(dynamo);
    for (const id of [1, 2]) await begin(sound, ulid(id));
    proxy.decide(first(1, "lose", forUsage));
    expect(await shaky.remove(WORKSPACE, ID, NOON)).toMatchObject({ id: ID });
    expect(await sound.usage(WORKSPACE)).toEqual(ONE);
  });

  test("after a settled size was noted does not take it back", async () => {
    const { proxy, shaky, sound } = await openShaky(dynamo);
    await sound.reserve(WORKSPACE, { images: 1, bytes: 0 }, LIMITS, NOON);
    await sound.create(anImage({ bytes: 0, reserved: 0 }));
    proxy.decide(first(1, "lose", (call) => call.operation === "UpdateItem" && !forUsage(call)));
    expect(await shaky.settle(WORKSPACE, ID, ARRIVED, LIMITS)).toBe(true);
    expect(await sound.usage(WORKSPACE)).toEqual({ images: 1, bytes: ARRIVED.bytes });
    expect(await sound.get(WORKSPACE, ID)).toMatchObject({ reserved: ARRIVED.bytes });
  });

  test("and never answers again is `busy` in bounded time", async () => {
    const { proxy, shaky } = await openShaky(dynamo, { answer: 50 });
    proxy.decide(() => "hang");
    const began = performance.now();
    await expect(shaky.get(WORKSPACE, ID)).rejects.toEqual(busy);
    expect(proxy.calls).toHaveLength(4);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
