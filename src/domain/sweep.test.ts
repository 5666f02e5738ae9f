import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { codeOf, picture, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import { deleteImage } from "./delete-image.ts";
import { findImage } from "./find-image.ts";
import { previewKey } from "./keys.ts";
import { listImages } from "./list-images.ts";
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

  it.each([
    ["a day ahead", 86_400_000],
    ["a day behind", -86_400_000],
  ])("takes what a straggler wrote after a delete along, also where the clock is set %s since", async (_, ms) => {
    services = testServices();
    const { id } = await upload(services, await picture());
    await deleteImage(services, WORKSPACE, id);
    const late = join(services.dataDir, "tmp", "late");
    writeFileSync(late, "late");
    await services.store.putFile(previewKey(WORKSPACE, id), late, { mediaType: "image/webp" });
    await sweep(services, 1000);
    expect(objects()).toHaveLength(1); // its tombstone still stands: another may come
    services.pass(ms);
    await sweep(services, 1000);
    expect(objects()).toEqual([]);
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
