// @module-tag slow
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CORPUS, FAULTS } from "#corpus.fixture.ts";
import { readBlocks } from "./blocks.ts";
import { sourceOfBytes } from "./byte-source.ts";
import { bytesOfLatin1, concat } from "./bytes.ts";
import { expectCover } from "./cover.fixture.ts";
import { exifSegment, GPS_DIRECTORY, jpegFile, jpegSegment, photoshopResource, tiffFile } from "./files.fixture.ts";
import { everyPart, type Part } from "./part.ts";
import { type Planted, plant } from "./planted.fixture.ts";
import { walkFile } from "./walk.ts";

const MUTANTS = 2000;
/** Of files that are changed, bytes: a mutant of a large one says no more than one of a small one. */
const SMALL = 400_000;

const folders = [CORPUS, FAULTS].filter((folder) => existsSync(folder));
if (folders.length < 2) {
  console.info("Skipped: walks of real files, as CORPUS_DIR, or the folder `faults` beside it, is not there.");
}
const realFiles = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => !/\.(tsv|json)$/.test(name))
    .map((name) => ({ name, file: new Uint8Array(readFileSync(join(folder, name))) })),
);
const TIFF = tiffFile([{ tag: 0x8825, type: 4, count: 1, value: GPS_DIRECTORY }], []);
const PHOTOSHOP = jpegSegment(0xed, concat([bytesOfLatin1("Photoshop 3.0\0"), photoshopResource(0x0404, "text")]));
const JPEG = jpegFile(exifSegment(TIFF), PHOTOSHOP, jpegSegment(0xfe, "words"));
const ownFiles = [
  { name: "a JPEG of our own", file: concat([JPEG, JPEG, bytesOfLatin1("words")]) },
  { name: "a TIFF of our own", file: TIFF },
];

async function walkWhole(file: Uint8Array): Promise<Part[]> {
  const source = sourceOfBytes(file);
  const walk = await walkFile(source);
  expectCover(walk.parts, file.length);
  await readBlocks(source, walk);
  return walk.parts;
}

/** Numbers that look like chance and are the same in every run: a linear congruential generator. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test.each([...realFiles, ...ownFiles])("covers $name from the first byte to the last", async ({ file }) => {
  await walkWhole(file);
});

test.each([...realFiles, ...ownFiles])("tells what was put into $name as unknown", async ({ file }) => {
  const planted = plant(file);
  expectTold(await walkWhole(planted.file), planted);
});

function expectTold(all: readonly Part[], planted: Planted): void {
  const end = planted.offset + planted.bytes;
  const told = [...everyPart(all)].filter(({ offset, bytes }) => offset <= planted.offset && offset + bytes >= end);
  expect(told.map(({ kind }) => kind).filter((kind) => kind === "unknown" || kind === "trailing")).not.toEqual([]);
}

test.each([
  ["many small pictures in a row", concat(Array.from({ length: 3000 }, () => jpegFile()))],
  [
    "beginnings of pictures alone",
    concat([JPEG, ...Array.from({ length: 20_000 }, () => bytesOfLatin1("\xff\xd8\xff\xe0\0\x10a"))]),
  ],
  ["boxes of no length", concat([JPEG, ...Array.from({ length: 20_000 }, () => bytesOfLatin1("\0\0\0\x08ftyp"))])],
  [
    "values that lie over one another",
    tiffFile(
      Array.from({ length: 20_000 }, (_, tag) => ({ tag, type: 7, count: 200_000 - tag, value: 100 + 5 * tag })),
    ),
  ],
])("ends at %s", async (_, file) => {
  await walkWhole(file);
});

describe("of mutants", () => {
  const small = [...realFiles, ...ownFiles].filter(({ file }) => file.length > 0 && file.length <= SMALL);
  const share = Math.ceil(MUTANTS / small.length);

  test.each(small.map((one, n) => ({ ...one, n })))(
    "covers every one of $name",
    { timeout: 120_000 },
    async ({ file, n }) => {
      const pick = chance(n + 1);
      for (let mutant = 0; mutant < share; mutant++) await walkWhole(mutantOf(file, pick));
    },
  );
});

test.each([...realFiles, ...ownFiles].filter(({ file }) => plantsInFront(file) && file.length <= SMALL))(
  "tells what was put into mutants of $name, whatever is changed behind it",
  { timeout: 120_000 },
  async ({ file }) => {
    const planted = plant(file);
    const end = planted.offset + planted.bytes;
    const pick = chance(file.length);
    for (let mutant = 0; mutant < 20; mutant++) {
      const behind = planted.file.subarray(end);
      const changed = behind.length > 0 ? mutantOf(behind, pick) : behind;
      expectTold(await walkWhole(concat([planted.file.subarray(0, end), changed])), planted);
    }
  },
);

/** True for formats that are read from the front, so that what is put in there is met first. */
function plantsInFront(file: Uint8Array): boolean {
  return plant(file).offset < file.length / 2;
}

/** Cut anywhere, some bytes changed (many of them near the start, where lengths are), or a piece put in twice. */
function mutantOf(file: Uint8Array, pick: (below: number) => number): Uint8Array {
  const how = pick(4);
  if (how === 0) return file.slice(0, pick(file.length));
  if (how === 1) {
    const from = pick(file.length);
    return concat([file.subarray(0, from), file.subarray(pick(from + 1))]);
  }
  const mutant = (how === 2 ? plant(file).file : file).slice();
  for (let changed = 0; changed <= pick(4); changed++) {
    const at = pick(pick(2) === 0 ? Math.min(mutant.length, 2000) : mutant.length);
    mutant.fill([0, 1, 0xff, pick(256)][pick(4)] ?? 0, at, at + 1 + pick(4));
  }
  return mutant;
}
