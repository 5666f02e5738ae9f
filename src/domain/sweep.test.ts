import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { codeOf, picture, type TestServices, testServices, upload, WORKSPACE } from "../services.fixture.ts";
import { findImage } from "./find-image.ts";
import { resultKey, thumbnailKey } from "./keys.ts";
import { listImages } from "./list-images.ts";
import { recover } from "./recover.ts";
import { sweep } from "./sweep.ts";

let services: TestServices;
afterEach(() => services.close());

const everyFile = (): string[] =>
  readdirSync(services.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const objects = () => everyFile().filter((path) => /\/(uploads|derived)\//.test(path));

describe("the end of an image", () => {
  it("is told as expired until its record is swept, then as never been", async () => {
    services = testServices({ retentionMs: 10_000 });
    const { id } = await upload(services, await picture());
    await services.work();
    services.pass(10_001);
    expect(await codeOf(findImage(services, WORKSPACE, id))).toBe("expired");
    expect((await listImages(services, WORKSPACE, { limit: 10, cursor: null })).items).toEqual([]);
    await sweep(services, 1000);
    expect(objects()).toEqual([]);
    expect(await codeOf(findImage(services, WORKSPACE, id))).toBe("expired");
    services.pass(1000);
    expect(await sweep(services, 1000)).toBe(1);
    expect(await codeOf(findImage(services, WORKSPACE, id))).toBe("not_found");
  });

  it("leaves not a byte of its name in the data folder", async () => {
    services = testServices({ retentionMs: 10_000 });
    const name = "very-secret-name.jpg";
    await upload(services, await picture(), name);
    await services.work();
    const holding = () => everyFile().filter((path) => readFileSync(path).includes("very-secret-name"));
    expect(holding().length).toBeGreaterThan(0);
    services.pass(20_000);
    await sweep(services, 1000);
    await services.tidy();
    expect(holding()).toEqual([]);
  });
});

describe("a start after a kill", () => {
  it("announces once more what arrived and was not processed", async () => {
    services = testServices();
    const { id } = await upload(services, await picture());
    const [lost] = await services.uploads.receive({ max: 1, waitSeconds: 0 });
    if (lost) await services.uploads.acknowledge(lost);
    expect(await services.work()).toBe(0);
    await recover(services, services.local);
    await services.work();
    expect(await services.catalog.get(WORKSPACE, id)).toMatchObject({ status: "ready" });
  });

  it("removes a result that does not count, and nothing else that was derived", async () => {
    services = testServices();
    const { id } = await upload(services, await picture());
    await services.work();
    const result = resultKey(WORKSPACE, id, "0".repeat(64), "webp");
    const stray = join(services.dataDir, "tmp", "stray");
    writeFileSync(stray, "a result");
    await services.store.putFile(result, stray, { mediaType: "image/webp" });
    mkdirSync(join(services.dataDir, "derived", "f".repeat(32)));
    await services.catalog.addResult(WORKSPACE, id, resultKey(WORKSPACE, id, "1".repeat(64), "webp"), 10, 10);
    await recover(services, services.local);
    expect(await services.store.head(result)).toBeNull();
    expect(services.local.results()).toEqual([]);
    expect(await services.store.head(thumbnailKey(WORKSPACE, id))).not.toBeNull();
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
    await recover(services, services.local);
    expect(objects()).toEqual([]);
    expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 0, bytes: 0 });
  });
});
