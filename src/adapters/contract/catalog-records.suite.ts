import { describe, expect, test } from "vitest";
import type { Catalog } from "#domain/ports/catalog.ts";
import { ARRIVED, DAMAGED, ID, makeReady } from "./catalog.fixture.ts";
import { anImage, DETAILS, FACTS, HOUR, NOON, OTHER_WORKSPACE, ulid, WORKSPACE } from "./fixtures.ts";

/** From `pending` to `ready` or `failed`, by one worker alone. */
export function describeRecords(use: () => Catalog): void {
  describe("records", () => {
    test("come back as they were created", async () => {
      await use().create(anImage());
      expect(await use().get(WORKSPACE, ID)).toEqual(anImage());
      expect(await use().get(WORKSPACE, ulid(2))).toBeNull();
      expect(await use().get(OTHER_WORKSPACE, ID)).toBeNull();
      expect(await use().details(WORKSPACE, ID)).toBeNull();
    });

    test("keep a field that only a later version knows", async () => {
      const later = Object.assign(anImage(), { starred: true });
      await use().create(later);
      await use().markProcessing(WORKSPACE, ID, ARRIVED);
      expect(await use().get(WORKSPACE, ID)).toMatchObject({ starred: true, status: "processing" });
    });

    test("are never created twice under one id", async () => {
      await use().create(anImage());
      await expect(use().create(anImage({ name: "second.jpg" }))).rejects.toMatchObject({ code: "internal" });
      expect(await use().get(WORKSPACE, ID)).toEqual(anImage());
      await use().create(anImage({ workspace: OTHER_WORKSPACE }));
    });

    test("go from pending through processing to ready", async () => {
      await use().create(anImage());
      expect(await use().unfinished(WORKSPACE)).toBe(1);
      const processing = anImage({ status: "processing", bytes: 990, etag: "abc", uploadEndsAt: null });
      expect(await use().markProcessing(WORKSPACE, ID, ARRIVED)).toEqual(processing);
      expect(await use().get(WORKSPACE, ID)).toEqual(processing);
      expect(await use().unfinished(WORKSPACE)).toBe(1);
      expect(await use().markReady(WORKSPACE, ID, "abc", FACTS, DETAILS)).toBe(true);
      expect(await use().get(WORKSPACE, ID)).toEqual({
        ...processing,
        status: "ready",
        mediaType: "image/png",
        facts: FACTS,
      });
      expect(await use().details(WORKSPACE, ID)).toEqual(DETAILS);
      expect(await use().unfinished(WORKSPACE)).toBe(0);
    });

    test("are processed again where a worker died, and never once they are finished", async () => {
      await use().create(anImage());
      await use().markProcessing(WORKSPACE, ID, ARRIVED);
      expect(await use().markProcessing(WORKSPACE, ID, ARRIVED)).toMatchObject({ status: "processing" });
      await use().markReady(WORKSPACE, ID, "abc", FACTS, DETAILS);
      expect(await use().markProcessing(WORKSPACE, ID, ARRIVED)).toBeNull();
      expect(await use().markProcessing(WORKSPACE, ulid(2), ARRIVED)).toBeNull();
    });

    test("are finished by one worker alone", async () => {
      await use().create(anImage());
      await use().markProcessing(WORKSPACE, ID, ARRIVED);
      const answers = await Promise.all([
        use().markReady(WORKSPACE, ID, "abc", FACTS, DETAILS),
        use().markFailed(WORKSPACE, ID, DAMAGED),
        use().markReady(WORKSPACE, ID, "abc", FACTS, DETAILS),
      ]);
      expect(answers.filter(Boolean)).toHaveLength(1);
    });

    test("become ready with what was found in the bytes that they name, and no others", async () => {
      const second = { bytes: 500, etag: "def" };
      const facts = { ...FACTS, width: 7 };
      const details = { ...DETAILS, histogram: { ...DETAILS.histogram, red: [1] } };
      await use().create(anImage());
      await use().markProcessing(WORKSPACE, ID, ARRIVED);
      await use().markProcessing(WORKSPACE, ID, second); // sent once more to the same target
      expect(await use().markReady(WORKSPACE, ID, "abc", FACTS, DETAILS)).toBe(false);
      expect(await use().get(WORKSPACE, ID)).toMatchObject({ status: "processing", etag: "def", facts: null });
      expect(await use().markReady(WORKSPACE, ID, "def", facts, details)).toBe(true);
      expect(await use().markReady(WORKSPACE, ID, "abc", FACTS, DETAILS)).toBe(false);
      expect(await use().get(WORKSPACE, ID)).toMatchObject({ status: "ready", etag: "def", facts });
      expect(await use().details(WORKSPACE, ID)).toEqual(details);
    });

    test("fail for bytes that they name, where bytes are to blame", async () => {
      await use().create(anImage());
      await use().markProcessing(WORKSPACE, ID, ARRIVED);
      await use().markProcessing(WORKSPACE, ID, { bytes: 500, etag: "def" });
      expect(await use().markFailed(WORKSPACE, ID, DAMAGED, "abc")).toBe(false);
      expect(await use().get(WORKSPACE, ID)).toMatchObject({ status: "processing", error: null });
      expect(await use().markFailed(WORKSPACE, ID, DAMAGED, "def")).toBe(true);
    });

    test("become ready only from processing", async () => {
      await use().create(anImage());
      expect(await use().markReady(WORKSPACE, ID, "abc", FACTS, DETAILS)).toBe(false);
      expect(await use().get(WORKSPACE, ID)).toEqual(anImage());
      expect(await use().details(WORKSPACE, ID)).toBeNull();
    });

    test("fail from pending or processing, and can be tried again", async () => {
      await use().create(anImage());
      expect(await use().markRetried(WORKSPACE, ID, NOON + HOUR)).toBe(false);
      expect(await use().markFailed(WORKSPACE, ID, DAMAGED)).toBe(true);
      expect(await use().get(WORKSPACE, ID)).toMatchObject({ status: "failed", error: DAMAGED });
      expect(await use().markFailed(WORKSPACE, ID, DAMAGED)).toBe(false);
      expect(await use().markProcessing(WORKSPACE, ID, ARRIVED)).toBeNull();
      expect(await use().markRetried(WORKSPACE, ID, NOON + HOUR)).toBe(true);
      expect(await use().get(WORKSPACE, ID)).toMatchObject({ status: "pending", error: null });
      expect(await use().markRetried(WORKSPACE, ID, NOON + HOUR)).toBe(false);
      await use().markProcessing(WORKSPACE, ID, ARRIVED);
      expect(await use().markFailed(WORKSPACE, ID, DAMAGED)).toBe(true);
    });

    test("note how often their decoder died, until they are tried again, and how long a failure took", async () => {
      await use().create(anImage());
      await use().markProcessing(WORKSPACE, ID, ARRIVED);
      expect(await use().markProcessing(WORKSPACE, ID, ARRIVED, 2)).toMatchObject({ crashes: 2 });
      expect(await use().markProcessing(WORKSPACE, ID, ARRIVED)).toMatchObject({ status: "processing", crashes: 2 });
      await use().markFailed(WORKSPACE, ID, DAMAGED, ARRIVED.etag, 1234);
      expect(await use().get(WORKSPACE, ID)).toMatchObject({ crashes: 2, failedAfterMs: 1234 });
      await use().markRetried(WORKSPACE, ID, NOON + HOUR);
      expect(await use().get(WORKSPACE, ID)).toMatchObject({ status: "pending", crashes: 0, failedAfterMs: 1234 });
      expect(await use().markProcessing(WORKSPACE, ulid(2), ARRIVED, 1)).toBeNull();
    });

    test("that are gone are neither made ready nor failed nor tried again", async () => {
      expect(await use().markReady(WORKSPACE, ID, "abc", FACTS, DETAILS)).toBe(false);
      expect(await use().markFailed(WORKSPACE, ID, DAMAGED)).toBe(false);
      expect(await use().markRetried(WORKSPACE, ID, NOON + HOUR)).toBe(false);
      expect(await use().markArrived(WORKSPACE, ID, ARRIVED)).toBe(false);
      expect(await use().get(WORKSPACE, ID)).toBeNull();
      expect(await use().details(WORKSPACE, ID)).toBeNull();
    });

    test("note that the bytes are there while they wait", async () => {
      await use().create(anImage());
      expect(await use().markArrived(WORKSPACE, ID, ARRIVED)).toBe(true);
      expect(await use().get(WORKSPACE, ID)).toMatchObject({ status: "pending", bytes: 990, uploadEndsAt: null });
      await use().markProcessing(WORKSPACE, ID, ARRIVED);
      expect(await use().markArrived(WORKSPACE, ID, ARRIVED)).toBe(false);
      expect(await use().get(WORKSPACE, ID)).toMatchObject({ status: "processing" });
    });

    test("count as unfinished in their own workspace", async () => {
      for (let number = 1; number <= 4; number++) await use().create(anImage({ id: ulid(number) }));
      await use().create(anImage({ workspace: OTHER_WORKSPACE }));
      await use().markFailed(WORKSPACE, ulid(1), DAMAGED);
      await makeReady(use(), ulid(2));
      await use().markProcessing(WORKSPACE, ulid(3), ARRIVED);
      expect(await use().unfinished(WORKSPACE)).toBe(2);
    });
  });
}
