// @module-tag slow
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { NOON, someBytes, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import type { Services } from "#domain/services.ts";
import { emptyDataFolder } from "./data-folder.ts";
import { openEmbedded } from "./open.ts";
import { endOf, messageFrom, startProcess } from "./process.fixture.ts";
import { filesBelow, temporaryDirectory } from "./temporary-directory.fixture.ts";

/** A data folder after a `kill -9`: so many pictures, of which the catalog's main file knows the first alone. */
async function killed(pictures: number): Promise<string> {
  const dir = temporaryDirectory();
  const child = startProcess(`
    const { openEmbedded } = await load("./open.ts");
    const { anImage, ulid } = await load("../contract/fixtures.ts");
    const { Readable } = await import("node:stream");
    const open = openEmbedded({ dataDir: ${JSON.stringify(dir)}, sessionSecrets: null, role: "server", visibilitySeconds: 60 });
    for (let number = 1; number <= ${pictures}; number++) {
      const image = anImage({ id: ulid(number), expiresAt: Date.now() + 1e7, uploadEndsAt: Date.now() + 1e6 });
      await open.catalog.reserve(image.workspace, { images: 1, bytes: 1000 }, { images: 99, bytes: 1e9 }, 0);
      await open.catalog.create(image);
      const body = Readable.from([Buffer.alloc(1000, number)]);
      await open.store.put("uploads/" + image.workspace + "/" + image.id, body, { mediaType: "", maxBytes: 1e6 });
      if (number === 1) await open.tidy();
    }
    process.send("kept");
    setInterval(() => {}, 1000);`);
  expect(await messageFrom(child)).toBe("kept");
  child.kill("SIGKILL");
  await endOf(child);
  return dir;
}

/** What a start does before anything is served; throws what it throws. */
async function start(dataDir: string): Promise<void> {
  const open = openEmbedded({ dataDir, sessionSecrets: null, role: "server", visibilitySeconds: 60 });
  const services = { ...open, now: Date.now } as unknown as Services;
  await open.recover(services).finally(open.close);
}

const originalsIn = (dir: string) => filesBelow(join(dir, "uploads"));
const drop =
  (...names: string[]) =>
  (dir: string) => {
    for (const name of names) rmSync(join(dir, name));
  };
const CATALOG = ["catalog.sqlite", "catalog.sqlite-wal", "catalog.sqlite-shm"];

describe("originals without the catalog that knows them stop the start, and stay", () => {
  test.each<[string, (dir: string) => void, RegExp]>([
    [
      "missing",
      drop(...CATALOG),
      /catalog\.sqlite is missing, but 3 originals are in \S+uploads\. Nothing was changed/,
    ],
    ["missing, while its log is there", drop("catalog.sqlite"), /is missing, but 3 originals/],
    ["empty", (dir) => [drop(...CATALOG)(dir), writeFileSync(join(dir, "catalog.sqlite"), "")], /is empty, but 3 orig/],
    [
      "without a table",
      (dir) => {
        drop(...CATALOG)(dir);
        new DatabaseSync(join(dir, "catalog.sqlite")).exec("CREATE TABLE t (x); DROP TABLE t");
      },
      /is empty, but 3 originals/,
    ],
    ["without its log", drop("catalog.sqlite-wal", "catalog.sqlite-shm"), /does not know 2 of the originals \(3 orig/],
    [
      "of another folder",
      (dir) => {
        const other = temporaryDirectory();
        openEmbedded({ dataDir: other, sessionSecrets: null, role: "server", visibilitySeconds: 60 }).close();
        drop(...CATALOG)(dir);
        copyFileSync(join(other, "catalog.sqlite"), join(dir, "catalog.sqlite"));
      },
      /does not know 3 of the originals/,
    ],
  ])("%s", async (_, damage, sentence) => {
    const dir = await killed(3);
    const before = originalsIn(dir);
    expect(before).toHaveLength(3);
    damage(dir);
    const rest = CATALOG.filter((name) => existsSync(join(dir, name)));
    for (let time = 0; time < 2; time++) {
      const complaint = await start(dir).catch((error: Error) => error.message);
      expect(complaint).toMatch(sentence);
      expect(complaint).toMatch(/Put .* back.*npm run begin-anew/);
      expect(complaint).toContain(join(dir, "catalog.sqlite"));
      expect(originalsIn(dir)).toEqual(before);
    }
    expect(CATALOG.filter((name) => rest.includes(name) && !existsSync(join(dir, name)))).toEqual([]);
  });
});

test("a catalog that is put back has lost nothing", async () => {
  const dir = await killed(3);
  const aside = temporaryDirectory();
  const move = (from: string, to: string) => {
    for (const name of CATALOG) if (existsSync(join(from, name))) renameSync(join(from, name), join(to, name));
  };
  move(dir, aside);
  await expect(start(dir)).rejects.toThrow("is missing");
  move(aside, dir);
  await start(dir);
  expect(originalsIn(dir)).toHaveLength(3);
});

test("what a kill leaves is no reason to stop: records without bytes, and bytes whose delete was begun", async () => {
  const dir = await killed(3);
  const open = openEmbedded({ dataDir: dir, sessionSecrets: null, role: "server", visibilitySeconds: 60 });
  for (let number = 1; number <= 2; number++) await open.catalog.remove(WORKSPACE, ulid(number), NOON);
  open.close();
  mkdirSync(join(dir, "uploads", WORKSPACE, ulid(9)), { recursive: true }); // a delete that broke off before its last step
  await start(dir);
  expect(originalsIn(dir)).toHaveLength(1);
});

test("begin anew deletes pictures and catalog, keeps the secret, and starts", async () => {
  const dir = await killed(2);
  drop("catalog.sqlite-wal", "catalog.sqlite-shm")(dir);
  writeFileSync(join(dir, "uploads", "note.txt"), someBytes(3));
  expect(emptyDataFolder(dir)).toBe(2);
  expect(readdirSync(dir).sort()).toEqual(["lock", "secret", "tmp", "tmp-decoders"]);
  await start(dir);
});

test("begin anew leaves a folder alone that a server holds", async () => {
  const dir = await killed(1);
  const open = openEmbedded({ dataDir: dir, sessionSecrets: null, role: "server", visibilitySeconds: 60 });
  expect(() => emptyDataFolder(dir)).toThrow("is in use by another Proofsheet server");
  open.close();
  expect(originalsIn(dir)).toHaveLength(1);
});
