// @module-tag long
import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import { FAULTS } from "#corpus.fixture.ts";
import { everyTagByProgram } from "#decoder/exiftool/native-exiftool.fixture.ts";
import { convertAs, processFile, scratch } from "#decoder/pictures.fixture.ts";
import { writeReport } from "#decoder/report/write-report.ts";
import type { Report } from "#picture/report/report.ts";
import { scrubbed } from "./scrubbed.fixture.ts";

vi.setConfig({ testTimeout: 120_000 });
const present = existsSync(join(FAULTS, "faults.tsv"));
if (!present) console.info("Skipped: files that failed once. There is no folder of them beside CORPUS_DIR.");

const rows = present
  ? readFileSync(join(FAULTS, "faults.tsv"), "utf8")
      .split("\n")
      .slice(1)
      .filter(Boolean)
      .map((line) => line.split("\t"))
  : [];
const told = rows.filter(([, , codes]) => codes);

/** What of a place these files hold, in every way in which they hold it. */
const PLACE =
  /48[.,]858|2[.,]2943|48,51|2,17\.|G\u00f6teborg|G\xf6teborg|K\u00e4lltorp|V\u00e4stra|GOETEB|CellTower|12345678/;
/** Rationals of the Eiffel Tower: 48/1 51/1 … in both byte orders. */
const RATIONALS = [
  Buffer.from([0, 0, 0, 48, 0, 0, 0, 1, 0, 0, 0, 51, 0, 0, 0, 1]),
  Buffer.from([48, 0, 0, 0, 1, 0, 0, 0, 51, 0, 0, 0, 1, 0, 0, 0]),
];
const PLACE_TAG = /GPS(?!Version)|Latitude|Longitude|^City|Sub-location|Province|CellTower|LocationArea|^Lat$|^Lon$/;

/** Rows after whose scrub no place may be left. */
const isPlaced = ([, , , after = ""]: readonly (string | undefined)[]): boolean => /^no /.test(after);

/** All bytes of a file, and those that are packed in it: PNG's compressed texts, base64. */
function everything(bytes: Buffer): Buffer {
  const pieces = [bytes];
  for (let at = bytes.indexOf("zTXt"); at >= 0; at = bytes.indexOf("zTXt", at + 1)) {
    const length = bytes.readUInt32BE(at - 4);
    const body = bytes.subarray(at + 4, at + 4 + length);
    try {
      const text = inflateSync(body.subarray(body.indexOf(0) + 2)).toString("latin1");
      pieces.push(Buffer.from(text, "latin1"), Buffer.from(text.replace(/\s+/g, ""), "hex"));
    } catch {}
  }
  for (const [run] of bytes.toString("latin1").matchAll(/[A-Za-z0-9+/]{80,}/g)) pieces.push(Buffer.from(run, "base64"));
  return Buffer.concat(pieces);
}

async function placesLeft(...paths: string[]): Promise<string[]> {
  const tags = everyTagByProgram(...paths).filter(([name, value]) => PLACE_TAG.test(name) && /[1-9A-Za-z]/.test(value));
  const bytes = await Promise.all(paths.map((path) => readFile(path)));
  const whole = everything(Buffer.concat(bytes));
  return [
    ...tags.map(([name, value]) => `${name}=${value}`),
    ...[whole.toString("latin1"), whole.toString("utf8")].flatMap((text) => PLACE.exec(text)?.[0] ?? []),
    ...RATIONALS.filter((each) => whole.includes(each)).map(() => "rationals"),
  ];
}

async function reported(name: string): Promise<Report> {
  const source = join(FAULTS, name);
  const { facts } = await processFile(source, { name });
  const output = scratch("report.json");
  const { format, hasAlpha } = facts;
  await writeReport({ kind: "report", source, format, hasAlpha, output, maxPixels: 1e8 });
  return JSON.parse(await readFile(output, "utf8")) as Report;
}

describe.runIf(present)("files that failed once", () => {
  it.each(told)("%s: %s is told", async (name = "", _holds = "", codes = "") => {
    const report = await reported(name);
    const found = new Set<string>(report.discloses.map(({ code }) => code));
    expect(codes.split(",").filter((code) => !found.has(code))).toEqual([]);
    expect(report.parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(report.bytes);
  });

  it.each(told)("%s: %s is scrubbed", async (name = "", _holds = "", codes = "", after = "") => {
    const source = join(FAULTS, name);
    const { facts } = await processFile(source, { name });
    const location = await scrubbed(source, facts.format, "location", facts.orientation, facts.hasAlpha);
    if (isPlaced(["", "", "", after])) expect(await placesLeft(location.path)).toEqual([]);
    expect(location.report.pixels.after).toBe(location.report.pixels.before);
    const all = await scrubbed(source, facts.format, "all", facts.orientation, facts.hasAlpha);
    expect(await placesLeft(all.path)).toEqual([]);
    const left = new Set(all.report.stays.map(({ code }) => code));
    expect(codes.split(",").filter((code) => left.has(code as never) && code !== "hidden_pixels")).toEqual([]);
  });

  it.each(told.filter(isPlaced))("%s: %s is not in a conversion", async (name = "") => {
    const results: string[] = [];
    for (const format of ["jpeg", "png", "webp", "avif", "gif", "tiff"]) {
      for (const metadata of ["no-location", "none"]) {
        results.push((await convertAs(join(FAULTS, name), `format=${format}&metadata=${metadata}`)).path);
      }
    }
    expect(await placesLeft(...results)).toEqual([]);
  });
});
