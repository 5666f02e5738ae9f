// @module-tag slow
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { NOON, OTHER_WORKSPACE, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { CREDENTIALS, openTestTable, REGION, type StandIn, startDynamo } from "./dynamo.fixture.ts";
import { createDynamo } from "./dynamo-client.ts";
import { type Fate, startProxy } from "./throttling-proxy.fixture.ts";
import { createWorkShares } from "./work-shares.ts";

const PLACE_SECONDS = 180;
let dynamo: StandIn;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

/** A table, and the shares of two workers: one that reaches it well, one behind a proxy. */
async function open(most: number) {
  const table = await openTestTable(dynamo.endpoint);
  const proxy = await startProxy(dynamo.port);
  const options = { region: REGION, endpoint: proxy.endpoint, credentials: CREDENTIALS };
  const behind = createDynamo({ ...options, timeLimits: { answer: 15_000, firstPause: 5 } });
  onTestFinished(async () => {
    behind.close();
    proxy.close();
    await table.close();
  });
  let now = NOON;
  const common = { table: table.name, most, placeSeconds: PLACE_SECONDS, now: () => now };
  return {
    table,
    proxy,
    shares: createWorkShares({ dynamo: table.dynamo, ...common }),
    shaky: createWorkShares({ dynamo: behind, ...common }),
    pass(seconds: number) {
      now += seconds * 1000;
    },
    /** how many places are taken, by the count and by the places themselves */
    async taken() {
      const item = (await table.items()).find(({ sk }) => sk === "L");
      return [item?.taken, Object.keys(item ?? {}).filter((name) => /^p.{12}$/.test(name)).length];
    },
  };
}

test("gives each workspace so many places, and one that is given back to the next", async () => {
  const { shares } = await open(2);
  const [first, second] = [await shares.take(WORKSPACE), await shares.take(WORKSPACE)];
  expect([first, second]).toEqual([expect.any(Function), expect.any(Function)]);
  expect(await shares.take(WORKSPACE)).toBeNull();
  expect(await shares.take(OTHER_WORKSPACE)).not.toBeNull();
  await first?.();
  await first?.(); // twice is once
  expect(await shares.take(WORKSPACE)).not.toBeNull();
  expect(await shares.take(WORKSPACE)).toBeNull();
});

test("ends the places of workers that died", async () => {
  const { shares, pass, taken } = await open(3);
  const late = await shares.take(WORKSPACE);
  await shares.take(WORKSPACE);
  pass(PLACE_SECONDS - 1);
  await shares.take(WORKSPACE);
  expect(await shares.take(WORKSPACE)).toBeNull();
  pass(1);
  expect(await shares.take(WORKSPACE)).not.toBeNull();
  expect(await taken()).toEqual([2, 2]);
  await late?.(); // its place is another's by now
  expect(await taken()).toEqual([2, 2]);
});

test("gives no place twice, however many ask at once", async () => {
  const { shares, taken } = await open(5);
  const asked = await Promise.all(Array.from({ length: 30 }, () => shares.take(WORKSPACE)));
  const given = asked.filter((place) => place !== null);
  expect(given).toHaveLength(5);
  await Promise.all(given.map((giveBack) => giveBack()));
  expect(await taken()).toEqual([0, 0]);
});

test.each(["lose", "reset", "throttle"] as const)("counts right where calls %s", async (fate) => {
  const { shaky, proxy, taken } = await open(2);
  const spoilEveryOther = () => {
    let calls = 0;
    proxy.decide((): Fate => (++calls % 2 === 1 ? fate : "pass"));
  };
  spoilEveryOther();
  const [first, second] = [await shaky.take(WORKSPACE), await shaky.take(WORKSPACE)];
  expect(await taken()).toEqual([2, 2]);
  expect(await shaky.take(WORKSPACE)).toBeNull();
  spoilEveryOther();
  await first?.();
  spoilEveryOther();
  await second?.();
  expect(await taken()).toEqual([0, 0]);
});

test("is busy where the table is away, and then gives a place back by its time", async () => {
  const { shaky, proxy, pass, shares } = await open(1);
  const giveBack = await shaky.take(WORKSPACE);
  proxy.decide(() => "throttle");
  await expect(shaky.take(OTHER_WORKSPACE)).rejects.toMatchObject({ code: "busy" });
  await giveBack?.();
  expect(await shares.take(WORKSPACE)).toBeNull();
  pass(PLACE_SECONDS);
  expect(await shares.take(WORKSPACE)).not.toBeNull();
});
