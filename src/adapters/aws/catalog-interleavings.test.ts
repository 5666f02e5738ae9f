// @module-tag slow
/** What another task does between two calls of one step: in every order that a race may take. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ARRIVED, DAMAGED, ID, NOTHING, ONE } from "#adapters/contract/catalog.fixture.ts";
import { anImage, DETAILS, FACTS, HOUR, NOON, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { type StandIn, startDynamo } from "./dynamo.fixture.ts";
import { begin, forUsage, KEY, LIMITS, openShaky } from "./shaky-catalog.fixture.ts";
import type { Call } from "./throttling-proxy.fixture.ts";

let dynamo: StandIn;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

const is = (operation: string) => (call: Call) => call.operation === operation;
const ofImage = (call: Call) => call.operation === "UpdateItem" && !forUsage(call);

test.each([
  ["before the details", is("PutItem")],
  ["between the details and the record", ofImage],
])("a delete %s of a finished image leaves neither", async (_when, meets) => {
  const { shaky, sound, before, table } = await openShaky(dynamo);
  await begin(sound);
  await sound.markProcessing(WORKSPACE, ID, ARRIVED);
  before(meets, () => sound.remove(WORKSPACE, ID, NOON));
  expect(await shaky.markReady(WORKSPACE, ID, "abc", FACTS, DETAILS)).toBe(false);
  expect((await table.items()).map(({ sk }) => sk)).toEqual([`I#${ID}`]);
});

test("a faster worker's details stay where a slower one comes too late", async () => {
  const { shaky, sound, before } = await openShaky(dynamo);
  await begin(sound);
  await sound.markProcessing(WORKSPACE, ID, ARRIVED);
  before(ofImage, () => sound.markReady(WORKSPACE, ID, "abc", FACTS, DETAILS));
  expect(await shaky.markReady(WORKSPACE, ID, "abc", FACTS, DETAILS)).toBe(false);
  expect(await sound.details(WORKSPACE, ID)).toEqual(DETAILS);
});

test("the details of second bytes stay where the worker of the first comes too late, and nothing of the first", async () => {
  const { shaky, sound, before, table } = await openShaky(dynamo);
  const details = { ...DETAILS, histogram: { ...DETAILS.histogram, red: [1] } };
  await begin(sound);
  await sound.markProcessing(WORKSPACE, ID, ARRIVED);
  before(is("PutItem"), async () => {
    await sound.markProcessing(WORKSPACE, ID, { bytes: 500, etag: "def" });
    expect(await sound.markReady(WORKSPACE, ID, "def", FACTS, details)).toBe(true);
  });
  expect(await shaky.markReady(WORKSPACE, ID, "abc", FACTS, DETAILS)).toBe(false);
  expect(await sound.details(WORKSPACE, ID)).toEqual(details);
  expect((await table.items()).filter(({ sk }) => sk.startsWith("M#"))).toHaveLength(1);
});

test("details of a worker that was too late are not shown with a failed image", async () => {
  const { shaky, sound, before } = await openShaky(dynamo);
  await begin(sound);
  await sound.markProcessing(WORKSPACE, ID, ARRIVED);
  before(ofImage, () => sound.markFailed(WORKSPACE, ID, DAMAGED));
  expect(await shaky.markReady(WORKSPACE, ID, "abc", FACTS, DETAILS)).toBe(false);
  expect(await sound.details(WORKSPACE, ID)).toBeNull();
});

test("a delete between the count and the record of a settled upload gives its bytes back", async () => {
  const { shaky, sound, before } = await openShaky(dynamo);
  await sound.reserve(WORKSPACE, { images: 1, bytes: 0 }, LIMITS, NOON);
  await sound.create(anImage({ bytes: 0, reserved: 0 }));
  before(ofImage, () => sound.remove(WORKSPACE, ID, NOON));
  expect(await shaky.settle(WORKSPACE, ID, ARRIVED, LIMITS)).toBe(false);
  expect(await sound.usage(WORKSPACE)).toEqual(NOTHING);
});

test.each(["PutItem", "GetItem"])(
  "a delete while a result is being noted makes it go, and its note (%s)",
  async (operation) => {
    const { shaky, sound, before, table } = await openShaky(dynamo);
    await begin(sound);
    before(is(operation), () => sound.remove(WORKSPACE, ID, NOON));
    expect(await shaky.addResult(WORKSPACE, ID, KEY, 10, 100)).toEqual([KEY]);
    expect((await table.items()).map(({ sk }) => sk)).toEqual([`I#${ID}`]);
  },
);

test("a result that is noted while its image is being deleted goes with it", async () => {
  const { shaky, sound, before, table } = await openShaky(dynamo);
  await begin(sound);
  before(is("PutItem"), () => sound.addResult(WORKSPACE, ID, KEY, 10, 100));
  await shaky.remove(WORKSPACE, ID, NOON);
  expect((await table.items()).map(({ sk }) => sk)).toEqual([`I#${ID}`]);
});

test.each(["Query", "UpdateItem"])("a reservation in the middle of a recount is not lost (%s)", async (operation) => {
  const { shaky, sound, before, pass } = await openShaky(dynamo);
  await begin(sound);
  await sound.reserve(WORKSPACE, ONE, LIMITS, NOON); // by one who died: the recount finds it
  pass(HOUR);
  let refused = 0;
  before(
    (call) => call.operation === operation && (operation === "Query" || ++refused === 2),
    () => sound.reserve(WORKSPACE, ONE, LIMITS, NOON),
  );
  expect(await shaky.reserve(WORKSPACE, ONE, LIMITS, NOON)).toBe(true);
  expect(await sound.usage(WORKSPACE)).toEqual({ images: 3, bytes: 3000 });
});

test("a recount leaves out what is deleted and not buried yet", async () => {
  const { sound, pass } = await openShaky(dynamo);
  for (const number of [1, 2, 3]) await begin(sound, ulid(number));
  await sound.remove(WORKSPACE, ulid(2), NOON + HOUR);
  pass(HOUR);
  expect(await sound.reserve(WORKSPACE, ONE, LIMITS, NOON)).toBe(true);
  expect(await sound.usage(WORKSPACE)).toEqual({ images: 3, bytes: 3000 });
});

test("a recount does not touch what was touched a moment ago", async () => {
  const { sound, pass } = await openShaky(dynamo);
  for (let time = 0; time < 3; time++) await sound.reserve(WORKSPACE, ONE, LIMITS, NOON);
  pass(HOUR / 6 - 1);
  expect(await sound.reserve(WORKSPACE, ONE, LIMITS, NOON)).toBe(false); // their records may be on the way
  pass(1);
  expect(await sound.reserve(WORKSPACE, ONE, LIMITS, NOON)).toBe(true);
});

test("an upload that arrives while the sweeper looks is not overdue", async () => {
  const { shaky, sound, before } = await openShaky(dynamo);
  for (const number of [1, 2]) await sound.create(anImage({ id: ulid(number) }));
  before(is("BatchGetItem"), () => sound.markArrived(WORKSPACE, ID, ARRIVED));
  expect(await shaky.overdue(NOON + HOUR, 9)).toMatchObject([{ id: ulid(2) }]);
});

test("notices go to one of two who look at once", async () => {
  const { shaky, sound, before } = await openShaky(dynamo);
  await sound.addNotices(WORKSPACE, [{ name: "a", error: DAMAGED }], NOON + HOUR);
  let first: unknown;
  before(is("DeleteItem"), async () => {
    first = await sound.takeNotices(WORKSPACE);
  });
  expect(await shaky.takeNotices(WORKSPACE)).toEqual([]);
  expect(first).toMatchObject([{ name: "a" }]);
});

test("an image that begins in the middle of a delete, after a rest, does not make the count too low", async () => {
  const { shaky, sound, before, pass } = await openShaky(dynamo);
  await begin(sound);
  await begin(sound, ulid(2));
  pass(HOUR);
  // between the tombstone and the giving back: the last write to the count
  const givesBack = (call: Call) => forUsage(call) && call.body.includes("lessImages");
  before(givesBack, async () => expect(await sound.reserve(WORKSPACE, ONE, LIMITS, NOON + HOUR)).toBe(true));
  await shaky.remove(WORKSPACE, ID, NOON + 2 * HOUR);
  expect((await sound.usage(WORKSPACE)).images).toBe(2);
});
