// @module-tag slow
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { ARRIVED, DAMAGED, ID, makeReady, ONE } from "#adapters/contract/catalog.fixture.ts";
import { describeCatalog } from "#adapters/contract/catalog.suite.ts";
import { anImage, DETAILS, FACTS, HOUR, NOON, OTHER_WORKSPACE, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { cleanFileName } from "#domain/file-name.ts";
import { WARNING_CODES } from "#picture/metadata.ts";
import { openTestTable, RETENTION, type StandIn, startDynamo } from "./dynamo.fixture.ts";

let dynamo: StandIn;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

describeCatalog("DynamoDB", async () => {
  const table = await openTestTable(dynamo.endpoint);
  return { catalog: table.catalog(), close: table.close };
});

async function open() {
  const table = await openTestTable(dynamo.endpoint);
  onTestFinished(table.close);
  return { table, catalog: table.catalog({ now: () => NOON }) };
}

const MANY = { images: 10_000, bytes: 1e12 };
const ends = NOON + RETENTION;

describe("items", () => {
  test("all go by themselves some hours after their end, and all name the version of their shape", async () => {
    const { table, catalog } = await open();
    for (const number of [1, 2]) {
      await catalog.reserve(WORKSPACE, ONE, MANY, NOON);
      await catalog.create(anImage({ id: ulid(number) }));
    }
    await makeReady(catalog);
    await catalog.addResult(WORKSPACE, ID, `derived/${WORKSPACE}/${ID}/x.webp`, 10, 100);
    await catalog.addNotices(WORKSPACE, [{ name: "a", error: DAMAGED }], NOON + HOUR);
    await catalog.remove(WORKSPACE, ulid(2), NOON + HOUR);
    const items = await table.items();
    expect(items.map(({ sk }) => sk.split(/[\d/]/)[0]).sort()).toEqual(["I#", "I#", "M#", "N#", "R#", "W"]);
    for (const { sk, v, ttl, dueAt } of items) {
      const end = sk === `I#${ulid(2)}` || sk.startsWith("N#") ? NOON + HOUR : ends;
      expect({ sk, v }).toEqual({ sk, v: 1 });
      expect(Number(ttl) * 1000 - end, sk).toBeGreaterThanOrEqual(6 * HOUR);
      expect(Number(ttl) * 1000 - end, sk).toBeLessThanOrEqual(72 * HOUR);
      expect(dueAt === undefined || Number(dueAt) <= end, sk).toBe(true);
    }
  });

  test("of metadata are not written for an image that nobody processes", async () => {
    const { table, catalog } = await open();
    await catalog.create(anImage());
    expect(await catalog.markReady(WORKSPACE, ID, "abc", FACTS, DETAILS)).toBe(false);
    expect(await table.items()).toHaveLength(1);
  });

  test("of a deleted image keep nothing of it but its id", async () => {
    const { table, catalog } = await open();
    await catalog.create(Object.assign(anImage(), { addedLater: "secret" }));
    await makeReady(catalog);
    await catalog.remove(WORKSPACE, ID, NOON);
    const items = await table.items();
    expect(items).toHaveLength(1);
    expect(Object.keys(items[0] ?? {}).sort()).toEqual(["due", "dueAt", "pk", "sk", "ttl", "v"]);
  });

  test("of workspaces whose images are gone are gone, too", async () => {
    const { table, catalog } = await open();
    for (const workspace of [WORKSPACE, OTHER_WORKSPACE]) {
      for (let number = 1; number <= 20; number++) {
        const record = anImage({ workspace, id: ulid(number) });
        await catalog.reserve(workspace, ONE, MANY, NOON);
        await catalog.create(record);
        await catalog.markProcessing(workspace, record.id, ARRIVED);
        await catalog.markReady(workspace, record.id, "abc", FACTS, DETAILS);
        await catalog.addResult(workspace, record.id, `derived/${workspace}/${record.id}/x.webp`, 10, 100);
      }
      await catalog.addNotices(workspace, [{ name: "a", error: DAMAGED }], NOON);
    }
    for (const { workspace, id } of await catalog.overdue(ends, 100)) await catalog.remove(workspace, id, NOON);
    for (const { workspace, id } of await catalog.tombstones(NOON, 100)) await catalog.buryTombstone(workspace, id);
    expect(await table.items()).toEqual([]);
  });

  test.each([
    { name: `${"n".repeat(300)}.jpg`, details: 100, most: 2048 },
    { name: `${"🚢".repeat(300)}.jpg`, details: 100, most: 2048 },
  ])("of a ready image are small, however much its file says", async ({ name, details, most }) => {
    const { table, catalog } = await open();
    const warnings = WARNING_CODES.map((code) => ({ code, detail: "w".repeat(details) }));
    await catalog.create(anImage({ name: cleanFileName(name) }));
    await catalog.markProcessing(WORKSPACE, ID, { bytes: 1e8, etag: "0123456789abcdef0123456789abcdef" });
    await catalog.markReady(WORKSPACE, ID, "0123456789abcdef0123456789abcdef", { ...FACTS, warnings }, DETAILS);
    const item = (await table.items()).find(({ sk }) => sk.startsWith("I#"));
    expect(Buffer.byteLength(JSON.stringify(item))).toBeLessThanOrEqual(most);
  });

  test("of metadata are cut at 100 KB and say so", async () => {
    const { table, catalog } = await open();
    const exif = Object.fromEntries(
      Array.from({ length: 5000 }, (_, tag) => [`Tag${tag}`, Math.sqrt(tag).toString(36)]),
    );
    const metadata = { ...DETAILS.metadata, raw: { ...DETAILS.metadata.raw, exif } };
    await catalog.create(anImage());
    await catalog.markProcessing(WORKSPACE, ID, ARRIVED);
    await catalog.markReady(WORKSPACE, ID, "abc", FACTS, { ...DETAILS, metadata });
    const kept = await catalog.details(WORKSPACE, ID);
    expect(kept?.metadata.raw.truncated).toBe(true);
    expect(Object.keys(kept?.metadata.raw.exif ?? {}).length).toBeGreaterThan(1000);
    const item = (await table.items()).find(({ sk }) => sk.startsWith("M#"));
    expect(item?.packed).toBeInstanceOf(Uint8Array);
    expect((item?.packed as Uint8Array | undefined)?.byteLength).toBeLessThan(100_000);
  });
});

describe("many images", () => {
  const ids = Array.from({ length: 250 }, (_, number) => ulid(number));

  test("are overdue oldest first, over all shards and however many are asked for", async () => {
    const { catalog } = await open();
    const records = ids.map((id, number) =>
      anImage({ id, expiresAt: NOON + ((number * 7) % 250), uploadEndsAt: null }),
    );
    await Promise.all(records.map(catalog.create));
    const byTime = records.toSorted((a, b) => a.expiresAt - b.expiresAt).map(({ id }) => id);
    const overdue = async (limit: number) => (await catalog.overdue(NOON + 1000, limit)).map(({ id }) => id);
    expect(await overdue(1)).toEqual(byTime.slice(0, 1));
    expect(await overdue(200)).toEqual(byTime.slice(0, 200));
    expect(await overdue(1000)).toEqual(byTime);
  });

  test("are listed page by page, past those that were deleted", async () => {
    const { catalog } = await open();
    await Promise.all(ids.map((id) => catalog.create(anImage({ id }))));
    await Promise.all(ids.slice(100).map((id) => catalog.remove(WORKSPACE, id, NOON)));
    const first = await catalog.list(WORKSPACE, { limit: 60, cursor: null });
    const second = await catalog.list(WORKSPACE, { limit: 60, cursor: first.cursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.slice(0, 100).reverse());
    expect(second.cursor).toBeNull();
    expect(await catalog.unfinished(WORKSPACE)).toBe(100);
  });
});

test("a result that lies outside its workspace is refused", async () => {
  const { table, catalog } = await open();
  await catalog.create(anImage());
  const adding = catalog.addResult(WORKSPACE, ID, `derived/${OTHER_WORKSPACE}/${ID}/x.webp`, 1, 1);
  await expect(adding).rejects.toMatchObject({ code: "internal" });
  expect(await table.items()).toHaveLength(1);
});

test("a table that is not there is no `busy`", async () => {
  const { table } = await open();
  await expect(table.catalog({ table: "nowhere" }).check()).rejects.toMatchObject({ code: "internal" });
});
