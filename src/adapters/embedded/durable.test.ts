import type * as Fs from "node:fs";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { bringOver, moveInto } from "./durable.ts";
import { temporaryDirectory } from "./temporary-directory.fixture.ts";

/** How often another deletes a parent in the moment between its making and its use. */
const deleter = vi.hoisted(() => ({ times: 0 }));

vi.mock("node:fs", async (load) => {
  const fs = await load<typeof Fs>();
  const mkdirSync = (...args: Parameters<typeof fs.mkdirSync>) => {
    const made = fs.mkdirSync(...args);
    if (deleter.times-- > 0) fs.rmdirSync(args[0]);
    return made;
  };
  return { ...fs, mkdirSync };
});

test("finds its way though others delete the empty parents again and again", async () => {
  const area = temporaryDirectory();
  const from = join(area, "from");
  writeFileSync(from, "content");
  deleter.times = 30;
  await moveInto(from, join(area, "a", "b", "to"), area);
  expect(deleter.times).toBeLessThan(0);
  expect(readFileSync(join(area, "a", "b", "to"), "utf8")).toBe("content");
});

test("never puts a directory in the place of one that holds something", async () => {
  const area = temporaryDirectory();
  for (const name of ["new", "old"]) {
    mkdirSync(join(area, name));
    writeFileSync(join(area, name, name), name);
  }
  await expect(moveInto(join(area, "new"), join(area, "old"), area)).rejects.toThrow(/ENOTEMPTY|EEXIST/);
  expect(existsSync(join(area, "old", "old"))).toBe(true);
  expect(existsSync(join(area, "new", "new"))).toBe(true);
});

test("throws where there is nothing to move", async () => {
  const area = temporaryDirectory();
  await expect(moveInto(join(area, "nothing"), join(area, "a", "to"), area)).rejects.toThrow("ENOENT");
});

test("brings a file over, and the old name is gone", async () => {
  const dir = temporaryDirectory();
  writeFileSync(join(dir, "from"), "content");
  await bringOver(join(dir, "from"), join(dir, "to"));
  expect(existsSync(join(dir, "from"))).toBe(false);
  expect(readFileSync(join(dir, "to"), "utf8")).toBe("content");
});
