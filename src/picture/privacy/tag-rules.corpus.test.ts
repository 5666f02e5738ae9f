// @module-tag slow
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { CORPUS, FAULTS } from "#corpus.fixture.ts";
import { exiftoolVersion, nativeTags, pictureNames } from "./native-exiftool.fixture.ts";
import { codesOfTag } from "./tag-rules.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const faults = exiftoolVersion !== null && existsSync(join(FAULTS, "faults.tsv"));
const corpus = exiftoolVersion !== null && existsSync(join(CORPUS, "truth.json"));
if (!faults) console.info("Skipped: what tags of planted files say. There is no exiftool, or no folder of faults.");
if (!corpus) console.info("Skipped: what tags of real pictures say. There is no exiftool, or no truth.json.");

/** What no tag tells: parts, pixels, and what stands in pictures and films that this program does not open. */
const NOT_BY_TAGS: Readonly<Record<string, string[]>> = {
  "j06-photoshop-thumb-gps.jpg": ["location"],
  "j08c-gimage-in-main-xmp.jpg": ["location"],
  "j10-appended-jpeg-gps.jpg": ["location", "second_image"],
  "j11-motion-photo-xyz.jpg": ["location"],
  "p07-private-chunk.png": ["unknown_data"],
  "p10-acropalypse.png": ["trailing_data"],
  "p11-hidden-under-alpha.png": ["hidden_pixels"],
  "t04-trailer.tif": ["trailing_data", "location"],
  "w03-unknown-chunk.webp": ["unknown_data"],
  "h03-free-box.heic": ["unknown_data"],
  "g04-unknown-app.gif": ["unknown_data"],
};

const told = (folder: string): Map<string, Set<string>> =>
  new Map([...nativeTags(folder)].map(([name, tags]) => [name, new Set(tags.flatMap(codesOfTag))]));

describe.runIf(faults)("tags of planted files", () => {
  const rows = faults
    ? readFileSync(join(FAULTS, "faults.tsv"), "utf8")
        .split("\n")
        .slice(1)
        .map((line) => line.split("\t"))
        .filter(([, , codes]) => codes)
        .map(([name = "", , codes = ""]) => ({ name, codes: codes.split(",") }))
    : [];
  const codesOf = faults ? told(FAULTS) : new Map<string, Set<string>>();

  it.each(rows)("of $name tell $codes", ({ name, codes }) => {
    const byTags = codes.filter((code) => !NOT_BY_TAGS[name]?.includes(code));
    expect([...(codesOf.get(name) ?? [])]).toEqual(expect.arrayContaining(byTags));
  });
});

describe.runIf(corpus)("tags of real pictures", () => {
  const truth: Record<string, Record<string, unknown>> = corpus
    ? JSON.parse(readFileSync(join(CORPUS, "truth.json"), "utf8"))
    : {};
  const codesOf = corpus ? told(CORPUS) : new Map<string, Set<string>>();

  /** Codes, each with the facts of `truth.json` that only such a tag gives. */
  const FACTS: Readonly<Record<string, (facts: Record<string, unknown>) => boolean>> = {
    location: ({ gpsLatitude, gpsLongitude, gpsAltitude }) => Boolean(gpsLatitude || gpsLongitude || gpsAltitude),
    device: ({ make, model }) => Boolean(make || model),
    keywords: ({ iptcKeywords, xmpSubject }) => Boolean(iptcKeywords || xmpSubject),
    date: ({ dateTimeOriginal }) => typeof dateTimeOriginal === "string" && !dateTimeOriginal.startsWith("0000"),
    person: ({ artist, iptcByline }) =>
      [artist, iptcByline].some((name) => typeof name === "string" && name.trim() !== ""),
  };

  it.each(pictureNames(corpus ? CORPUS : ""))(
    "say of %s what is known of it, and no place where there is none",
    (name) => {
      const facts = truth[name] ?? {};
      const codes = codesOf.get(name) ?? new Set();
      for (const [code, holds] of Object.entries(FACTS)) if (holds(facts)) expect(codes).toContain(code);
      if (!FACTS.location?.(facts)) expect(codes).not.toContain("location");
    },
  );
});
