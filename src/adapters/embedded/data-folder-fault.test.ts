// @module-tag slow
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Services } from "#domain/services.ts";
import { mountSmallDisk, type SmallDisk } from "#e2e/load/small-disk.ts";
import { openEmbedded } from "./open.ts";
import { startCommand } from "./process.fixture.ts";
import { filesBelow, temporaryDirectory } from "./temporary-directory.fixture.ts";

/** A data folder that a server made and left. */
function dataFolder(parent = temporaryDirectory()): string {
  const dir = join(parent, "data");
  openEmbedded({ dataDir: dir, sessionSecrets: null, role: "server", visibilitySeconds: 60 }).close();
  return dir;
}

/** What a start on it throws, or nothing. */
async function complaintOf(dataDir: string): Promise<string> {
  try {
    const open = openEmbedded({ dataDir, sessionSecrets: null, role: "server", visibilitySeconds: 60 });
    await open.recover({ ...open, now: Date.now } as unknown as Services).finally(open.close);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

/** What it says on standard error as a program: the real beginning of the server, without Next. */
async function startOn(dataDir: string, uid?: number): Promise<string> {
  const { code, complaint } = await startCommand(
    `const { runProgram } = await load("../../runtime/run-program.ts");
     const { openServices } = await load("../../compose.ts");
     const { readConfig } = await load("../../config.ts");
     await runProgram(async () => {
       const open = await openServices(readConfig({ DATA_DIR: ${JSON.stringify(dataDir)} }, "/"), console, "server");
       await open.machine.recover(open.services);
       open.close();
     });`,
    uid,
  );
  expect(complaint === "" ? code : `${code} ${complaint}`).toBe(complaint === "" ? 0 : `1 ${complaint}`);
  return complaint;
}

/** One line: the path, what is wrong, what to do; no stack, no code of the system alone. */
function expectSentence(complaint: string, path: string, sentence: RegExp): void {
  expect(complaint).toMatch(sentence);
  expect(complaint).toContain(path);
  expect(complaint.trimEnd().split("\n")).toHaveLength(1);
  expect(complaint).not.toMatch(/\bat .*\.ts:\d|Something failed on our side/);
}

const spoil = (dir: string, name: string, with_: (path: string) => void) => {
  const path = join(dir, name);
  rmSync(path, { recursive: true, force: true });
  with_(path);
};
const asFile = (path: string) => writeFileSync(path, "x".repeat(5000));
const asFolder = (path: string) => mkdirSync(path);

test("a program says it and ends with 1; without a fault it says nothing", async () => {
  const dir = dataFolder();
  expect(await startOn(dir)).toBe("");
  spoil(dir, "catalog.sqlite", asFile);
  expectSentence(await startOn(dir), join(dir, "catalog.sqlite"), /is no database/);
});

describe("a start says in one sentence where the fault is and what to do", () => {
  test.each<[string, string, (dir: string) => void, RegExp]>([
    [
      "the data folder is a file",
      "",
      (dir) => spoil(dir, "", asFile),
      /is not a folder\. Move it away, or set DATA_DIR/,
    ],
    [
      "it lies below a file",
      "",
      (dir) => spoil(join(dir, ".."), "", asFile),
      /does not lie in a folder|is not a folder/,
    ],
    ["it is a link to nowhere", "", (dir) => spoil(dir, "", (at) => symlinkSync("nowhere", at)), /DATA_DIR/],
    [
      "the catalog is no database",
      "catalog.sqlite",
      (dir) => spoil(dir, "catalog.sqlite", asFile),
      /is no database\. Nothing/,
    ],
    [
      "the catalog is a folder",
      "catalog.sqlite",
      (dir) => spoil(dir, "catalog.sqlite", asFolder),
      /cannot be opened\. It must/,
    ],
    [
      "the catalog is cut",
      "catalog.sqlite",
      (dir) => truncateSync(join(dir, "catalog.sqlite"), 20_000),
      /is damaged\. Noth/,
    ],
    [
      "the catalog is of a newer version",
      "catalog.sqlite",
      (dir) => new DatabaseSync(join(dir, "catalog.sqlite")).exec("PRAGMA user_version = 99"),
      /written by a newer Proofsheet \(database version 99, .*Start that one/,
    ],
    ["the secret is a folder", "secret", (dir) => spoil(dir, "secret", asFolder), /is a folder where a file should be/],
    [
      "the secret holds nothing",
      "secret",
      (dir) => truncateSync(join(dir, "secret"), 0),
      /hold a secret\. Delete it to/,
    ],
    ["the lock is a folder", "lock", (dir) => spoil(dir, "lock", asFolder), /lock cannot be opened/],
    ["the lock is no lock", "lock", (dir) => spoil(dir, "lock", asFile), /lock is no/],
    [
      "a file is where originals should be",
      "uploads",
      (dir) => spoil(dir, "uploads", asFile),
      /uploads is not a folder/,
    ],
    ["a file is where parts should be", "tmp", (dir) => spoil(dir, "tmp", asFile), /tmp is not a folder/],
  ])("%s", async (_, name, damage, sentence) => {
    const dir = dataFolder();
    damage(dir);
    expectSentence(await complaintOf(dir), name === "" ? dirname(dir) : join(dir, name), sentence);
  });

  test("another server holds it", async () => {
    const dir = dataFolder();
    const open = openEmbedded({ dataDir: dir, sessionSecrets: null, role: "server", visibilitySeconds: 60 });
    expectSentence(
      await complaintOf(dir),
      dir,
      /in use by another Proofsheet server \(process \d+\)\. Stop that one, or set/,
    );
    open.close();
  });
});

const isRoot = process.platform === "linux" && process.getuid?.() === 0;

/** Another user than root, for whom rights hold. */
const NOBODY = 65_534;

describe.skipIf(!isRoot)("a user without rights is told which (root alone can become one)", () => {
  test.each<[string, string, number]>([
    ["the data folder", "", 0o700],
    ["the catalog", "catalog.sqlite", 0o600],
    ["the originals", "uploads", 0o700],
  ])("%s", async (_, name, mode) => {
    const parent = temporaryDirectory();
    chmodSync(parent, 0o755);
    const dir = dataFolder(parent);
    for (const path of [
      dir,
      ...filesBelow(dir),
      ...["uploads", "derived", "tmp", "tmp-decoders"].map((at) => join(dir, at)),
    ])
      chownSync(path, NOBODY, NOBODY);
    chownSync(join(dir, name), 0, 0);
    chmodSync(join(dir, name), mode);
    const complaint = await startOn(dir, NOBODY);
    expectSentence(complaint, join(dir, name), /may not be read or written|cannot be opened|can only be read/);
    expect(complaint).toContain("user");
  });
});

/** A small disk with a data folder, or the test is skipped and says why. */
function smallDisk(skip: (why: string) => never): SmallDisk & { dir: string } {
  const disk = mountSmallDisk(8);
  if (typeof disk === "string") return skip(disk);
  onTestFinished(() => disk.unmount());
  return { ...disk, dir: dataFolder(disk.path) };
}

describe("a disk that takes nothing", () => {
  test("can only be read", async ({ skip }) => {
    const { dir, path } = smallDisk(skip);
    execFileSync("mount", ["-o", "remount,ro", path]);
    expectSentence(await complaintOf(dir), dir, /can only be read/);
  });

  test("has no byte of room", async ({ skip }) => {
    const { dir, fill, empty } = smallDisk(skip);
    fill(0);
    expectSentence(await complaintOf(dir), dir, /finds no room on its disk\. Make some/);
    empty();
    expect(await complaintOf(dir)).toBe("");
  });
});
