// @module-tag long
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseMetadata } from "@uswriting/exiftool";
import { describe, expect, it, vi } from "vitest";
import { CORPUS } from "#corpus.fixture.ts";
import { type TagValue, tagText } from "#picture/tag-list.ts";
import { files, listed, present } from "./corpus.fixture.ts";

vi.setConfig({ testTimeout: 120_000 });
if (!present) console.info("Skipped: tags of real pictures. CORPUS_DIR names no folder with a truth.json.");

/** JSON has numbers and booleans where ExifTool prints text; both as one text. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join("; ");
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.trim() !== "" && Number.isFinite(Number(text)) ? String(Number(text)) : text.toLowerCase();
}

/** What the program `exiftool` itself prints, as lines. */
async function byExifTool(name: string): Promise<string[]> {
  const file = { name: "picture", data: readFileSync(join(CORPUS, name)) };
  const result = await parseMetadata(file, { args: ["-json", "-a", "-G0:1:4"] });
  if (!result.success) throw new Error(result.error);
  const [tags] = JSON.parse(result.data) as [Record<string, unknown>];
  return Object.entries(tags)
    .filter(([key]) => key.includes(":") && !/^(?:File:System|ExifTool)/.test(key))
    .map(([key, value]) => {
      const parts = key.split(":").filter((part) => !/^Copy\d+$/.test(part));
      return `${parts.slice(0, -1).join(":")}|${parts.at(-1)}|${plain(value)}`;
    });
}

describe.runIf(present)("real pictures", () => {
  it.each(files)("lists all tags of %s as ExifTool itself does", async (name) => {
    const { groups } = await listed(name);
    const ours = groups.flatMap(({ name: group, tags }) =>
      tags.map((tag) => `${group}|${tag.name}|${plain(tag.value as TagValue)}`),
    );
    expect(ours.toSorted()).toEqual((await byExifTool(name)).toSorted());
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
