// @module-tag slow
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { describeCatalog } from "#adapters/contract/catalog.suite.ts";
import { anImage, DETAILS, FACTS, HOUR, NOON, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { createSqliteCatalog } from "./catalog.ts";
import { openDatabase, truncateWal } from "./database.ts";
import { isAnywhere, temporaryDirectory } from "./temporary-directory.fixture.ts";

function open(now = () => NOON) {
  const dir = temporaryDirectory();
  const db = openDatabase(join(dir, "catalog.sqlite"));
  onTestFinished(() => db.close());
  return { dir, db, catalog: createSqliteCatalog(db, { now }) };
}

describeCatalog("SQLite", async () => ({ catalog: open(Date.now).catalog, close: async () => {} }));

const LIMITS = { images: 10_000, bytes: 1e12 };
const TABLES = ["images", "details", "usage", "results", "notices", "tombstones"];

test("leaves no row and no byte of a workspace whose images are gone", async () => {
  const { dir, db, catalog } = open();
  for (let number = 1; number <= 40; number++) {
    const record = anImage({ id: ulid(number), name: `holiday-${number}.jpg` });
    await catalog.reserve(WORKSPACE, { images: 1, bytes: 1000 }, LIMITS, NOON);
    await catalog.create(record);
    await catalog.markProcessing(WORKSPACE, record.id, { bytes: 1000, etag: "abc" });
    await catalog.markReady(WORKSPACE, record.id, "abc", { ...FACTS, iccProfile: "holiday profile" }, DETAILS);
    await catalog.addResult(WORKSPACE, record.id, `derived/holiday-${number}`, 10, 100);
  }
  await catalog.addNotices(WORKSPACE, [{ name: "holiday.txt", error: { code: "not_an_image", detail: "No." } }], NOON);
  expect(isAnywhere(dir, "holiday")).toBe(true);

  for (const { id } of await catalog.overdue(NOON + 24 * HOUR, 100)) await catalog.remove(WORKSPACE, id, NOON);
  for (const { workspace, id } of await catalog.tombstones(NOON, 100)) await catalog.buryTombstone(workspace, id);
  expect(truncateWal(db)).toBe(true);

  for (const table of TABLES) expect({ [table]: db.prepare(`SELECT * FROM ${table}`).all() }).toEqual({ [table]: [] });
  for (const trace of ["holiday", "Rollei", "damaged", WORKSPACE, ulid(7)]) {
    expect({ trace, found: isAnywhere(dir, trace) }).toEqual({ trace, found: false });
  }
});

test("leaves no byte of what was deleted among what stays", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ size: fc.nat(60), keep: fc.boolean(), ready: fc.boolean() })),
      async (images) => {
        const { dir, db, catalog } = open();
        db.exec("PRAGMA synchronous = OFF");
        const name = (index: number, size: number) => `<${index}>`.repeat(size + 1);
        for (const [index, { size, ready }] of images.entries()) {
          await catalog.create(anImage({ id: ulid(index), name: name(index, size) }));
          if (!ready) continue;
          await catalog.markProcessing(WORKSPACE, ulid(index), { bytes: 1, etag: "abc" });
          const raw = { ...DETAILS.metadata.raw, xmp: { note: name(index, size * 50) } };
          await catalog.markReady(WORKSPACE, ulid(index), "abc", FACTS, {
            ...DETAILS,
            metadata: { ...DETAILS.metadata, raw },
          });
        }
        for (const [index, { keep }] of images.entries()) if (!keep) await catalog.remove(WORKSPACE, ulid(index), NOON);
        truncateWal(db);
        for (const [index, { keep }] of images.entries()) expect(isAnywhere(dir, `<${index}>`)).toBe(keep);
      },
    ),
    { numRuns: 15 },
  );
});

test("reads as few rows for the first page of ten thousand images as of a hundred", () => {
  const { db } = open();
  const plan = (sql: string) =>
    db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map((row) => String(row.detail))
      .join("; ");
  const page = plan("SELECT record FROM images WHERE workspace = 'w' AND id < '~' ORDER BY id DESC LIMIT 60");
  expect(page).toMatch(/^SEARCH images USING INDEX \S+ \(workspace=\? AND id<\?\)$/);
  const unfinished = plan("SELECT count(*) FROM images WHERE workspace = 'w' AND status IN ('pending', 'processing')");
  expect(unfinished).toContain("images_unfinished");
  expect(plan("SELECT record FROM images WHERE due_at <= 1 ORDER BY due_at LIMIT 9")).toMatch(
    /^SEARCH images USING INDEX images_due \(due_at<\?\)$/,
  );
});

