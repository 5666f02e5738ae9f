// @module-tag slow
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { anImage, NOON, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { createSqliteCatalog } from "./catalog.ts";
import { openDatabase, truncateWal } from "./database.ts";
import { endOf, messageFrom, startProcess } from "./process.fixture.ts";
import { MIGRATIONS } from "./schema.ts";
import { isAnywhere, temporaryDirectory } from "./temporary-directory.fixture.ts";
import { inTransaction } from "./transaction.ts";

function open(path: string): DatabaseSync {
  const db = openDatabase(path);
  onTestFinished(() => {
    if (db.isOpen) db.close();
  });
  return db;
}

const setting = (db: DatabaseSync, name: string) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];

test("what was answered outlives a power cut, and what was deleted leaves no trace", () => {
  const path = join(temporaryDirectory(), "db.sqlite");
  open(path).close();
  const db = open(path);
  const FULL = 2;
  const INCREMENTAL = 2;
  expect(setting(db, "journal_mode")).toBe("wal");
  expect(setting(db, "synchronous")).toBe(FULL);
  expect(setting(db, "secure_delete")).toBe(1);
  expect(setting(db, "auto_vacuum")).toBe(INCREMENTAL);
  expect(setting(db, "busy_timeout")).toBe(5000);
  expect(setting(db, "user_version")).toBe(MIGRATIONS.length);
});

test("refuses a file of a later version and leaves it as it is", () => {
  const path = join(temporaryDirectory(), "db.sqlite");
  const db = open(path);
  const later = MIGRATIONS.length + 1;
  db.exec(`PRAGMA user_version = ${later}`);
  db.close();
  expect(() => openDatabase(path)).toThrow(`written by a newer Proofsheet (database version ${later}`);
  const plain = new DatabaseSync(path);
  expect(setting(plain, "user_version")).toBe(later);
  plain.close();
});

test("a file of the first version is brought up to date, and every image is due when it was", async () => {
  const path = join(temporaryDirectory(), "db.sqlite");
  const old = new DatabaseSync(path);
  old.exec(MIGRATIONS[0] ?? "");
  old.exec("PRAGMA user_version = 1");
  const waiting = anImage({ id: ulid(1), uploadEndsAt: NOON + 1 });
  const ready = anImage({ id: ulid(2), status: "ready", expiresAt: NOON + 2 });
  const later = anImage({ id: ulid(3), status: "ready", expiresAt: NOON + 9, uploadEndsAt: NOON + 1 });
  for (const image of [later, ready, waiting]) {
    const insert = old.prepare("INSERT INTO images (workspace, id, record) VALUES (?, ?, ?)");
    insert.run(WORKSPACE, image.id, JSON.stringify(image));
  }
  old.close();
  const catalog = createSqliteCatalog(open(path));
  expect(await catalog.overdue(NOON + 2, 9)).toEqual([waiting, ready]);
  expect(await catalog.overdue(NOON + 9, 9)).toHaveLength(3);
});

test("a transaction that fails leaves nothing and blocks nobody", () => {
  const path = join(temporaryDirectory(), "db.sqlite");
  const [one, two] = [open(path), open(path)];
  const insert = (db: DatabaseSync) => db.exec("INSERT INTO usage VALUES ('w', 1, 1)");
  expect(() =>
    inTransaction(one, () => {
      insert(one);
      throw new Error("no");
    }),
  ).toThrow("no");
  inTransaction(two, () => insert(two));
  expect(one.prepare("SELECT count(*) AS n FROM usage").get()).toEqual({ n: 1 });
});

test("says false while a reader keeps the log from being emptied, and empties it afterwards", () => {
  const dir = temporaryDirectory();
  const path = join(dir, "db.sqlite");
  const [writer, reader] = [open(path), open(path)];
  writer.exec("PRAGMA busy_timeout = 0");
  writer.exec("INSERT INTO usage VALUES ('vanishing', 1, 1)");
  reader.exec("BEGIN");
  reader.prepare("SELECT * FROM usage").all();
  writer.exec("DELETE FROM usage");
  expect(truncateWal(writer)).toBe(false);
  expect(isAnywhere(dir, "vanishing")).toBe(true);
  reader.exec("COMMIT");
  expect(truncateWal(writer)).toBe(true);
  expect(isAnywhere(dir, "vanishing")).toBe(false);
});

test("gives the room of what was deleted back to the disk", () => {
  const db = open(join(temporaryDirectory(), "db.sqlite"));
  const insert = db.prepare("INSERT INTO details VALUES ('w', ?, ?)");
  inTransaction(db, () => {
    for (let number = 0; number < 50; number++) insert.run(ulid(number), "x".repeat(50_000));
  });
  const before = Number(setting(db, "page_count"));
  db.exec("DELETE FROM details");
  truncateWal(db);
  expect(Number(setting(db, "page_count"))).toBeLessThan(before / 10);
});

test("two processes that open a new file and write at once never pass a limit and lose nothing", async () => {
  const path = join(temporaryDirectory(), "db.sqlite");
  const children = [1, 2, 3].map((child) =>
    startProcess(`
      const { openDatabase } = await load("./database.ts");
      const { createSqliteCatalog } = await load("./catalog.ts");
      const catalog = createSqliteCatalog(openDatabase(${JSON.stringify(path)}));
      let taken = 0;
      for (let i = 0; i < 40; i++) {
        if (await catalog.reserve("${WORKSPACE}", { images: 1, bytes: 1 }, { images: 75, bytes: 1000 }, 0)) taken++;
        await catalog.addNotices("${child}", [{ name: String(i), error: { code: "internal", detail: "" } }], ${NOON});
      }
      process.send(taken);
      process.disconnect();`),
  );
  const taken = await Promise.all(children.map(messageFrom));
  expect(taken.map(Number).reduce((sum, each) => sum + each)).toBe(75);
  const db = open(path);
  expect(await createSqliteCatalog(db).usage(WORKSPACE)).toEqual({ images: 75, bytes: 75 });
  expect(db.prepare("SELECT count(*) AS n FROM notices").get()).toEqual({ n: 120 });
});

test("a process killed in the middle of a transaction leaves all of the last one and nothing of that one", async () => {
  const path = join(temporaryDirectory(), "db.sqlite");
  const child = startProcess(`
    const { openDatabase } = await load("./database.ts");
    const { createSqliteCatalog } = await load("./catalog.ts");
    const db = openDatabase(${JSON.stringify(path)});
    await createSqliteCatalog(db).create(${JSON.stringify(anImage())});
    db.exec("BEGIN IMMEDIATE");
    db.exec("DELETE FROM images");
    process.send("in the middle");
    setInterval(() => {}, 1000);`);
  expect(await messageFrom(child)).toBe("in the middle");
  child.kill("SIGKILL");
  await endOf(child);
  expect(await createSqliteCatalog(open(path)).get(WORKSPACE, ulid(1))).toEqual(anImage());
});
