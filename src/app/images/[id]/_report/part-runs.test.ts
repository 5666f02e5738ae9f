import { describe, expect, it } from "vitest";
import type { Part } from "#picture/containers/part.ts";
import { groupBytes, partRuns } from "./part-runs.ts";

/** Parts one behind the other, each a kind, a name and its bytes. */
function row(...each: [Part["kind"], string, number][]): Part[] {
  let offset = 0;
  return each.map(([kind, name, bytes]) => {
    offset += bytes;
    return { kind, name, bytes, offset: offset - bytes };
  });
}

describe("partRuns", () => {
  it("joins neighbours of one kind and name", () => {
    const parts = row(
      ["structure", "IHDR", 25],
      ["pixels", "IDAT", 100],
      ["pixels", "IDAT", 50],
      ["structure", "IEND", 12],
    );
    expect(partRuns(parts).map(({ name, offset, bytes, count }) => [name, offset, bytes, count])).toEqual([
      ["IHDR", 0, 25, 1],
      ["IDAT", 25, 150, 2],
      ["IEND", 175, 12, 1],
    ]);
  });

  it("keeps a part by itself that has something inside", () => {
    const [one] = row(["exif", "APP1", 10]);
    const two: Part = { ...one!, offset: 10, parts: [{ ...one!, offset: 12 }] };
    expect(partRuns([one!, two])).toHaveLength(2);
  });

  it("covers the file whatever the most is", () => {
    const names = Array.from({ length: 300 }, (_, at): [Part["kind"], string, number] => ["unknown", `x${at}`, at]);
    const runs = partRuns(row(...names), 20);
    expect(runs).toHaveLength(20);
    expect(runs.at(-1)).toMatchObject({ kind: null, count: 281 });
    expect(runs.reduce((sum, { bytes }) => sum + bytes, 0)).toBe((299 * 300) / 2);
  });
});

it("sums the bytes of each group", () =>
  expect(groupBytes(row(["pixels", "SOS", 90], ["xmp", "APP1", 7], ["trailing", "", 3]))).toEqual({
    picture: 90,
    facts: 7,
    pictures: 0,
    unknown: 3,
  }));
