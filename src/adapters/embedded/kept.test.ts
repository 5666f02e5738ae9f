// @module-tag slow
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, describe, expect, test } from "vitest";
import { OTHER_WORKSPACE, someBytes } from "#adapters/contract/fixtures.ts";
import { codeOf, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import { beginUploads } from "#domain/begin-upload.ts";
import { deleteImage } from "#domain/delete-image.ts";
import { deleteWorkspace } from "#domain/delete-workspace.ts";
import type { ImageRecord } from "#domain/image.ts";
import { keepDerivative } from "#domain/keep-derivative.ts";
import { previewKey, resultKey, thumbnailKey } from "#domain/keys.ts";
import { receiveUpload } from "#domain/receive-upload.ts";
import { measureDisk } from "./room.ts";

let services: TestServices;
afterEach(() => services.close());

const KB = 1000;
const bytes = (count: number) => someBytes(count * KB);

/** Keeps a derivative of so many KB. */
async function keep(image: ImageRecord, key: string, count: number): Promise<string> {
  const path = join(services.dataDir, "tmp", "made");
  writeFileSync(path, bytes(count));
  await keepDerivative(services, image, key, path, "image/webp");
  return key;
}
const result = (image: ImageRecord, number: number, count: number) =>
  keep(image, resultKey(image.workspace, image.id, String(number).repeat(64), "webp"), count);
const isThere = async (key: string) => (await services.store.head(key)) !== null;
const announce = async (workspace: string, count: number) => {
  const [answer] = await beginUploads(services, workspace, [{ name: "a", bytes: count * KB, mediaType: "image/png" }]);
  return answer && "rejected" in answer ? answer.rejected.error.code : answer;
};

describe("the budget of all that is kept", () => {
  test("counts originals, what is made of them, results, and what uploads have reserved", async () => {
    services = testServices();
    const one = await upload(services, bytes(100));
    expect(services.keptBytes()).toBe(100 * KB);
    await keep(one, thumbnailKey(WORKSPACE, one.id, "e"), 30);
    await keep(one, thumbnailKey(WORKSPACE, one.id, "e"), 20); // written again after a kill
    await keep(one, previewKey(WORKSPACE, one.id), 5);
    await result(one, 1, 7);
    await result(one, 1, 9); // made again
    expect(services.keptBytes()).toBe(134 * KB);
    await announce(OTHER_WORKSPACE, 300);
    expect(services.keptBytes()).toBe(434 * KB);
    await services.recover(services);
    expect(services.keptBytes()).toBe(434 * KB);
    await deleteImage(services, WORKSPACE, one.id);
    expect(services.keptBytes()).toBe(300 * KB);
    await deleteWorkspace(services, OTHER_WORKSPACE);
    expect(services.keptBytes()).toBe(0);
  });

  test("drops results, oldest first, over all workspaces, before it refuses an upload", async () => {
    services = testServices({ dataMaxBytes: 1000 * KB });
    const mine = await upload(services, bytes(200));
    const other = await upload(services, bytes(200), "b.jpg", OTHER_WORKSPACE);
    const kept = [await result(mine, 1, 100), await result(other, 2, 100), await result(mine, 3, 100)];
    await upload(services, bytes(300));
    expect(await Promise.all(kept.map(isThere))).toEqual([true, true, true]);
    await upload(services, bytes(50));
    expect(await Promise.all(kept.map(isThere))).toEqual([false, true, true]);
    expect(await announce(OTHER_WORKSPACE, 250)).toMatchObject({ image: { status: "pending" } });
    expect(await Promise.all(kept.map(isThere))).toEqual([false, false, false]);
    expect(services.keptBytes()).toBe(1000 * KB);
  });

  test("refuses what comes with storage_full, and keeps nothing of it", async () => {
    services = testServices({ dataMaxBytes: 300 * KB });
    await upload(services, bytes(190));
    const kept = await result(await upload(services, bytes(10)), 1, 80);
    expect(await announce(WORKSPACE, 101)).toBe("storage_full");
    expect(await isThere(kept)).toBe(true); // all of them would not have done
    const form = { name: "a.jpg", mediaType: "image/jpeg", body: Readable.from([bytes(60), bytes(60)]) };
    const refused = receiveUpload(services, OTHER_WORKSPACE, form);
    await expect(refused).rejects.toMatchObject({ code: "storage_full" });
    expect(services.keptBytes()).toBe(280 * KB);
    expect(readdirSync(join(services.dataDir, "uploads"))).toEqual([WORKSPACE]);
    expect(readdirSync(join(services.dataDir, "tmp"))).toEqual([]);
    await upload(services, bytes(100));
    expect(await isThere(kept)).toBe(false);
  });

  test("takes an announced upload that was reserved, whatever filled the rest since", async () => {
    services = testServices({ dataMaxBytes: 300 * KB });
    const begun = await announce(WORKSPACE, 100);
    await upload(services, bytes(200), "b.jpg", OTHER_WORKSPACE);
    if (typeof begun !== "object" || !("target" in begun)) throw new Error(String(begun));
    await services.receiver?.accept(begun.target.fields, Readable.from([bytes(100)]));
    expect(services.keptBytes()).toBe(300 * KB);
  });

  test("gives a result the room of older ones, and keeps none that it has no room for", async () => {
    services = testServices({ dataMaxBytes: 300 * KB });
    const mine = await upload(services, bytes(200));
    const [first, second] = [await result(mine, 1, 60), await result(mine, 2, 90)];
    expect([await isThere(first), await isThere(second)]).toEqual([false, true]);
    const path = join(services.dataDir, "tmp", "made");
    writeFileSync(path, bytes(101));
    const left: string[] = [];
    const key = resultKey(WORKSPACE, mine.id, "3".repeat(64), "webp");
    await keepDerivative(services, mine, key, path, "image/webp", async (at) => void left.push(at));
    expect(left).toEqual([path]);
    expect([await isThere(key), services.keptBytes()]).toEqual([false, 290 * KB]);
    expect(await isThere(second)).toBe(true); // it would not have done
  });

  test("is half of what the disk has for us, where no setting says it, however much of it we have", async () => {
    services = testServices();
    const { free } = await measureDisk(services.dataDir);
    expect(services.maxBytes).toBeGreaterThan(free * 0.4);
    expect(services.maxBytes).toBeLessThan(free * 0.6);
  });
});

test("an upload whose record went while it came is refused before it has a name", async () => {
  services = testServices();
  const body = Readable.from(
    (async function* () {
      yield bytes(1);
      await deleteWorkspace(services, WORKSPACE);
      yield bytes(1);
    })(),
  );
  const form = { name: "a.jpg", mediaType: "image/jpeg", body };
  expect(await codeOf(receiveUpload(services, WORKSPACE, form))).toBe("not_found");
  expect(readdirSync(join(services.dataDir, "uploads"))).toEqual([]);
});
