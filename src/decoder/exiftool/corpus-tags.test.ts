// @module-tag long
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { CORPUS } from "#corpus.fixture.ts";
import { tagText } from "#picture/tag-list.ts";
import { files, listed, present } from "./corpus.fixture.ts";
import { linesByProgram, linesOfTags, perlIsThere } from "./native-exiftool.fixture.ts";

vi.setConfig({ testTimeout: 120_000 });
if (!present) console.info("Skipped: tags of real pictures. CORPUS_DIR names no folder with a truth.json.");
if (!perlIsThere) console.info("Skipped: tags as ExifTool's own program lists them. There is no perl on the PATH.");

describe.runIf(present && perlIsThere)("real pictures", () => {
  it.each(files)("lists all tags of %s as ExifTool's own program does", async (name) => {
    expect(linesOfTags(await listed(name))).toEqual(linesByProgram(join(CORPUS, name)));
  });
});

describe.runIf(present)("truth.json", () => {
  const truth = present ? JSON.parse(readFileSync(join(CORPUS, "truth.json"), "utf8")) : {};
  it.each(Object.keys(truth))("has the camera and the dates of %s as they are listed", async (name) => {
    const { groups } = await listed(name);
    const values = new Set(groups.flatMap(({ tags }) => tags.map(({ value }) => tagText(value))));
    for (const field of ["make", "model", "software", "dateTimeOriginal", "createDate", "iptcCity"]) {
      if (typeof truth[name][field] === "string") expect([...values]).toContain(truth[name][field]);
    }
  });
});
