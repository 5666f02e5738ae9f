import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bringOver, moveInto } from "./durable.ts";
import { messageFrom, startProcess } from "./process.fixture.ts";
import { temporaryDirectory } from "./temporary-directory.fixture.ts";

test("finds its way though another process deletes the parents again and again", async () => {
  const area = temporaryDirectory();
  const parent = join(area, "a");
  const deleter = startProcess(`
    const { rmdirSync } = await import("node:fs");
    process.send("begun");
    setInterval(() => {
      for (let time = 0; time < 3; time++) {
        try {
          rmdirSync(${JSON.stringify(parent)});
        } catch {}
      }
    }, 2);`);
  expect(await messageFrom(deleter)).toBe("begun");
  for (let file = 0; file < 300; file++) {
    const from = join(area, "from");
    const to = join(parent, "to");
    writeFileSync(from, String(file));
    await moveInto(from, to, area);
    expect(readFileSync(to, "utf8")).toBe(String(file));
    await rm(to);
  }
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
