import { readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

/** A row of the table in docs/architecture.md. */
export interface Row {
  /** `src/picture`, or a single file */
  folder: string;
  /** folders and files of ours, against src/ */
  ours: string[];
  packages: string[];
}

/** The table of what may import what, as people read it. Throws where there is none. */
export function readImportTable(): Row[] {
  const text = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");
  const [, table] = /<!-- imports -->\n([\s\S]*?)<!-- \/imports -->/.exec(text) ?? [];
  if (!table) throw new Error("docs/architecture.md has no table of imports.");
  const rows = table.split("\n").filter((line) => line.startsWith("| `"));
  return rows.map((line) => {
    const [, folder = "", , , ours = "", packages = ""] = line.split("|");
    return { folder: quoted(folder)[0] ?? "", ours: quoted(ours), packages: quoted(packages) };
  });
}

const quoted = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? "");
