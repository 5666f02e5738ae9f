import { describe, expect, it } from "vitest";
import { DISCLOSURE_CODES, type DisclosureCode, REMOVED_BY } from "#picture/privacy/disclosure-codes.ts";
import { disclosedAdvice, disclosedAgain, disclosedLabel, disclosedSentence } from "./disclosed.ts";

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

  it("are not said again of a second value", () => {
    const again = (code: DisclosureCode, value: string) =>
      disclosedAgain({ code, value, source: "prVt", remove: REMOVED_BY[code] });
    expect(again("person", "Ada")).toBe("Ada");
    expect(again("unknown_data", "12 bytes")).toMatch(/^It holds data .* 12 B \(prVt\)\.$/);
    expect(again("video", "")).toMatch(/^A video is inside/);
  });
});
