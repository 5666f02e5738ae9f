import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A new directory, gone when the test is. */
export function temporaryDirectory(): string {
  const { path, remove } = temporaryFolder();
  onTestFinished(remove);
  return path;
}

/** A new directory for several tests, which its user removes. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "proofsheet-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
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
