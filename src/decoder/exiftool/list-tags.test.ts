// @module-tag slow
import { readFile } from "node:fs/promises";
import { describe, expect, it, vi } from "vitest";
import { listTags, MAX_VALUE } from "./list-tags.ts";
import { linesOf, OTHERS, PLACES, planted, saved } from "./planted.fixture.ts";

vi.setConfig({ testTimeout: 90_000 }); // several starts of Perl a test, on a machine that does other things too

describe("all tags", () => {
  it("are there with their groups, in ExifTool's words, and nothing of our file system", async () => {
    const lines = await linesOf(await planted("jpeg", { ...PLACES, ...OTHERS, "XMP-dc:Subject": "one" }));
    expect(lines).toContain("EXIF:IFD0|Artist|Ada Example");
    expect(lines).toContain(`EXIF:GPS|GPSLatitude|51 deg 30' 0.00"`);
    expect(lines).toContain("File|FileType|JPEG");
    expect(lines.join("\n")).not.toMatch(/System|FileName|Directory|FileModifyDate|ExifToolVersion|\/picture/);
  });

  it("keep every script, and name binary values with their size", async () => {
    const lines = await linesOf(await planted("jpeg", { "XMP-dc:Title": "Ñandú – 日本語 😀" }));
    expect(lines).toContain("XMP:XMP-dc|Title|Ñandú – 日本語 😀");
    expect(lines.find((line) => line.startsWith("ICC_Profile|RedTRC"))).toMatch(/\(Binary data \d+ bytes/);
  });

  it("are cut, and say so, where a value is longer than anybody reads", async () => {
    const path = await planted("png", { "XMP-dc:Description": "x".repeat(MAX_VALUE + 5) });
    const { groups, truncated } = await listTags(await readFile(path));
    expect(truncated).toBe(true);
    const description = groups.flatMap(({ tags }) => tags).find(({ name }) => name === "Description");
    expect(description?.value).toBe(`${"x".repeat(MAX_VALUE)}...`);
  });

  it("are few and no failure for what is no picture, is cut off, or has a box of the size 0", async () => {
    const jpeg = await readFile(await planted("jpeg", OTHERS));
    const box = Buffer.concat([Buffer.from([0, 0, 0, 0]), Buffer.from("ftypheic"), Buffer.alloc(64)]);
    for (const bytes of [Buffer.from("Dear diary"), Buffer.alloc(0), jpeg.subarray(0, 700), box]) {
      const { exiftool, truncated } = await listTags(await readFile(await saved(bytes)));
      expect({ exiftool, truncated }).toEqual({ exiftool: "13.59", truncated: false });
    }
  });
});
