import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./import-table.fixture.ts";

/** Names that a framework gives: Lambda's entry, and what Next looks for in pages and routes. */
const GIVEN = /^handler$/;
const NEXTS = /^src\/app\/.*\b(page|layout|route|error|not-found)\.tsx?$/;
const EXPORT = /^export (?:default )?(?:declare )?(?:async )?(?:function\*?|const|let|class|interface|type) +(\w+)/gm;

/** Exported names that stand in more than one file, each with its files. */
function namesTwice(files: ReadonlyMap<string, string>): string[] {
  const found = new Map<string, Set<string>>();
  for (const [file, text] of files) {
    for (const [, name = ""] of text.matchAll(EXPORT)) found.set(name, (found.get(name) ?? new Set()).add(file));
  }
  const twice = [...found].filter(([name, where]) => where.size > 1 && !GIVEN.test(name));
  return twice.map(([name, where]) => `${name}: ${[...where].join(", ")}`);
}

test("an exported name has one meaning: it stands in one file of the program", () => {
  const files = globSync("{src,worker,infra}/**/*.{ts,tsx}", { cwd: ROOT })
    .filter((file) => !/\.(test|suite|fixture|d)\.ts/.test(file) && !NEXTS.test(file))
    .map((file) => [file, readFileSync(join(ROOT, file), "utf8")] as const);
  expect(files.length).toBeGreaterThan(400);
  expect(namesTwice(new Map(files))).toEqual([]);
});

test("a name that stands in two files is seen, in whatever form it is exported", () => {
  const one = "export async function open(): Promise<void> {}\nexport type Page = 1;";
  const two = "export const open = 1;\nexport interface Page {}\nexport const handler = 1;";
  const files = new Map(Object.entries({ "a.ts": one, "b.ts": two, "c.ts": "export const handler = 2;" }));
  expect(namesTwice(files)).toEqual(["open: a.ts, b.ts", "Page: a.ts, b.ts"]);
});
