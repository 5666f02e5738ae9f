/** How many tests passed, failed and were skipped, and the line that says so. */
import { readFileSync, writeFileSync } from "node:fs";

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** The titles of those that failed, as far as a report names them. */
  failures: string[];
}

const NONE: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };

export const counts = (some: Partial<Counts>): Counts => ({ ...NONE, ...some });

export const one = (ok: boolean): Counts => counts(ok ? { passed: 1 } : { failed: 1 });

export function sum(all: readonly Counts[]): Counts {
  const add = (a: Counts, b: Counts): Counts => ({
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  });
  return all.reduce(add, NONE);
}

/** The last line of every command that tests. */
export const sentence = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

/**
 * Adds to the counts in a file, where several commands are to end with one sum: `COUNTS_FILE` names it. Without it the
 * counts are what they are.
 */
export function withThoseBefore(these: Counts, file = process.env.COUNTS_FILE): Counts {
  if (!file) return these;
  const before = readFileSync(file, "utf8");
  const all = before ? sum([JSON.parse(before), these]) : these;
  writeFileSync(file, JSON.stringify(all));
  return all;
}
