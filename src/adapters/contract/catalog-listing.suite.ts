import { describe, expect, test } from "vitest";
import type { Catalog } from "#domain/ports/catalog.ts";
import { anImage, NOON, OTHER_WORKSPACE, ulid, WORKSPACE } from "./fixtures.ts";

/** The gallery, page by page. */
export function describeListing(use: () => Catalog): void {
  describe("listing", () => {
    test("goes from the newest to the oldest, in pages, each image once", async () => {
      for (const number of [3, 1, 5, 2, 4]) await use().create(anImage({ id: ulid(number) }));
      await use().create(anImage({ id: ulid(9), workspace: OTHER_WORKSPACE }));
      const pages: string[][] = [];
      let cursor: string | null = null;
      do {
        const page = await use().list(WORKSPACE, { limit: 2, cursor });
        pages.push(page.items.map(({ id }) => id));
        cursor = page.cursor;
      } while (cursor !== null);
      expect(pages).toEqual([[ulid(5), ulid(4)], [ulid(3), ulid(2)], [ulid(1)]]);
    });

    test("gives no cursor where a page ends with the last image", async () => {
      for (const number of [1, 2]) await use().create(anImage({ id: ulid(number) }));
      expect((await use().list(WORKSPACE, { limit: 2, cursor: null })).cursor).toBeNull();
      expect(await use().list(OTHER_WORKSPACE, { limit: 2, cursor: null })).toEqual({ items: [], cursor: null });
    });

    test("goes on from a cursor whose image was deleted, and does not show what is newer", async () => {
      for (const number of [1, 2, 3]) await use().create(anImage({ id: ulid(number) }));
      const { cursor } = await use().list(WORKSPACE, { limit: 2, cursor: null });
      await use().remove(WORKSPACE, ulid(2), NOON);
      await use().create(anImage({ id: ulid(4) }));
      const page = await use().list(WORKSPACE, { limit: 2, cursor });
      expect(page.items.map(({ id }) => id)).toEqual([ulid(1)]);
    });

    test("knows the neighbours of an image, of this workspace alone and past what was deleted", async () => {
      for (const number of [1, 2, 3, 4, 5]) await use().create(anImage({ id: ulid(number) }));
      await use().create(anImage({ id: ulid(6), workspace: OTHER_WORKSPACE }));
      for (const number of [2, 4]) await use().remove(WORKSPACE, ulid(number), NOON);
      const around = async (number: number) => {
        const { newer, older } = await use().neighbours(WORKSPACE, ulid(number));
        return [newer?.id ?? null, older?.id ?? null];
      };
      expect(await around(3)).toEqual([ulid(5), ulid(1)]);
      expect(await around(5)).toEqual([null, ulid(3)]);
      expect(await around(1)).toEqual([ulid(3), null]);
      expect((await use().neighbours(WORKSPACE, ulid(3))).newer).toEqual(anImage({ id: ulid(5) }));
    });

    test("finds a neighbour beyond many that were deleted", async () => {
      for (let number = 1; number <= 25; number++) await use().create(anImage({ id: ulid(number) }));
      for (let number = 2; number < 25; number++) await use().remove(WORKSPACE, ulid(number), NOON);
      expect((await use().neighbours(WORKSPACE, ulid(1))).newer?.id).toBe(ulid(25));
      expect((await use().neighbours(WORKSPACE, ulid(25))).older?.id).toBe(ulid(1));
    });

    test.each(["", "x", "null", "%", "MDFL", "e30", "' OR 1=1 --", `${"A".repeat(5000)}`, "\u0000"])(
      "refuses the cursor %j",
      async (cursor) => {
        await expect(use().list(WORKSPACE, { limit: 2, cursor })).rejects.toMatchObject({
          code: "invalid_parameter",
          parameter: "cursor",
        });
      },
    );

    test("refuses a cursor that was changed", async () => {
      for (const number of [1, 2]) await use().create(anImage({ id: ulid(number) }));
      const { cursor } = await use().list(WORKSPACE, { limit: 1, cursor: null });
      for (const changed of [`${cursor}=`, ` ${cursor}`, `${cursor}A`, cursor?.slice(1) ?? ""]) {
        await expect(use().list(WORKSPACE, { limit: 1, cursor: changed })).rejects.toMatchObject({
          code: "invalid_parameter",
        });
      }
    });
  });
}
