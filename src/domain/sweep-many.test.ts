// @module-tag slow
/** More than one look of the sweeper holds, and some of it in the way. */
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anImage, ulid } from "#adapters/contract/fixtures.ts";
import { codeOf, removalsAtOnce, type TestServices, testServices, WORKSPACE } from "#compose.fixture.ts";
import { AppError } from "#errors.ts";
import { uploadKey } from "./keys.ts";
import { sweep } from "./sweep.ts";

const MANY = 450;
const GRACE = 60_000;

let services: TestServices;
beforeEach(() => {
  services = testServices();
});
afterEach(() => services.close());

/** Images whose time is just over, the last ones with bytes. */
async function expired(count: number, withBytes = 0): Promise<void> {
  const expiresAt = services.now();
  for (let number = 0; number < count; number++) {
    await services.catalog.create(anImage({ id: ulid(number), reserved: 0, expiresAt, uploadEndsAt: null }));
    if (number < count - withBytes) continue;
    const body = Readable.from([Buffer.from("bytes")]);
    await services.store.put(uploadKey(WORKSPACE, ulid(number)), body, { mediaType: "image/jpeg", maxBytes: 10 });
  }
}
const left = async () => (await services.catalog.list(WORKSPACE, { limit: 1000, cursor: null })).items.length;
const hasBytes = async (number: number) => (await services.store.head(uploadKey(WORKSPACE, ulid(number)))) !== null;

describe("one pass", () => {
  it("takes the bytes of all whose time is over, and the next one their records", async () => {
    await expired(MANY, 3);
    expect(await sweep(services, GRACE)).toBe(0);
    expect(await left()).toBe(MANY);
    for (const number of [1, 2, 3]) expect(await hasBytes(MANY - number)).toBe(false);
    services.pass(GRACE - 1);
    expect(await sweep(services, GRACE)).toBe(0);
    services.pass(1);
    expect(await sweep(services, GRACE)).toBe(MANY);
    expect(await left()).toBe(0);
  });

  it("forgets what never came behind hundreds that only wait", async () => {
    await expired(MANY);
    const later = services.now() + 1;
    const never = { id: ulid(MANY), reserved: 0, expiresAt: later + GRACE, uploadEndsAt: later };
    await services.catalog.create(anImage(never));
    services.pass(2);
    expect(await sweep(services, GRACE)).toBe(1);
  });

  it("buries every tombstone whose time is over", async () => {
    await expired(MANY);
    for (let number = 0; number < MANY; number++) await services.catalog.remove(WORKSPACE, ulid(number), 0);
    await sweep(services, GRACE);
    expect(await services.catalog.tombstones(services.now(), 1000)).toEqual([]);
  });

  it("goes past images whose bytes cannot be removed, says so, and comes back for them", async () => {
    await expired(MANY, 1);
    const { remove } = services.store;
    const broken = new Set(Array.from({ length: 150 }, (_, number) => uploadKey(WORKSPACE, ulid(number))));
    services.store.remove = async (key) => {
      if (broken.has(key)) throw new AppError("busy", "No.");
      return remove(key);
    };
    services.pass(GRACE);
    expect(await codeOf(sweep(services, GRACE))).toBe("busy");
    expect(await left()).toBe(0);
    expect(await hasBytes(MANY - 1)).toBe(false);
    services.store.remove = remove;
    services.pass(3 * GRACE);
    await sweep(services, GRACE);
    expect(await services.catalog.tombstones(services.now(), 1000)).toEqual([]);
  });

  it("works at several at once, and never at more than sixteen", async () => {
    await expired(40);
    const most = removalsAtOnce(services);
    await sweep(services, GRACE);
    expect(most()).toBe(16);
  });

  it("stops between two looks where the process ends", async () => {
    await expired(MANY);
    services.pass(GRACE);
    const stop = new AbortController();
    const { remove } = services.catalog;
    services.catalog.remove = (...image) => {
      stop.abort();
      return remove(...image);
    };
    expect(await sweep(services, GRACE, stop.signal)).toBe(200);
    expect(await left()).toBe(MANY - 200);
  });
});
