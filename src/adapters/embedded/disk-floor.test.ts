// @module-tag slow
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { anImage, HOUR, someBytes, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { previewKey, resultKey } from "#domain/keys.ts";
import { mountSmallDisk } from "#e2e/load/small-disk.ts";
import { openEmbedded } from "./open.ts";

const KB = 1000;

test("a real disk near its floor: results go, oldest first, before an upload is refused", async ({ skip }) => {
  const disk = mountSmallDisk(32);
  if (typeof disk === "string") return skip(disk);
  onTestFinished(() => disk.unmount());
  const dataDir = join(disk.path, "data");
  const open = openEmbedded({ dataDir, sessionSecrets: null, role: "server", visibilitySeconds: 60 });
  const image = anImage({ expiresAt: Date.now() + HOUR });
  await open.catalog.create(image);
  const keys = ["1", "2", "3"].map((digit) => resultKey(WORKSPACE, image.id, digit.repeat(64), "webp"));
  for (const key of keys) {
    const path = join(dataDir, "tmp", "made");
    writeFileSync(path, someBytes(1500 * KB));
    await open.store.putFile(key, path, { mediaType: "image/webp" });
    await open.catalog.addResult(WORKSPACE, image.id, key, 1500 * KB, 1e9);
  }
  const there = () => Promise.all(keys.map(async (key) => (await open.store.head(key)) !== null));
  disk.fill(2_000_000); // the floor is 5 %: 1.7 MB
  await open.store.ensureRoom(200 * KB);
  expect(await there()).toEqual([true, true, true]);
  await open.store.ensureRoom(2_500 * KB);
  expect(await there()).toEqual([false, false, true]);
  await expect(open.store.ensureRoom(9_000 * KB)).rejects.toMatchObject({ code: "storage_full" });
  expect(await there()).toEqual([false, false, true]);
  open.close();
});

test("a full disk on which the catalog cannot count a preview is a shortage, and no fault of ours", async ({
  skip,
}) => {
  const disk = mountSmallDisk(16);
  if (typeof disk === "string") return skip(disk);
  onTestFinished(() => disk.unmount());
  const dataDir = join(disk.path, "data");
  const open = openEmbedded({ dataDir, sessionSecrets: null, role: "server", visibilitySeconds: 60 });
  const ids = Array.from({ length: 300 }, (_, number) => ulid(number));
  mkdirSync(join(dataDir, "tmp", "made"));
  for (const id of ids) {
    await open.catalog.create(anImage({ id, expiresAt: Date.now() + HOUR }));
    writeFileSync(join(dataDir, "tmp", "made", id), "x");
  }
  disk.fill(0);
  const refused: unknown[] = [];
  for (const id of ids) {
    const put = open.store.putFile(previewKey(WORKSPACE, id), join(dataDir, "tmp", "made", id), {
      mediaType: "image/webp",
    });
    await put.catch(({ code }) => refused.push(code));
  }
  expect(refused.length).toBeGreaterThan(0);
  expect(new Set(refused)).toEqual(new Set(["storage_full"]));
  open.close();
});
