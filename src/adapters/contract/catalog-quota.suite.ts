import { describe, expect, test } from "vitest";
import type { Catalog } from "#domain/ports/catalog.ts";
import { createReserved, ID, LIMITS, NOTHING, ONE } from "./catalog.fixture.ts";
import { anImage, DETAILS, FACTS, NOON, OTHER_WORKSPACE, ulid, WORKSPACE } from "./fixtures.ts";

/** What a workspace may use: exact, whoever asks at once. */
export function describeQuota(use: () => Catalog): void {
  describe("quota", () => {
    test("is used up to the limit and never past it", async () => {
      expect(await use().usage(WORKSPACE)).toEqual(NOTHING);
      for (let image = 0; image < 10; image++) {
        expect(await use().reserve(WORKSPACE, { images: 1, bytes: 10 }, LIMITS, NOON)).toBe(true);
      }
      expect(await use().reserve(WORKSPACE, { images: 1, bytes: 10 }, LIMITS, NOON)).toBe(false);
      expect(await use().usage(WORKSPACE)).toEqual({ images: 10, bytes: 100 });
    });

    test("counts bytes as well, from the first reservation on", async () => {
      expect(await use().reserve(WORKSPACE, { images: 1, bytes: 10_001 }, LIMITS, NOON)).toBe(false);
      expect(await use().reserve(WORKSPACE, { images: 11, bytes: 1 }, LIMITS, NOON)).toBe(false);
      expect(await use().usage(WORKSPACE)).toEqual(NOTHING);
      expect(await use().reserve(WORKSPACE, { images: 1, bytes: 10_000 }, LIMITS, NOON)).toBe(true);
      expect(await use().reserve(WORKSPACE, { images: 1, bytes: 1 }, LIMITS, NOON)).toBe(false);
      expect(await use().usage(WORKSPACE)).toEqual({ images: 1, bytes: 10_000 });
    });

    test("is exact where fifty ask at once", async () => {
      const asking = Array.from({ length: 50 }, () => use().reserve(WORKSPACE, ONE, LIMITS, NOON));
      expect((await Promise.all(asking)).filter(Boolean)).toHaveLength(10);
      expect(await use().usage(WORKSPACE)).toEqual({ images: 10, bytes: 10_000 });
    });

    test("comes back by a release, and is another workspace's own", async () => {
      await use().reserve(WORKSPACE, ONE, LIMITS, NOON);
      await use().reserve(OTHER_WORKSPACE, ONE, LIMITS, NOON);
      await use().release(WORKSPACE, ONE);
      expect(await use().usage(WORKSPACE)).toEqual(NOTHING);
      expect(await use().usage(OTHER_WORKSPACE)).toEqual(ONE);
    });
  });

  describe("settling a streamed upload", () => {
    const streamed = anImage({ bytes: 0, reserved: 0 });
    const stored = { bytes: 3000, etag: "abc" };

    test("counts its true size", async () => {
      await createReserved(use(), streamed);
      expect(await use().settle(WORKSPACE, ID, stored, LIMITS)).toBe(true);
      expect(await use().get(WORKSPACE, ID)).toMatchObject({
        status: "pending",
        bytes: 3000,
        reserved: 3000,
        uploadEndsAt: null,
      });
      expect(await use().usage(WORKSPACE)).toEqual({ images: 1, bytes: 3000 });
    });

    test("leaves alone what a faster worker wrote", async () => {
      await createReserved(use(), streamed);
      await use().markProcessing(WORKSPACE, ID, stored);
      await use().markReady(WORKSPACE, ID, "abc", FACTS, DETAILS);
      expect(await use().settle(WORKSPACE, ID, stored, LIMITS)).toBe(true);
      expect(await use().get(WORKSPACE, ID)).toMatchObject({
        status: "ready",
        facts: FACTS,
        reserved: 3000,
        etag: "abc",
      });
      await use().remove(WORKSPACE, ID, NOON);
      expect(await use().usage(WORKSPACE)).toEqual(NOTHING);
    });

    test("is refused where it would pass the limit by a byte, and changes nothing", async () => {
      await use().reserve(WORKSPACE, { images: 1, bytes: 7001 }, LIMITS, NOON);
      await createReserved(use(), streamed);
      expect(await use().settle(WORKSPACE, ID, stored, LIMITS)).toBe(false);
      expect(await use().get(WORKSPACE, ID)).toEqual(streamed);
      expect(await use().usage(WORKSPACE)).toEqual({ images: 2, bytes: 7001 });
      expect(await use().settle(WORKSPACE, ID, { ...stored, bytes: 2999 }, LIMITS)).toBe(true);
    });

    test("never passes the limit where many settle at once", async () => {
      const ids = Array.from({ length: 8 }, (_, number) => ulid(number));
      for (const id of ids) await createReserved(use(), { ...streamed, id });
      const settled = await Promise.all(ids.map((id) => use().settle(WORKSPACE, id, stored, LIMITS)));
      expect(settled.filter(Boolean)).toHaveLength(3);
      expect(await use().usage(WORKSPACE)).toEqual({ images: 8, bytes: 9000 });
    });

    test("is refused where the image was deleted meanwhile", async () => {
      await createReserved(use(), streamed);
      await use().remove(WORKSPACE, ID, NOON);
      expect(await use().settle(WORKSPACE, ID, stored, LIMITS)).toBe(false);
      expect(await use().usage(WORKSPACE)).toEqual(NOTHING);
    });
  });
}
