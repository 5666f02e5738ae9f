import { describe, expect, test } from "vitest";
import { derivedPrefix } from "#domain/keys.ts";
import type { Catalog } from "#domain/ports/catalog.ts";
import { DAMAGED, ID } from "./catalog.fixture.ts";
import { anImage, HOUR, NOON, OTHER_WORKSPACE, ulid, WORKSPACE } from "./fixtures.ts";

/** What else is kept of a workspace. */
export function describeResultsAndNotices(use: () => Catalog): void {
  describe("stored results", () => {
    const key = (number: number, id = ID, workspace = WORKSPACE) => `${derivedPrefix(workspace, id)}${number}.webp`;

    /** As the domain does it: what must go is removed from the store, then forgotten. */
    const add = async (number: number, bytes: number, id = ID) => {
      const tooMuch = await use().addResult(WORKSPACE, id, key(number, id), bytes, 1000);
      for (const old of tooMuch) await use().forgetResult(WORKSPACE, old);
      return tooMuch;
    };

    test("are dropped oldest first to stay in the budget", async () => {
      await use().create(anImage());
      expect(await add(1, 400)).toEqual([]);
      expect(await add(2, 400)).toEqual([]);
      expect(await add(3, 200)).toEqual([]);
      expect(await add(4, 500)).toEqual([key(1), key(2)]);
      expect(await add(5, 300)).toEqual([]);
      expect(await add(6, 1)).toEqual([key(3)]);
    });

    test("that are larger than the budget stay while they are the newest", async () => {
      await use().create(anImage());
      await add(1, 10);
      expect(await add(2, 1001)).toEqual([key(1)]);
      expect(await add(3, 1000)).toEqual([key(2)]);
    });

    test("count until they are forgotten, so that a kill before their removal loses none", async () => {
      await use().create(anImage());
      await add(1, 800);
      const again = () => use().addResult(WORKSPACE, ID, key(2), 300, 1000);
      expect(await again()).toEqual([key(1)]);
      expect(await again()).toEqual([key(1)]);
    });

    test("made again count once, and as the newest", async () => {
      await use().create(anImage());
      await add(1, 400);
      await add(2, 400);
      expect(await add(1, 400)).toEqual([]);
      expect(await add(3, 300)).toEqual([key(2)]);
    });

    test("have a budget for each workspace", async () => {
      await use().create(anImage());
      await use().create(anImage({ workspace: OTHER_WORKSPACE }));
      await add(1, 1000);
      expect(await use().addResult(OTHER_WORKSPACE, ID, key(1, ID, OTHER_WORKSPACE), 1000, 1000)).toEqual([]);
    });

    test("free their budget with their image, and must go where it is gone already", async () => {
      await use().create(anImage());
      await use().create(anImage({ id: ulid(2) }));
      await add(1, 1000);
      await use().remove(WORKSPACE, ID, NOON);
      expect(await add(2, 1000, ulid(2))).toEqual([]);
      expect(await add(3, 10)).toEqual([key(3)]);
    });
  });

  describe("notices", () => {
    const notices = ["a", "b"].map((name) => ({ name, error: DAMAGED }));
    const later = Date.now() + HOUR;

    test("are given once, in their order, to their own workspace", async () => {
      await use().addNotices(WORKSPACE, notices, later);
      await use().addNotices(WORKSPACE, [{ name: "c", error: DAMAGED }], later);
      expect(await use().takeNotices(OTHER_WORKSPACE)).toEqual([]);
      expect((await use().takeNotices(WORKSPACE)).map(({ name }) => name)).toEqual(["a", "b", "c"]);
      expect(await use().takeNotices(WORKSPACE)).toEqual([]);
    });

    test("are not given past their time", async () => {
      await use().addNotices(WORKSPACE, notices, Date.now() - 1);
      expect(await use().takeNotices(WORKSPACE)).toEqual([]);
    });

    test("come back as they were", async () => {
      await use().addNotices(WORKSPACE, notices, later);
      expect(await use().takeNotices(WORKSPACE)).toEqual(notices);
    });
  });
}
