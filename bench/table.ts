import { readFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import sharp from "sharp";
import type { Spread } from "./rounds.ts";

export interface Row {
  what: string;
  ours: string;
  /** what it is compared with; "" where the target is absolute */
  floor: string;
  /** "" where there is none */
  ratio: string;
  target: string;
  /** null where there is no target */
  met: boolean | null;
}

const HEADINGS = ["what", "ours", "floor", "ratio", "target", ""];

/** The rows of all sections, in their order; each is told as it comes. */
export function createTable() {
  const rows: Row[] = [];
  return {
    add(row: Row): void {
      rows.push(row);
      process.stderr.write(`  ${cells(row).filter(Boolean).join(" | ")}\n`);
    },
    /** As a Markdown table whose columns stand below one another. */
    text(): string {
      const lines = [HEADINGS, ...rows.map(cells)];
      const widths = HEADINGS.map((_, column) => Math.max(3, ...lines.map((line) => (line[column] ?? "").length)));
      const line = (texts: string[]) =>
        `| ${texts.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")} |`;
      const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
      return [line(HEADINGS), rule, ...rows.map((row) => line(cells(row)))].join("\n");
    },
    counts() {
      return {
        met: rows.filter((row) => row.met === true).length,
        missed: rows.filter((row) => row.met === false).length,
      };
    },
  };
}

export type Table = ReturnType<typeof createTable>;

function cells({ what, ours, floor, ratio, target, met }: Row): string[] {
  return [what, ours, floor, ratio, target, met === null ? "" : met ? "met" : "MISSED"];
}

/** A row whose target is a ratio: at most, or at least. The ratio is the median of the rounds, their range behind it. */
export function ratioRow(
  what: string,
  values: { ours: string; floor: string; ratio: Spread },
  target: { most: number } | { least: number },
): Row {
  const { ours, floor, ratio } = values;
  const met = "most" in target ? ratio.median <= target.most : ratio.median >= target.least;
  const text = "most" in target ? `<= ${target.most.toFixed(2)}` : `>= ${target.least.toFixed(2)}`;
  return { what, ours, floor, ratio: spread(ratio), target: text, met };
}

const spread = ({ median, low, high }: Spread): string =>
  `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;

export const milliseconds = (seconds: number): string => {
  const ms = seconds * 1000;
  return `${ms < 10 ? ms.toFixed(2) : ms < 100 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
};
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} KB`;
export const perSecond = (value: number): string => `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} /s`;

/** The machine and the versions that the figures belong to. */
export function machine(): string {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  return [
    `Proofsheet ${version}, ${new Date().toISOString().slice(0, 16)}Z`,
    `${availableParallelism()} cores (${model})`,
    `Node ${process.version}, sharp ${sharp.versions.sharp}, libvips ${sharp.versions.vips}`,
  ].join("; ");
}
