// @module-tag long
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseMetadata } from "@uswriting/exiftool";
import { describe, expect, it, vi } from "vitest";
import { CORPUS } from "#corpus.fixture.ts";
import { identify } from "#decoder/inspect/identify.ts";
import { SCRUBBABLE } from "#picture/scrub-report.ts";
import { type TagValue, tagText } from "#picture/tag-list.ts";
import { listTags } from "./list-tags.ts";
import { linesOf, scrubbed } from "./planted.fixture.ts";

vi.setConfig({ testTimeout: 120_000 });

const present = existsSync(join(CORPUS, "truth.json"));
if (!present) console.info("Skipped: tags and scrubs of real pictures. CORPUS_DIR names no folder with a truth.json.");
const files = present ? readdirSync(CORPUS).filter((name) => !/\.(?:json|tsv)$/.test(name)) : [];

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

/** What every writing changes, with nothing of the picture's facts in it: where blocks lie, and how long they are. */
const MOVED =
  /\|(?:\w*Offset\w*|\w*Start|MediaDataSize|CurrentIPTCDigest|StripOffsets|TileOffsets|XMPToolkit|ExifByteOrder|GPSInfo)\|/;
const PLACE = /GPS|City|^State$|Country|^(?:Sub-l|L)ocation|^Province|^Creator(?:Address|PostalCode|Region)$/;

const listings = new Map<string, ReturnType<typeof listTags>>();
/** Once a file: each listing starts a Perl of its own. */
function listed(name: string): ReturnType<typeof listTags> {
  const known = listings.get(name) ?? listTags(readFileSync(join(CORPUS, name)));
  listings.set(name, known);
  return known;
}

/** The format of a file that says where it was taken and can be scrubbed; else null. */
async function placed(name: string): Promise<string | null> {
  const format = await identify(join(CORPUS, name));
  const { groups } = await listed(name);
  const says = groups.some(({ tags }) => tags.some((tag) => PLACE.test(tag.name)));
  return says && SCRUBBABLE.has(format.id) ? format.id : null;
}

describe.runIf(present)("real pictures", () => {
  it.each(files)("lists all tags of %s as ExifTool itself does", async (name) => {
    const { groups } = await listed(name);
    const ours = groups.flatMap(({ name: group, tags }) =>
      tags.map((tag) => `${group}|${tag.name}|${plain(tag.value as TagValue)}`),
    );
    expect(ours.toSorted()).toEqual((await byExifTool(name)).toSorted());
  });

  it.each(files)("takes the place out of %s and nothing else, and proves it", async (name) => {
    const source = join(CORPUS, name);
    const format = await placed(name);
    if (!format) return; // there is nothing to take out
    const { path, report } = await scrubbed(source, format, "location");
    expect(report.pixels.after).toBe(report.pixels.before);
    const [before, after] = [await linesOf(source), await linesOf(path)];
    const stays = (lines: string[]) =>
      lines.filter((line) => !PLACE.test(line.split("|")[1] ?? "") && !MOVED.test(line)).toSorted();
    expect(stays(after)).toEqual(stays(before));
    const places = report.places.before.map(({ group, name }) => `${group}|${name}|`);
    const left = after.filter((line) => places.some((place) => line.startsWith(place) || line.includes(`:${place}`)));
    expect(left.filter((line) => !line.endsWith("|n/a"))).toEqual([]);
  });

  it.each(files)("takes everything out of %s but what the picture needs", async (name) => {
    const source = join(CORPUS, name);
    const format = await placed(name);
    if (!format) return;
    const { path, report } = await scrubbed(source, format, "all");
    expect(report.pixels.after).toBe(report.pixels.before);
    expect(report.left).toEqual([]);
    const profile = (lines: string[]) => lines.filter((line) => line.startsWith("ICC_Profile")).toSorted();
    expect(profile(await linesOf(path))).toEqual(profile(await linesOf(source)));
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
