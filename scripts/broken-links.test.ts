import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { brokenLinks } from "./broken-links.ts";
import { root } from "./build/root.ts";

const folder = mkdtempSync(join(tmpdir(), "links-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function brokenIn(files: Record<string, string>): string[] {
  mkdirSync(join(folder, "docs"), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return brokenLinks(folder);
}

it("finds none in this repository", () => {
  expect(brokenLinks(root)).toEqual([]);
});

it("names file, line and address of a link to a file that is not there", () => {
  expect(brokenIn({ "README.md": "# A\n\n[b](docs/b.md) and ![c](c.png)\n" })).toEqual([
    "README.md:3: docs/b.md: no such file",
    "README.md:3: c.png: no such file",
  ]);
});

it("finds a heading that is not there, in the same file and in another", () => {
  const files = { "README.md": "# A\n[a](#a) [b](#b) [d](docs/d.md#c-d)\n", "docs/d.md": "# C\n[a](../README.md#a)\n" };
  expect(brokenIn(files)).toEqual(["README.md:2: #b: no such heading", "README.md:2: docs/d.md#c-d: no such heading"]);
});

it("finds what leads out of the repository, and what stands in HTML and in a definition", () => {
  const text = '[out](../../x.md)\n<img alt="" src="no.png">\n[r]: no.md\n';
  expect(brokenIn({ "README.md": text })).toEqual([
    "README.md:1: ../../x.md: lies outside the repository",
    "README.md:2: no.png: no such file",
    "README.md:3: no.md: no such file",
  ]);
});

it("takes folders, other sites, titles and encoded names", () => {
  const text = '[d](docs) [s](https://example.org/x#y) [m](mailto:a@example.org) [t](docs/a%20b.md "A title")\n';
  expect(brokenIn({ "README.md": text, "docs/a b.md": "" })).toEqual([]);
});
