import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lockDataDir } from "./lock.ts";
import { endOf, messageFrom, startProcess } from "./process.fixture.ts";
import { temporaryDirectory } from "./temporary-directory.fixture.ts";

function holderOf(dir: string) {
  return startProcess(`
    const { lockDataDir } = await load("./lock.ts");
    (await import("node:v8")).setFlagsFromString("--expose-gc");
    const collect = (await import("node:vm")).runInNewContext("gc");
    try {
      lockDataDir(${JSON.stringify(dir)});
      await new Promise(setImmediate);
      collect(); // the lock is held by the process, not by who has its answer
      process.send("locked");
      setInterval(() => {}, 1000);
    } catch (error) {
      process.send(error.message);
      process.disconnect();
    }`);
}

test("a second process is refused with a sentence that names the first", async () => {
  const dir = temporaryDirectory();
  const lock = lockDataDir(dir);
  const refused = holderOf(dir);
  expect(await messageFrom(refused)).toBe(
    `The data folder ${dir} is in use by another Proofsheet server (process ${process.pid}). Stop that one, or set DATA_DIR to another folder.`,
  );
  lock.release();
  expect(await messageFrom(holderOf(dir))).toBe("locked");
});

test("the lock of a process that was killed is free at once", async () => {
  const dir = temporaryDirectory();
  const holder = holderOf(dir);
  expect(await messageFrom(holder)).toBe("locked");
  expect(() => lockDataDir(dir)).toThrow(`in use by another Proofsheet server (process ${holder.pid})`);
  holder.kill("SIGKILL");
  await endOf(holder);
  lockDataDir(dir).release();
});

test("a process cannot lock twice, and can again after a release", () => {
  const dir = temporaryDirectory();
  const lock = lockDataDir(dir);
  expect(() => lockDataDir(dir)).toThrow("in use");
  lock.release();
  lock.release();
  lockDataDir(dir).release();
  expect(existsSync(join(dir, "lock.pid"))).toBe(false);
});

test("a refused one leaves the holder's mark alone", () => {
  const dir = temporaryDirectory();
  const lock = lockDataDir(dir);
  for (let time = 0; time < 2; time++) expect(() => lockDataDir(dir)).toThrow(`(process ${process.pid})`);
  expect(readdirSync(dir).sort()).toEqual(["lock", "lock.pid"]);
  lock.release();
});

test("a missing folder is made, for its owner alone", () => {
  const dir = join(temporaryDirectory(), "a", "b");
  const lock = lockDataDir(dir);
  expect(statSync(dir).mode & 0o777).toBe(0o700);
  lock.release();
});
