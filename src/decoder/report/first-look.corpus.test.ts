// @module-tag long
import { existsSync, openAsBlob, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { CORPUS, FAULTS } from "#corpus.fixture.ts";
import { findTags } from "#decoder/exiftool/find-tags.ts";
import { readBlocks } from "#picture/containers/blocks.ts";
import { sourceOfBlob, sourceOfBytes } from "#picture/containers/byte-source.ts";
import { walkFile } from "#picture/containers/walk.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { disclose } from "#picture/report/disclose.ts";
import { lookAt } from "#picture/report/look-at.ts";
import { foundTexts } from "#picture/tags/found-texts.ts";
import { piecesInside } from "./pieces-inside.ts";
import { reportOf } from "./report-of.ts";

vi.setConfig({ testTimeout: 120_000 });

/**
 * What a first look does not see, by ExifTool's group and name. Hidden pixels and whether a credential holds are no tags:
 * the report has them from readers that are not asked here.
 */
const NOT_SEEN: readonly [why: string, which: RegExp][] = [
  ["a maker's own directories have no reader in a browser", /^MakerNotes:/],
  ["manifests are read by ExifTool alone; that there is one is seen, and coordinates in it", /^JUMBF:/],
  ["what the headers of a film say, its dates above all; its texts are seen", /^QuickTime:/],
  ["what makers and programs put into segments of their own", /^(?:FlashPix|APP\d+|Trailer):/],
  ["ExifTool takes the strips of a small JPEG-packed TIFF for a preview", /^EXIF:PreviewImage$/],
];
/** What ExifTool does not list, by where the look found it. */
const NOT_LISTED: readonly [why: string, which: RegExp][] = [
  ["it stops at the first zero of a comment, and more may stand behind it", /^EXIF:\w+ UserComment$/],
];
const isSeen = ({ group, name }: FoundTag): boolean => !NOT_SEEN.some(([, which]) => which.test(`${group}:${name}`));

const present = existsSync(CORPUS);
if (!present) console.info("Skipped: the first look beside the report. CORPUS_DIR names no folder with pictures.");
const files = [CORPUS, FAULTS].flatMap((folder) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => !/\.(?:json|tsv)$/.test(name))
        .map((name) => [name, join(folder, name)] as const)
    : [],
);

describe.runIf(present)("the first look and the report", () => {
  it.each(files)("tell the same kinds of %s", async (_, path) => {
    const bytes = readFileSync(path);
    const look = await lookAt(sourceOfBlob(await openAsBlob(path)));
    const found = await findTags(bytes, await piecesInside(bytes));
    const source = sourceOfBytes(bytes);
    const { parts } = await walkFile(source);
    const { blocks } = await readBlocks(source, { container: "", parts, gaveUp: false, endsEarly: false });
    const texts = await foundTexts(source, parts, blocks);
    const codes = (tags: readonly FoundTag[]) => new Set(disclose({ tags, parts, texts }).map(({ code }) => code));
    const [all, seen] = [codes(found.tags), codes(found.tags.filter(isSeen))];
    const here = (look?.discloses ?? []).filter((one) => !NOT_LISTED.some(([, which]) => which.test(one.source)));
    const told = new Set(look?.discloses.map(({ code }) => code));
    expect([...seen].filter((code) => !told.has(code))).toEqual([]);
    expect(here.filter(({ code }) => !all.has(code))).toEqual([]);
    // The report takes from our readers what ExifTool passes over.
    const report = new Set((await reportOf(bytes, { found })).discloses.map(({ code }) => code));
    expect([...told].filter((code) => !report.has(code))).toEqual([]);
  });
});
