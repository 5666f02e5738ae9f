import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A new directory, gone when the test is. */
export function temporaryDirectory(): string {
  const dir = mkdtempSync(join(tmpdir(), "proofsheet-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** The paths of all files below, sorted. */
export function filesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** True where any file below holds these bytes. */
export function isAnywhere(dir: string, text: string): boolean {
  return filesBelow(dir).some((path) => readFileSync(path).includes(text));
}
