import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openScratch } from "./scratch.ts";

test("takes away what a killed process left, and nothing of one that lives", () => {
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  const left = mkdtempSync(join(tmpdir(), `proofsheet-${dead}-`));
  const lives = mkdtempSync(join(tmpdir(), `proofsheet-${process.ppid}-`));
  writeFileSync(join(left, "download-1"), "an original");
  const own = openScratch();
  onTestFinished(() => {
    for (const folder of [lives, own]) rmSync(folder, { recursive: true, force: true });
  });
  expect([left, lives, own].map((folder) => existsSync(folder))).toEqual([false, true, true]);
});
