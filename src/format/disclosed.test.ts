import { describe, expect, it } from "vitest";
import { DISCLOSURE_CODES, REMOVED_BY } from "#picture/privacy/disclosure-codes.ts";
import { disclosedAdvice, disclosedLabel, disclosedSentence } from "./disclosed.ts";

describe("sentences of what a file discloses", () => {
  it.each(DISCLOSURE_CODES)("are whole ones of %s, with a value and without", (code) => {
    const remove = REMOVED_BY[code];
    for (const value of ["", "Paris"]) {
      const sentence = disclosedSentence({ code, value, source: "IPTC City", remove });
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(sentence).not.toMatch(/undefined|: \.|\(\)/);
    }
    expect(disclosedLabel(code)).toMatch(/^\w[\w ]{2,24}$/);
    expect(disclosedAdvice({ remove })).toMatch(/^\w.*\.$/);
  });

  it("say values as the file does, and lengths in units", () => {
    const remove = REMOVED_BY.location_name;
    expect(disclosedSentence({ code: "location_name", value: "Paris", source: "IPTC City", remove })).toBe(
      "It names a place: Paris.",
    );
    const source = "EXIF:GPS GPSAltitude";
    expect(disclosedSentence({ code: "location", value: "35 m", source, remove: ["location"] })).toBe(
      "It carries a reading of a satellite receiver or a compass: 35 m. That may tell where it was taken.",
    );
    expect(disclosedSentence({ code: "unknown_data", value: "1234567 bytes", source: "prVt", remove: [] })).toBe(
      "It holds data that no reader here knows: 1.2 MB (prVt).",
    );
  });
});
