// @module-tag long
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { CORPUS } from "#corpus.fixture.ts";
import { files, listed, present } from "#decoder/exiftool/corpus.fixture.ts";
import { linesOf } from "#decoder/exiftool/planted.fixture.ts";
import { identify } from "#decoder/inspect/identify.ts";
import { SCRUBBABLE } from "#picture/report/scrub-proof.ts";
import { scrubbed } from "./scrubbed.fixture.ts";

vi.setConfig({ testTimeout: 120_000 });
if (!present) console.info("Skipped: scrubs of real pictures. CORPUS_DIR names no folder with a truth.json.");

/** What every writing changes, with nothing of the picture's facts in it: where blocks lie, and how long they are. */
const MOVED =
  /\|(?:\w*Offset\w*|\w*Start|MediaDataSize|CurrentIPTCDigest|IPTCDigest|StripOffsets|TileOffsets|XMPToolkit|ExifByteOrder|GPSInfo)\|/;
const PLACE = /GPS|City|^State$|Country|^(?:Sub-l|L)ocation|^Province|^Creator(?:Address|PostalCode|Region)$/;

/** What a profile says of the device that it was made for, and a sum over that: no colour. */
const DEVICE = /\|(?:Device(?:Manufacturer|Model|MfgDesc|ModelDesc)|ProfileID|MakeAndModel)\|/;

/** The format of a file that says where it was taken and can be scrubbed; else null. */
async function placed(name: string): Promise<string | null> {
  const format = await identify(join(CORPUS, name));
  const { groups } = await listed(name);
  const says = groups.some(({ tags }) => tags.some((tag) => PLACE.test(tag.name)));
  return says && SCRUBBABLE.has(format.id) ? format.id : null;
}

describe.runIf(present)("real pictures", () => {
  it.each(files)("takes the place out of %s and nothing else, and proves it", async (name) => {
    const source = join(CORPUS, name);
    const format = await placed(name);
    if (!format) return; // there is nothing to take out
    const { path, report } = await scrubbed(source, format, "location");
    expect(report.pixels.after).toBe(report.pixels.before);
    const [before, after] = [await linesOf(source), await linesOf(path)];
    // A place that could not be taken out of them by itself took them along, and the proof says so.
    const note = report.parts.includes("maker note") ? /^(?:MakerNotes|Composite)/ : /^$/;
    const stays = (lines: string[]) =>
      lines.filter((line) => !PLACE.test(line.split("|")[1] ?? "") && !MOVED.test(line) && !note.test(line)).toSorted();
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
    expect(report.exiftool.after).toEqual([]);
    const profile = (lines: string[]) =>
      lines.filter((line) => line.startsWith("ICC_Profile") && !DEVICE.test(line)).toSorted();
    expect(profile(await linesOf(path))).toEqual(profile(await linesOf(source)));
  });
});
