import { describe, expect, test } from "vitest";
import type { Catalog } from "#domain/ports/catalog.ts";
import { ARRIVED, createReserved, DAMAGED, ID, LIMITS, makeReady, ONE } from "./catalog.fixture.ts";
import { anImage, DETAILS, HOUR, NOON, OTHER_WORKSPACE, ulid, WORKSPACE } from "./fixtures.ts";

/** Removing, and who must be removed. */
export function describeForgetting(use: () => Catalog): void {
  describe("removing", () => {
    test("gives the record to one caller, and the quota back once", async () => {
      await createReserved(use());
      await createReserved(use(), anImage({ id: ulid(2) }));
      await makeReady(use());
      const answers = await Promise.all([1, 2, 3].map(() => use().remove(WORKSPACE, ID, NOON)));
      expect(answers.filter((record) => record !== null)).toMatchObject([{ id: ID, status: "ready" }]);
      expect(await use().get(WORKSPACE, ID)).toBeNull();
      expect(await use().details(WORKSPACE, ID)).toBeNull();
      expect(await use().usage(WORKSPACE)).toEqual(ONE);
    });

    test("leaves a tombstone that shows when its time is over", async () => {
      for (const number of [1, 2, 3]) await createReserved(use(), anImage({ id: ulid(number) }));
      await use().remove(WORKSPACE, ulid(2), NOON + 2);
      await use().remove(WORKSPACE, ulid(1), NOON + 1);
      await use().remove(WORKSPACE, ulid(3), NOON + 3);
      expect(await use().tombstones(NOON, 10)).toEqual([]);
      expect(await use().tombstones(NOON + 2, 1)).toHaveLength(1);
      const due = await use().tombstones(NOON + 2, 10);
      expect(new Set(due.map(({ id }) => id))).toEqual(new Set([ulid(1), ulid(2)]));
      expect(due).toContainEqual({ workspace: WORKSPACE, id: ulid(1) });
      await use().buryTombstone(WORKSPACE, ulid(1));
      await use().buryTombstone(WORKSPACE, ulid(1));
      expect(await use().tombstones(NOON + 2, 10)).toEqual([{ workspace: WORKSPACE, id: ulid(2) }]);
    });

    test("and burying are two things: what lives is not buried", async () => {
      await use().create(anImage());
      await makeReady(use());
      await use().buryTombstone(WORKSPACE, ID);
      expect(await use().get(WORKSPACE, ID)).toMatchObject({ status: "ready" });
      expect(await use().details(WORKSPACE, ID)).toEqual(DETAILS);
    });

    test("of what is not there leaves nothing", async () => {
      expect(await use().remove(WORKSPACE, ID, NOON)).toBeNull();
      expect(await use().tombstones(NOON + HOUR, 10)).toEqual([]);
    });
  });

  describe("what is overdue", () => {
    const ids = async (now: number, limit = 10) => (await use().overdue(now, limit)).map(({ id }) => id);

    test("are images past their time, oldest first, from the very moment", async () => {
      const end = NOON + 24 * HOUR;
      for (const number of [2, 1, 3]) {
        await use().create(anImage({ id: ulid(number), expiresAt: end + number, uploadEndsAt: null }));
      }
      expect(await ids(end)).toEqual([]);
      expect(await ids(end + 2)).toEqual([ulid(1), ulid(2)]);
      expect(await ids(end + 3, 2)).toEqual([ulid(1), ulid(2)]);
    });

    test("are uploads that never came, and none that did", async () => {
      const end = NOON + HOUR / 6;
      for (const number of [1, 2, 3, 4, 5]) await use().create(anImage({ id: ulid(number) }));
      await use().markProcessing(WORKSPACE, ulid(2), ARRIVED);
      await use().markArrived(WORKSPACE, ulid(3), ARRIVED);
      await use().settle(WORKSPACE, ulid(4), ARRIVED, LIMITS);
      await use().markFailed(WORKSPACE, ulid(5), DAMAGED);
      await use().markRetried(WORKSPACE, ulid(5), NOON + HOUR);
      expect(await ids(end - 1)).toEqual([]);
      expect(await ids(end)).toEqual([ulid(1), ulid(4)]); // settled, and nobody has come for it: its event may be lost
      expect(await ids(NOON + HOUR - 1)).toEqual([ulid(1), ulid(4)]);
      expect(await ids(NOON + HOUR)).toEqual([ulid(1), ulid(4), ulid(5)]);
      expect(await ids(NOON + 24 * HOUR)).toHaveLength(5);
    });

    test("are no retries that the worker has taken up", async () => {
      await use().create(anImage());
      await use().markFailed(WORKSPACE, ID, DAMAGED);
      await use().markRetried(WORKSPACE, ID, NOON + 1);
      await use().markProcessing(WORKSPACE, ID, ARRIVED);
      expect(await ids(NOON + HOUR)).toEqual([]);
    });

    test("are not those that were put off, until then", async () => {
      const end = NOON + 24 * HOUR;
      for (const number of [1, 2]) await use().create(anImage({ id: ulid(number), uploadEndsAt: null }));
      await use().postpone(WORKSPACE, ulid(1), end + 50);
      expect(await use().get(WORKSPACE, ulid(1))).toEqual(anImage({ uploadEndsAt: null }));
      expect(await ids(end + 49)).toEqual([ulid(2)]);
      expect(await ids(end + 50)).toEqual([ulid(2), ulid(1)]);
      await use().postpone(WORKSPACE, ulid(1), end + 60);
      expect(await ids(end + 59)).toEqual([ulid(2)]);
    });

    test("are, put off or not, what went on meanwhile and is past its time", async () => {
      const end = NOON + 24 * HOUR;
      await use().create(anImage());
      await use().postpone(WORKSPACE, ID, end + 50);
      await use().markProcessing(WORKSPACE, ID, ARRIVED);
      expect(await ids(end)).toEqual([ID]);
    });

    test("is nothing that was put off when it was gone already", async () => {
      await use().create(anImage());
      await use().remove(WORKSPACE, ID, NOON);
      for (const id of [ID, ulid(2)]) {
        await use().postpone(WORKSPACE, id, NOON + 1);
        expect(await use().get(WORKSPACE, id)).toBeNull();
      }
      expect(await ids(NOON + HOUR)).toEqual([]);
      expect(await use().tombstones(NOON, 10)).toHaveLength(1);
    });

    test("are images of all workspaces", async () => {
      await use().create(anImage());
      await use().create(anImage({ workspace: OTHER_WORKSPACE }));
      expect(await ids(NOON + 25 * HOUR)).toHaveLength(2);
    });
  });
}
