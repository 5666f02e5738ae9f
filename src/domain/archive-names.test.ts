// @module-tag slow
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { makeZip } from "client-zip";
import fc from "fast-check";
import { afterAll, describe, expect, test, vi } from "vitest";
import { cleanFileName } from "./file-name.ts";
import { uniqueNames } from "./unique-names.ts";

vi.setConfig({ testTimeout: 60_000 });

/**
 * The judge is Python's standard library: how it reads the archive, what its `PureWindowsPath` keeps for devices, and the
 * direction of each character by its Unicode tables.
 */
const JUDGE = `
import json, re, sys, unicodedata, zipfile
from pathlib import PureWindowsPath
names = zipfile.ZipFile(sys.argv[1]).namelist()
def faults(name):
    path = PureWindowsPath(name)
    if path.is_reserved(): yield "a device"
    if path.name != name or path.is_absolute() or path.drive: yield "not one part of a path"
    if re.search(r'[<>:"/\\\\\\\\|?*\\x00-\\x1f]', name): yield "a character that Windows refuses"
    if re.search(r"[. ]$", name): yield "an end that Windows drops"
    if len(name.encode("utf-16-le")) > 2 * 240: yield "too long"
    if any(unicodedata.bidirectional(c) in ("LRE","RLE","LRO","RLO","PDF","LRI","RLI","FSI","PDI","B") or c in "\\u200e\\u200f\\u061c" for c in name):
        yield "a change of direction"
    if unicodedata.normalize("NFC", name) != name: yield "not NFC"
print(json.dumps({"names": names, "faults": [[n, list(faults(n))] for n in names if list(faults(n))],
  "folded": len({unicodedata.normalize("NFC", n.casefold()) for n in names})}))
`;
const folder = mkdtempSync(join(tmpdir(), "proofsheet-names-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const pythonIsThere = spawnSync("python3", ["--version"]).status === 0;
if (!pythonIsThere) console.info("Skipped: names of an archive as Python reads them. There is no python3 on the PATH.");

async function judge(given: string[]) {
  const unique = uniqueNames(["errors.txt"]);
  const entries = given.map((name) => ({ name: unique(cleanFileName(name)), input: "" }));
  const path = join(folder, "names.zip");
  writeFileSync(path, await buffer(makeZip(entries) as unknown as AsyncIterable<Uint8Array>));
  const { stdout, stderr } = spawnSync("python3", ["-c", JUDGE, path], { encoding: "utf8" });
  expect(stderr).toBe("");
  const said: { names: string[]; faults: [string, string[]][]; folded: number } = JSON.parse(stdout);
  expect(said.faults).toEqual([]);
  expect(said.names).toEqual(entries.map(({ name }) => name));
  expect(said.folded).toBe(given.length);
  return said.names;
}

const devices = ["CON", "prn", "Aux", "NUL", "COM1", "com9", "COM¹", "lpt²", "LPT3", "CONIN$", "conout$"];
const unseen = ["\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u2028", "\u2029", "\u0085"];
const parts = fc.constantFrom(
  ...devices,
  ...unseen,
  ...[
    "a",
    "A",
    ".",
    "..",
    " ",
    ".jpg",
    ".txt",
    ".exe",
    "gpj",
    ":",
    "?",
    "*",
    "<",
    ">",
    '"',
    "|",
    "/",
    "\\",
    "\0",
    "\u007f",
  ],
  ...[
    "é",
    "e\u0301",
    "\u0301",
    "ſ",
    "s",
    "S",
    "ß",
    "İ",
    "\u037e",
    "שלום",
    "سلام",
    "日",
    "😀",
    "\ud800",
    "\u00a0",
    "\u3000",
  ],
);
const anyName = fc.oneof(
  fc.array(parts, { maxLength: 8 }).map((some) => some.join("")),
  fc.tuple(parts, fc.integer({ min: 60, max: 400 }), parts).map(([one, times, end]) => one.repeat(times) + end),
  fc.string({ unit: "binary", maxLength: 300 }),
);

describe.runIf(pythonIsThere)("the names in an archive, as Python reads them and Windows wants them", () => {
  test("of devices, in any case, with any extension and any blank before it", async () => {
    const given = devices.flatMap((name) => [name, `${name}.txt`, `${name} .jpg`, `${name}.`, ` ${name}`]);
    for (const name of await judge(given)) expect(name).not.toBe("");
  });

  test("keep the direction of their letters and hide no extension", async () => {
    expect(await judge(["photo\u202egpj.exe", "a\u061cb\u2067c.jpg", "שלום.jpg", "e\u200f\u0301.png"])).toEqual([
      "photogpj.exe",
      "abc.jpg",
      "שלום.jpg",
      "é.png",
    ]);
  });

  test("whatever pictures are called", async () => {
    await judge(fc.sample(anyName, 1500)); // one archive: to start Python costs more than to judge
  });
});
