import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Catalog } from "../../domain/ports.ts";
import type { PublicError } from "../../errors.ts";
import { anImage, DETAILS, FACTS, HOUR, NOON, OTHER_WORKSPACE, ulid, WORKSPACE } from "./fixtures.ts";

export interface CatalogSetup {
  catalog: Catalog;
  close(): Promise<void>;
}

const LIMITS = { images: 10, bytes: 10_000 };
const ONE = { images: 1, bytes: 1000 };
const NOTHING = { images: 0, bytes: 0 };
const ARRIVED = { bytes: 990, etag: "abc" };
const DAMAGED: PublicError = { code: "damaged_image", detail: "The end of the file is missing." };
const ID = ulid(1);

/** What every catalog does. */
export function describeCatalog(name: string, make: () => Promise<CatalogSetup>): void {
  describe(`${name} as a catalog`, () => {
    let setup: CatalogSetup;
    let catalog: Catalog;

    beforeEach(async () => {
      setup = await make();
      catalog = setup.catalog;
    });
    afterEach(() => setup.close());

    const get = (id = ID) => catalog.get(WORKSPACE, id);
    async function createReserved(record = anImage()) {
      const amount = { images: 1, bytes: record.reserved };
      expect(await catalog.reserve(record.workspace, amount, LIMITS, NOON)).toBe(true);
      await catalog.create(record);
    }
    const makeReady = async (id = ID) => {
      await catalog.markProcessing(WORKSPACE, id, ARRIVED);
      return catalog.markReady(WORKSPACE, id, FACTS, DETAILS);
    };

    test("answers", () => catalog.check());

    describe("quota", () => {
      test("is used up to the limit and never past it", async () => {
        expect(await catalog.usage(WORKSPACE)).toEqual(NOTHING);
        for (let image = 0; image < 10; image++) {
          expect(await catalog.reserve(WORKSPACE, { images: 1, bytes: 10 }, LIMITS, NOON)).toBe(true);
        }
        expect(await catalog.reserve(WORKSPACE, { images: 1, bytes: 10 }, LIMITS, NOON)).toBe(false);
        expect(await catalog.usage(WORKSPACE)).toEqual({ images: 10, bytes: 100 });
      });

      test("counts bytes as well, from the first reservation on", async () => {
        expect(await catalog.reserve(WORKSPACE, { images: 1, bytes: 10_001 }, LIMITS, NOON)).toBe(false);
        expect(await catalog.reserve(WORKSPACE, { images: 11, bytes: 1 }, LIMITS, NOON)).toBe(false);
        expect(await catalog.usage(WORKSPACE)).toEqual(NOTHING);
        expect(await catalog.reserve(WORKSPACE, { images: 1, bytes: 10_000 }, LIMITS, NOON)).toBe(true);
        expect(await catalog.reserve(WORKSPACE, { images: 1, bytes: 1 }, LIMITS, NOON)).toBe(false);
        expect(await catalog.usage(WORKSPACE)).toEqual({ images: 1, bytes: 10_000 });
      });

      test("is exact where fifty ask at once", async () => {
        const asking = Array.from({ length: 50 }, () => catalog.reserve(WORKSPACE, ONE, LIMITS, NOON));
        expect((await Promise.all(asking)).filter(Boolean)).toHaveLength(10);
        expect(await catalog.usage(WORKSPACE)).toEqual({ images: 10, bytes: 10_000 });
      });

      test("comes back by a release, and is another workspace's own", async () => {
        await catalog.reserve(WORKSPACE, ONE, LIMITS, NOON);
        await catalog.reserve(OTHER_WORKSPACE, ONE, LIMITS, NOON);
        await catalog.release(WORKSPACE, ONE);
        expect(await catalog.usage(WORKSPACE)).toEqual(NOTHING);
        expect(await catalog.usage(OTHER_WORKSPACE)).toEqual(ONE);
      });
    });

    describe("records", () => {
      test("come back as they were created", async () => {
        await catalog.create(anImage());
        expect(await get()).toEqual(anImage());
        expect(await get(ulid(2))).toBeNull();
        expect(await catalog.get(OTHER_WORKSPACE, ID)).toBeNull();
        expect(await catalog.details(WORKSPACE, ID)).toBeNull();
      });

      test("keep a field that only a later version knows", async () => {
        const later = Object.assign(anImage(), { starred: true });
        await catalog.create(later);
        await catalog.markProcessing(WORKSPACE, ID, ARRIVED);
        expect(await get()).toMatchObject({ starred: true, status: "processing" });
      });

      test("are never created twice under one id", async () => {
        await catalog.create(anImage());
        await expect(catalog.create(anImage({ name: "second.jpg" }))).rejects.toMatchObject({ code: "internal" });
        expect(await get()).toEqual(anImage());
        await catalog.create(anImage({ workspace: OTHER_WORKSPACE }));
      });

      test("go from pending through processing to ready", async () => {
        await catalog.create(anImage());
        expect(await catalog.unfinished(WORKSPACE)).toBe(1);
        const processing = anImage({ status: "processing", bytes: 990, etag: "abc", uploadEndsAt: null });
        expect(await catalog.markProcessing(WORKSPACE, ID, ARRIVED)).toEqual(processing);
        expect(await get()).toEqual(processing);
        expect(await catalog.unfinished(WORKSPACE)).toBe(1);
        expect(await catalog.markReady(WORKSPACE, ID, FACTS, DETAILS)).toBe(true);
        expect(await get()).toEqual({ ...processing, status: "ready", mediaType: "image/png", facts: FACTS });
        expect(await catalog.details(WORKSPACE, ID)).toEqual(DETAILS);
        expect(await catalog.unfinished(WORKSPACE)).toBe(0);
      });

      test("are processed again where a worker died, and never once they are finished", async () => {
        await catalog.create(anImage());
        await catalog.markProcessing(WORKSPACE, ID, ARRIVED);
        expect(await catalog.markProcessing(WORKSPACE, ID, ARRIVED)).toMatchObject({ status: "processing" });
        await catalog.markReady(WORKSPACE, ID, FACTS, DETAILS);
        expect(await catalog.markProcessing(WORKSPACE, ID, ARRIVED)).toBeNull();
        expect(await catalog.markProcessing(WORKSPACE, ulid(2), ARRIVED)).toBeNull();
      });

      test("are finished by one worker alone", async () => {
        await catalog.create(anImage());
        await catalog.markProcessing(WORKSPACE, ID, ARRIVED);
        const answers = await Promise.all([
          catalog.markReady(WORKSPACE, ID, FACTS, DETAILS),
          catalog.markFailed(WORKSPACE, ID, DAMAGED),
          catalog.markReady(WORKSPACE, ID, FACTS, DETAILS),
        ]);
        expect(answers.filter(Boolean)).toHaveLength(1);
      });

      test("become ready only from processing", async () => {
        await catalog.create(anImage());
        expect(await catalog.markReady(WORKSPACE, ID, FACTS, DETAILS)).toBe(false);
        expect(await get()).toEqual(anImage());
        expect(await catalog.details(WORKSPACE, ID)).toBeNull();
      });

      test("fail from pending or processing, and can be tried again", async () => {
        await catalog.create(anImage());
        expect(await catalog.markRetried(WORKSPACE, ID)).toBe(false);
        expect(await catalog.markFailed(WORKSPACE, ID, DAMAGED)).toBe(true);
        expect(await get()).toMatchObject({ status: "failed", error: DAMAGED });
        expect(await catalog.markFailed(WORKSPACE, ID, DAMAGED)).toBe(false);
        expect(await catalog.markProcessing(WORKSPACE, ID, ARRIVED)).toBeNull();
        expect(await catalog.markRetried(WORKSPACE, ID)).toBe(true);
        expect(await get()).toMatchObject({ status: "pending", error: null });
        expect(await catalog.markRetried(WORKSPACE, ID)).toBe(false);
        await catalog.markProcessing(WORKSPACE, ID, ARRIVED);
        expect(await catalog.markFailed(WORKSPACE, ID, DAMAGED)).toBe(true);
      });

      test("that are gone are neither made ready nor failed nor tried again", async () => {
        expect(await catalog.markReady(WORKSPACE, ID, FACTS, DETAILS)).toBe(false);
        expect(await catalog.markFailed(WORKSPACE, ID, DAMAGED)).toBe(false);
        expect(await catalog.markRetried(WORKSPACE, ID)).toBe(false);
        expect(await catalog.markArrived(WORKSPACE, ID, ARRIVED)).toBe(false);
        expect(await get()).toBeNull();
        expect(await catalog.details(WORKSPACE, ID)).toBeNull();
      });

      test("note that the bytes are there while they wait", async () => {
        await catalog.create(anImage());
        expect(await catalog.markArrived(WORKSPACE, ID, ARRIVED)).toBe(true);
        expect(await get()).toMatchObject({ status: "pending", bytes: 990, uploadEndsAt: null });
        await catalog.markProcessing(WORKSPACE, ID, ARRIVED);
        expect(await catalog.markArrived(WORKSPACE, ID, ARRIVED)).toBe(false);
        expect(await get()).toMatchObject({ status: "processing" });
      });

      test("count as unfinished in their own workspace", async () => {
        for (let number = 1; number <= 4; number++) await catalog.create(anImage({ id: ulid(number) }));
        await catalog.create(anImage({ workspace: OTHER_WORKSPACE }));
        await catalog.markFailed(WORKSPACE, ulid(1), DAMAGED);
        await makeReady(ulid(2));
        await catalog.markProcessing(WORKSPACE, ulid(3), ARRIVED);
        expect(await catalog.unfinished(WORKSPACE)).toBe(2);
      });
    });

    describe("settling a streamed upload", () => {
      const streamed = anImage({ bytes: 0, reserved: 0 });
      const stored = { bytes: 3000, etag: "abc" };

      test("counts its true size", async () => {
        await createReserved(streamed);
        expect(await catalog.settle(WORKSPACE, ID, stored, LIMITS)).toBe(true);
        expect(await get()).toMatchObject({ status: "pending", bytes: 3000, reserved: 3000, uploadEndsAt: null });
        expect(await catalog.usage(WORKSPACE)).toEqual({ images: 1, bytes: 3000 });
      });

      test("leaves alone what a faster worker wrote", async () => {
        await createReserved(streamed);
        await catalog.markProcessing(WORKSPACE, ID, stored);
        await catalog.markReady(WORKSPACE, ID, FACTS, DETAILS);
        expect(await catalog.settle(WORKSPACE, ID, stored, LIMITS)).toBe(true);
        expect(await get()).toMatchObject({ status: "ready", facts: FACTS, reserved: 3000, etag: "abc" });
        await catalog.remove(WORKSPACE, ID, NOON);
        expect(await catalog.usage(WORKSPACE)).toEqual(NOTHING);
      });

      test("is refused where it would pass the limit by a byte, and changes nothing", async () => {
        await catalog.reserve(WORKSPACE, { images: 1, bytes: 7001 }, LIMITS, NOON);
        await createReserved(streamed);
        expect(await catalog.settle(WORKSPACE, ID, stored, LIMITS)).toBe(false);
        expect(await get()).toEqual(streamed);
        expect(await catalog.usage(WORKSPACE)).toEqual({ images: 2, bytes: 7001 });
        expect(await catalog.settle(WORKSPACE, ID, { ...stored, bytes: 2999 }, LIMITS)).toBe(true);
      });

      test("never passes the limit where many settle at once", async () => {
        const ids = Array.from({ length: 8 }, (_, number) => ulid(number));
        for (const id of ids) await createReserved({ ...streamed, id });
        const settled = await Promise.all(ids.map((id) => catalog.settle(WORKSPACE, id, stored, LIMITS)));
        expect(settled.filter(Boolean)).toHaveLength(3);
        expect(await catalog.usage(WORKSPACE)).toEqual({ images: 8, bytes: 9000 });
      });

      test("is refused where the image was deleted meanwhile", async () => {
        await createReserved(streamed);
        await catalog.remove(WORKSPACE, ID, NOON);
        expect(await catalog.settle(WORKSPACE, ID, stored, LIMITS)).toBe(false);
        expect(await catalog.usage(WORKSPACE)).toEqual(NOTHING);
      });
    });

    describe("listing", () => {
      test("goes from the newest to the oldest, in pages, each image once", async () => {
        for (const number of [3, 1, 5, 2, 4]) await catalog.create(anImage({ id: ulid(number) }));
        await catalog.create(anImage({ id: ulid(9), workspace: OTHER_WORKSPACE }));
        const pages: string[][] = [];
        let cursor: string | null = null;
        do {
          const page = await catalog.list(WORKSPACE, { limit: 2, cursor });
          pages.push(page.items.map(({ id }) => id));
          cursor = page.cursor;
        } while (cursor !== null);
        expect(pages).toEqual([[ulid(5), ulid(4)], [ulid(3), ulid(2)], [ulid(1)]]);
      });

      test("gives no cursor where a page ends with the last image", async () => {
        for (const number of [1, 2]) await catalog.create(anImage({ id: ulid(number) }));
        expect((await catalog.list(WORKSPACE, { limit: 2, cursor: null })).cursor).toBeNull();
        expect(await catalog.list(OTHER_WORKSPACE, { limit: 2, cursor: null })).toEqual({ items: [], cursor: null });
      });

      test("goes on from a cursor whose image was deleted, and does not show what is newer", async () => {
        for (const number of [1, 2, 3]) await catalog.create(anImage({ id: ulid(number) }));
        const { cursor } = await catalog.list(WORKSPACE, { limit: 2, cursor: null });
        await catalog.remove(WORKSPACE, ulid(2), NOON);
        await catalog.create(anImage({ id: ulid(4) }));
        const page = await catalog.list(WORKSPACE, { limit: 2, cursor });
        expect(page.items.map(({ id }) => id)).toEqual([ulid(1)]);
      });

      test.each(["", "x", "null", "%", "MDFL", "e30", "' OR 1=1 --", `${"A".repeat(5000)}`, "\u0000"])(
        "refuses the cursor %j",
        async (cursor) => {
          await expect(catalog.list(WORKSPACE, { limit: 2, cursor })).rejects.toMatchObject({
            code: "invalid_parameter",
            parameter: "cursor",
          });
        },
      );

      test("refuses a cursor that was changed", async () => {
        for (const number of [1, 2]) await catalog.create(anImage({ id: ulid(number) }));
        const { cursor } = await catalog.list(WORKSPACE, { limit: 1, cursor: null });
        for (const changed of [`${cursor}=`, ` ${cursor}`, `${cursor}A`, cursor?.slice(1) ?? ""]) {
          await expect(catalog.list(WORKSPACE, { limit: 1, cursor: changed })).rejects.toMatchObject({
            code: "invalid_parameter",
          });
        }
      });
    });

    describe("removing", () => {
      test("gives the record to one caller, and the quota back once", async () => {
        await createReserved();
        await createReserved(anImage({ id: ulid(2) }));
        await makeReady();
        const answers = await Promise.all([1, 2, 3].map(() => catalog.remove(WORKSPACE, ID, NOON)));
        expect(answers.filter((record) => record !== null)).toMatchObject([{ id: ID, status: "ready" }]);
        expect(await get()).toBeNull();
        expect(await catalog.details(WORKSPACE, ID)).toBeNull();
        expect(await catalog.usage(WORKSPACE)).toEqual(ONE);
      });

      test("leaves a tombstone that shows when its time is over", async () => {
        for (const number of [1, 2, 3]) await createReserved(anImage({ id: ulid(number) }));
        await catalog.remove(WORKSPACE, ulid(2), NOON + 2);
        await catalog.remove(WORKSPACE, ulid(1), NOON + 1);
        await catalog.remove(WORKSPACE, ulid(3), NOON + 3);
        expect(await catalog.tombstones(NOON, 10)).toEqual([]);
        expect(await catalog.tombstones(NOON + 2, 1)).toHaveLength(1);
        const due = await catalog.tombstones(NOON + 2, 10);
        expect(new Set(due.map(({ id }) => id))).toEqual(new Set([ulid(1), ulid(2)]));
        expect(due).toContainEqual({ workspace: WORKSPACE, id: ulid(1) });
        await catalog.buryTombstone(WORKSPACE, ulid(1));
        await catalog.buryTombstone(WORKSPACE, ulid(1));
        expect(await catalog.tombstones(NOON + 2, 10)).toEqual([{ workspace: WORKSPACE, id: ulid(2) }]);
      });

      test("of what is not there leaves nothing", async () => {
        expect(await catalog.remove(WORKSPACE, ID, NOON)).toBeNull();
        expect(await catalog.tombstones(NOON + HOUR, 10)).toEqual([]);
      });
    });

    describe("what is overdue", () => {
      const ids = async (now: number, limit = 10) => (await catalog.overdue(now, limit)).map(({ id }) => id);

      test("are images past their time, oldest first, from the very moment", async () => {
        const end = NOON + 24 * HOUR;
        for (const number of [2, 1, 3]) {
          await catalog.create(anImage({ id: ulid(number), expiresAt: end + number, uploadEndsAt: null }));
        }
        expect(await ids(end)).toEqual([]);
        expect(await ids(end + 2)).toEqual([ulid(1), ulid(2)]);
        expect(await ids(end + 3, 2)).toEqual([ulid(1), ulid(2)]);
      });

      test("are uploads that never came, and none that did", async () => {
        const end = NOON + HOUR / 6;
        for (const number of [1, 2, 3, 4, 5]) await catalog.create(anImage({ id: ulid(number) }));
        await catalog.markProcessing(WORKSPACE, ulid(2), ARRIVED);
        await catalog.markArrived(WORKSPACE, ulid(3), ARRIVED);
        await catalog.settle(WORKSPACE, ulid(4), ARRIVED, LIMITS);
        await catalog.markFailed(WORKSPACE, ulid(5), DAMAGED);
        await catalog.markRetried(WORKSPACE, ulid(5));
        expect(await ids(end - 1)).toEqual([]);
        expect(await ids(end)).toEqual([ulid(1)]);
        expect(await ids(NOON + 24 * HOUR)).toHaveLength(5);
      });

      test("are images of all workspaces", async () => {
        await catalog.create(anImage());
        await catalog.create(anImage({ workspace: OTHER_WORKSPACE }));
        expect(await ids(NOON + 25 * HOUR)).toHaveLength(2);
      });
    });

    describe("stored results", () => {
      const add = (number: number, bytes: number, id = ID) =>
        catalog.addResult(WORKSPACE, id, `derived/${number}`, bytes, 1000);

      test("are dropped oldest first to stay in the budget", async () => {
        await catalog.create(anImage());
        expect(await add(1, 400)).toEqual([]);
        expect(await add(2, 400)).toEqual([]);
        expect(await add(3, 200)).toEqual([]);
        expect(await add(4, 500)).toEqual(["derived/1", "derived/2"]);
        expect(await add(5, 300)).toEqual([]);
        expect(await add(6, 1)).toEqual(["derived/3"]);
      });

      test("that are larger than the budget go as well", async () => {
        await catalog.create(anImage());
        await add(1, 10);
        expect(await add(2, 1001)).toEqual(["derived/1", "derived/2"]);
        expect(await add(3, 1000)).toEqual([]);
      });

      test("made again count once, and as the newest", async () => {
        await catalog.create(anImage());
        await add(1, 400);
        await add(2, 400);
        expect(await add(1, 400)).toEqual([]);
        expect(await add(3, 300)).toEqual(["derived/2"]);
      });

      test("have a budget for each workspace", async () => {
        await catalog.create(anImage());
        await catalog.create(anImage({ workspace: OTHER_WORKSPACE }));
        await add(1, 1000);
        expect(await catalog.addResult(OTHER_WORKSPACE, ID, "derived/o", 1000, 1000)).toEqual([]);
      });

      test("free their budget with their image, and must go where it is gone already", async () => {
        await catalog.create(anImage());
        await catalog.create(anImage({ id: ulid(2) }));
        await add(1, 1000);
        await catalog.remove(WORKSPACE, ID, NOON);
        expect(await add(2, 1000, ulid(2))).toEqual([]);
        expect(await add(3, 10)).toEqual(["derived/3"]);
      });
    });

    describe("notices", () => {
      const notices = ["a", "b"].map((name) => ({ name, error: DAMAGED }));
      const later = Date.now() + HOUR;

      test("are given once, in their order, to their own workspace", async () => {
        await catalog.addNotices(WORKSPACE, notices, later);
        await catalog.addNotices(WORKSPACE, [{ name: "c", error: DAMAGED }], later);
        expect(await catalog.takeNotices(OTHER_WORKSPACE)).toEqual([]);
        expect((await catalog.takeNotices(WORKSPACE)).map(({ name }) => name)).toEqual(["a", "b", "c"]);
        expect(await catalog.takeNotices(WORKSPACE)).toEqual([]);
      });

      test("are not given past their time", async () => {
        await catalog.addNotices(WORKSPACE, notices, Date.now() - 1);
        expect(await catalog.takeNotices(WORKSPACE)).toEqual([]);
      });

      test("come back as they were", async () => {
        await catalog.addNotices(WORKSPACE, notices, later);
        expect(await catalog.takeNotices(WORKSPACE)).toEqual(notices);
      });
    });
  });
}