test("recovers: usage is counted from the records, and what has no image is forgotten", async () => {
  const { db, catalog } = open();
  await catalog.reserve(WORKSPACE, { images: 3, bytes: 3000 }, LIMITS, NOON);
  await catalog.reserve("lost", { images: 1, bytes: 5 }, LIMITS, NOON);
  await catalog.create(anImage({ id: ulid(1), reserved: 700 }));
  await catalog.create(anImage({ id: ulid(2), reserved: 30 }));
  await catalog.addResult(WORKSPACE, ulid(1), "derived/kept", 1, 10);
  db.exec("INSERT INTO results (key, workspace, id, bytes) VALUES ('derived/lost', 'lost', 'x', 1)");
  const error = { code: "not_an_image", detail: "No." } as const;
  await catalog.addNotices("lost", [{ name: "old", error }], NOON);
  await catalog.addNotices(WORKSPACE, [{ name: "new", error }], NOON + 1);
  await catalog.recover();
  expect(await catalog.usage(WORKSPACE)).toEqual({ images: 2, bytes: 730 });
  expect(await catalog.usage("lost")).toEqual({ images: 0, bytes: 0 });
  expect(db.prepare("SELECT key FROM results").all()).toEqual([{ key: "derived/kept" }]);
  expect(db.prepare("SELECT count(*) AS n FROM notices").get()).toEqual({ n: 1 });
  expect(db.prepare("SELECT count(*) AS n FROM usage").get()).toEqual({ n: 1 });
});

test("names what a crash left unfinished, in all workspaces", async () => {
  const { catalog } = open();
  const states = { waiting: ulid(1), inWork: ulid(2), ready: ulid(3), failed: ulid(4), neverSettled: ulid(5) };
  for (const id of Object.values(states)) {
    await catalog.create(anImage({ id, workspace: id, reserved: id === states.neverSettled ? 0 : 1000 }));
  }
  for (const id of [states.inWork, states.ready, states.neverSettled]) {
    await catalog.markProcessing(id, id, { bytes: 1000, etag: "abc" });
  }
  await catalog.markReady(states.ready, states.ready, "abc", FACTS, DETAILS);
  await catalog.markReady(states.neverSettled, states.neverSettled, "abc", FACTS, DETAILS);
  await catalog.markFailed(states.failed, states.failed, { code: "internal", detail: "No." });
  expect(catalog.allUnfinished().map(({ id }) => id)).toEqual([states.waiting, states.inWork]);
  expect(catalog.neverSettled().map(({ id }) => id)).toEqual([states.neverSettled]);
});

test("usage is the sum of what the records reserve, whatever happens in which order", async () => {
  const step = fc.record({
    what: fc.constantFrom("create", "process", "ready", "fail", "retry", "settle", "arrive", "remove"),
    number: fc.nat(5),
    bytes: fc.integer({ min: 0, max: 4000 }),
  });
  const limits = { images: 4, bytes: 10_000 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { db, catalog } = open();
      db.exec("PRAGMA synchronous = OFF");
      for (const { what, number, bytes } of steps) {
        const id = ulid(number);
        const arrived = { bytes, etag: "abc" };
        if (what === "create" && (await catalog.get(WORKSPACE, id)) === null) {
          const fits = await catalog.reserve(WORKSPACE, { images: 1, bytes }, limits, NOON);
          if (fits) await catalog.create(anImage({ id, bytes, reserved: bytes }));
        }
        if (what === "process") await catalog.markProcessing(WORKSPACE, id, arrived);
        if (what === "ready") await catalog.markReady(WORKSPACE, id, "abc", FACTS, DETAILS);
        if (what === "fail") await catalog.markFailed(WORKSPACE, id, { code: "internal", detail: "No." });
        if (what === "retry") await catalog.markRetried(WORKSPACE, id, NOON + HOUR);
        if (what === "settle") await catalog.settle(WORKSPACE, id, arrived, limits);
        if (what === "arrive") await catalog.markArrived(WORKSPACE, id, arrived);
        if (what === "remove") await catalog.remove(WORKSPACE, id, NOON);
        const { items } = await catalog.list(WORKSPACE, { limit: 10, cursor: null });
        const reserved = items.reduce((sum, record) => sum + record.reserved, 0);
        expect(await catalog.usage(WORKSPACE)).toEqual({ images: items.length, bytes: reserved });
        expect(items.length).toBeLessThanOrEqual(limits.images);
        expect(reserved).toBeLessThanOrEqual(limits.bytes);
      }
    }),
    { numRuns: 25 },
  );
});
