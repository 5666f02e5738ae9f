import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const FOLDER = import.meta.dirname;
const PROGRAMS = globSync("*.pl", { cwd: FOLDER }).sort();

const present = spawnSync("perl", ["-v"]).status === 0;
if (!present) console.info("Skipped: the grammar of the .pl files. There is no perl on the PATH.");

/** Stands in for ExifTool's library, which need not be on this machine: as much of it as `perl -c` looks at. */
const STAND_IN = "package Image::ExifTool; our $VERSION = 0; sub GetTagName { } 1;\n";
const library = mkdtempSync(join(tmpdir(), "proofsheet-perl-"));

describe("the programs in Perl", () => {
  beforeAll(() => {
    mkdirSync(join(library, "Image"));
    writeFileSync(join(library, "Image/ExifTool.pm"), STAND_IN);
  });
  afterAll(() => rmSync(library, { recursive: true, force: true }));

  it("are where they are looked for", () => {
    expect(PROGRAMS).toEqual(expect.arrayContaining(["list-tags.pl", "find-tags.pl"]));
  });

  it.runIf(present).each(PROGRAMS)("%s compiles without a warning", (name) => {
    const { stderr } = spawnSync("perl", ["-I", library, "-c", name], { cwd: FOLDER, encoding: "utf8" });
    expect(stderr).toBe(`${name} syntax OK\n`);
  });

  it.runIf(present)("would be caught with a variable that nobody declared", () => {
    const program = "use strict; use warnings; use Image::ExifTool; $undeclared = 1;";
    const { status } = spawnSync("perl", ["-I", library, "-c", "-e", program], { encoding: "utf8" });
    expect(status).not.toBe(0);
  });
});
