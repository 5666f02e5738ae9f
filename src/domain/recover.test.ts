// @module-tag slow
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, describe, expect, it } from "vitest";
import { picture, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import { beginUploads } from "./begin-upload.ts";
import { resultKey, thumbnailKey } from "./keys.ts";

let services: TestServices;
afterEach(() => services.close());

const objects = (): string[] =>
  ["uploads", "derived"].flatMap((folder) =>
    readdirSync(join(services.dataDir, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );

function rowsOf(table: string): number {
  const db = new DatabaseSync(join(services.dataDir, "catalog.sqlite"), { readOnly: true });
  const row = db.prepare(`SELECT count(*) AS n FROM ${table}`).get();
  db.close();
  return Number(row?.n);
}

describe("a start after a kill", () => {
  it("announces once more what arrived and was not processed", async () => {
    services = testServices();
    const { id } = await upload(services, await picture());
    const [lost] = await services.uploads.receive({ max: 1, waitSeconds: 0 });
    if (lost) await services.uploads.acknowledge(lost);
    expect(await services.work()).toBe(0);
    await services.recover(services);
    await services.work();
    expect(await services.catalog.get(WORKSPACE, id)).toMatchObject({ status: "ready" });
  });

  it("asks the store for none of the uploads that were announced and never came, however many they are", async () => {
    services = testServices({ workspaceImages: 1000 });
    const files = Array.from({ length: 200 }, () => ({ name: "a.jpg", bytes: 10, mediaType: "image/jpeg" }));
    await beginUploads(services, WORKSPACE, files);
    const { id } = await upload(services, await picture());
    const asked: string[] = [];
    const { catalog, store } = services;
    services.store = {
      ...store,
      head(key) {
        asked.push(key);
        return store.head(key);
      },
    };
    services.catalog = {
      ...catalog,
      get(workspace, id) {
        asked.push(id);
        return catalog.get(workspace, id);
      },
    };
    await services.recover(services);
    expect(asked).toEqual([]);
    await services.work();
    expect(await services.catalog.get(WORKSPACE, id)).toMatchObject({ status: "ready" });
  });

  it("removes a result that does not count, and nothing else that was derived", async () => {
    services = testServices();
    const { id } = await upload(services, await picture());
    await services.work();
    const etag = (await services.catalog.get(WORKSPACE, id))?.etag ?? "";
    const result = resultKey(WORKSPACE, id, "0".repeat(64), "webp");
    const stray = join(services.dataDir, "tmp", "stray");
    writeFileSync(stray, "a result");
    await services.store.putFile(result, stray, { mediaType: "image/webp" });
    mkdirSync(join(services.dataDir, "derived", "f".repeat(32)));
    await services.catalog.addResult(WORKSPACE, id, resultKey(WORKSPACE, id, "1".repeat(64), "webp"), 10, 10);
    await services.recover(services);
    expect(await services.store.head(result)).toBeNull();
    expect(rowsOf("results")).toBe(0);
    expect(await services.store.head(thumbnailKey(WORKSPACE, id, etag))).not.toBeNull();
    expect(readdirSync(join(services.dataDir, "derived"))).toEqual([WORKSPACE]);
  });

  it("removes bytes whose record is gone and a stream that ended with the server", async () => {
    services = testServices();
    const image = await upload(services, await picture());
    await services.work();
    await services.catalog.remove(WORKSPACE, image.id, 0);
    await services.catalog.reserve(WORKSPACE, { images: 1, bytes: 0 }, { images: 9, bytes: 9 }, 0);
    const streaming = {
      ...image,
      id: "01ARZ3NDEKTSV4RRFFQ69G5FAV",
      reserved: 0,
      bytes: 0,
      uploadEndsAt: services.now() + 1e6,
    };
    await services.catalog.create(streaming);
    await services.recover(services);
    expect(objects()).toEqual([]);
    expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 0, bytes: 0 });
  });
});
