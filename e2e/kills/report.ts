/** What a run of kills has found, as a table. */
import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

export interface Row {
  scenario: string;
  /** durable operations that one pass makes */
  points: number;
  runs: number;
  /** runs in which a process died */
  kills: number;
  /** what was wrong afterwards, a sentence each */
  losses: string[];
}

export function tableOf(rows: readonly Row[]): string {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const cells = [
    ["scenario", "points", "runs", "kills", "losses"],
    ...rows.map(({ scenario, points, runs, kills, losses }) => [scenario, points, runs, kills, losses.length]),
    ["all", sum((row) => row.points), sum((row) => row.runs), sum((row) => row.kills), sum((row) => row.losses.length)],
  ].map((row) => row.map(String));
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const line = (row: string[]) =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(" | ")} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join("\n");
}

/** Adds a row to a file of rows: a test that fails ends its process, and what this one knows with it. */
export function keepRow(file: string, row: Row): void {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(row)}\n`);
}

export function keptRows(file: string): Row[] {
  try {
    return readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}
