// @module-tag slow
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FAULTS } from "#corpus.fixture.ts";
import { sourceOfBytes } from "./byte-source.ts";
import { bytesOfLatin1, concat } from "./bytes.ts";
import { gifFile, gifSubBlocks, heicFile, jumbfBox, pngChunk, pngFile, riffChunk, webpFile } from "./chunks.fixture.ts";
import { expectCover, inShort, walked } from "./cover.fixture.ts";
import { GPS_DIRECTORY, isoBox, tiffFile } from "./files.fixture.ts";
import { everyPart } from "./part.ts";
import { walkFile } from "./walk.ts";
import { WalkBudget } from "./walk-budget.ts";

const TIFF = tiffFile([{ tag: 0x8825, type: 4, count: 1, value: GPS_DIRECTORY }]);
const JUMBF = jumbfBox("c2pa", jumbfBox("stds.exif", isoBox("json", "{}")));
const HEIC = heicFile(
  [
    { type: "grid", pieces: ["12345678"], references: [["dimg", 2]], inMeta: true },
    { type: "hvc1", pieces: ["a tile", "in two pieces"] },
    { type: "hvc1", pieces: ["alpha"], references: [["auxl", 1]], auxiliary: "urn:mpeg:hevc:2015:auxid:1" },
    { type: "Exif", pieces: [concat([new Uint8Array(4), TIFF])] },
    { type: "mime", names: "application/rdf+xml\0", pieces: ["<x/>"] },
  ],
  "gap",
  JUMBF,
  isoBox("free", "words"),
);

/** Files of each format, with where something may be put in, and what nobody knows there. */
const FILES = [
  {
    format: "PNG",
    file: pngFile(pngChunk("eXIf", TIFF), pngChunk("iTXt", "Title\0\0\0en\0Titel\0words"), pngChunk("caBX", JUMBF)),
    at: 33,
    piece: pngChunk("plNt", "words"),
  },
  {
    format: "WebP",
    file: webpFile(riffChunk("VP8 ", "pixels"), riffChunk("EXIF", TIFF), riffChunk("XMP ", "<x/>")),
    at: 12,
    piece: riffChunk("plNt", "words!"),
  },
  {
    format: "GIF",
    file: gifFile(bytesOfLatin1("!\xf9\x04\0\0\0\0\0"), concat([bytesOfLatin1("!\xfe"), gifSubBlocks("words")])),
    at: 19,
    piece: concat([bytesOfLatin1("!\xff\x0bNOBODY  1.0"), gifSubBlocks("words")]),
  },
  { format: "HEIC", file: HEIC, at: 24, piece: isoBox("plNt", "words") },
  {
    format: "SVG",
    file: bytesOfLatin1('<svg xmlns:s="a"><metadata><!-- c --></metadata><g s:a="b"/><title>t</title></svg>'),
    at: 17,
    piece: bytesOfLatin1("<other:thing>words</other:thing>"),
  },
];

/** Numbers that look like chance and are the same in every run. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test.each(FILES)("covers two hundred mutants of a $format, and tells what was put in", async ({ file, at, piece }) => {
  const pick = numbersFrom(file.length);
  const planted = concat([file.subarray(0, at), piece, file.subarray(at)]);
  const told = (await walked(planted)).parts.find(({ offset }) => offset === at);
  expect(told).toMatchObject({ bytes: piece.length });
  expect(["unknown", "layers"]).toContain(told?.kind);
  for (let mutant = 0; mutant < 200; mutant++) {
    const bytes = planted.slice(0, pick(4) === 0 ? pick(planted.length) : planted.length);
    for (let changed = pick(6); changed > 0; changed--) {
      const from = pick(bytes.length);
      bytes.fill([0, 1, 0xff, pick(256)][pick(4)] ?? 0, from, from + 1 + pick(4));
    }
    const { parts } = await walked(bytes);
    expectCover(parts, bytes.length);
    for (const { offset, bytes: length, content } of everyPart(parts)) {
      if (content === undefined) continue;
      expect(content.offset).toBeGreaterThanOrEqual(offset);
      expect(content.offset + content.bytes).toBeLessThanOrEqual(offset + length);
    }
  }
});

test.each(FILES)("says of a $format what there was no room to walk", async ({ file }) => {
  for (const most of [
    { parts: 2, levels: 6, bytes: 64_000_000 },
    { parts: 50_000, levels: 6, bytes: 10 },
  ]) {
    const { parts, gaveUp } = await walkFile(sourceOfBytes(file), new WalkBudget(most));
    expectCover(parts, file.length);
    expect(gaveUp).toBe([...everyPart(parts)].some(({ kind }) => kind === "not_walked"));
    if (most.parts === 2) expect(gaveUp).toBe(true);
  }
});

const TOLD: [file: string, told: string][] = [
  ["imagemagick-iptc-city.png", "iptc zTXt Raw profile type iptc"],
  ["png-raw-profile-two-words.png", "photoshop zTXt Raw profile type iptc"],
  ["p04-imagemagick-exif-text.png", "text tEXt exif:GPSLatitude"],
  ["p05b-text-latin1-city.png", "text tEXt City"],
  ["p07-private-chunk.png", "unknown loCa"],
  ["p08-sd-parameters.png", "text tEXt parameters"],
  ["p10-acropalypse.png", "trailing data"],
  ["s01-inkscape.svg", "text attribute sodipodi:docname"],
  ["w03-unknown-chunk.webp", "unknown LOCA"],
  ["h03-free-box.heic", "unknown free"],
  ["g04-unknown-app.gif", "unknown application MYAPP   1.0"],
  ["exif-item-with-app1-prefix.heic", "exif GPS"],
];

test.skipIf(!existsSync(FAULTS)).each(TOLD)("%s has %s", async (name, told) => {
  expect(inShort((await walked(new Uint8Array(readFileSync(join(FAULTS, name))))).parts)).toContain(told);
});
if (!existsSync(FAULTS)) console.info("Skipped: parts of the files with faults, whose folder is not there.");
