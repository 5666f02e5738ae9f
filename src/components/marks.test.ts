import { expect, it } from "vitest";
import type { Warning } from "#picture/metadata.ts";
import { warningMarks } from "./marks.ts";

const marks = (...codes: Warning["code"][]) => warningMarks(codes.map((code) => ({ code })));

it("has places first, then what is odd about the file, then what weighs most", () => {
  expect(marks("serial_number", "damaged", "location")).toEqual([
    { sign: "location", word: "place" },
    { sign: "warn", word: "damaged" },
    { sign: "warn", word: "serial number" },
  ]);
});

it("counts what is beyond three", () => {
  const words = marks("date", "software", "person", "location", "location_name", "owner", "device").map(
    ({ word }) => word,
  );
  expect(words).toEqual(["place", "name of a place", "name of a person", "+4"]);
});

it("has a word for what the reader warns of by an older name, once", () => {
  expect(marks("embedded_thumbnail", "thumbnail", "metadata_cut").map(({ word }) => word)).toEqual([
    "hidden thumbnail",
    "not read",
  ]);
  expect(marks()).toEqual([]);
});
