// @module-tag long
import { readFile, stat, writeFile } from "node:fs/promises";
import { describe, expect, it, vi } from "vitest";
import { chunk } from "#decoder/decode/png-chunks.ts";
import { linesOf, OTHERS, PLACES, plant, planted, saved } from "#decoder/exiftool/planted.fixture.ts";
import { scratch } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { scrubbed } from "./scrubbed.fixture.ts";

vi.setConfig({ testTimeout: 90_000 }); // several starts of Perl a test, on a machine that does other things too

const namesOf = async (path: string) => (await linesOf(path)).map((line) => line.split("|").slice(0, 2).join("|"));
const PLACE = /GPS|City|Location/;

describe("without the place", () => {
  it.each(["jpeg", "png", "webp", "avif", "tiff"] as const)("takes it out of %s, and nothing else", async (format) => {
    const source = await planted(format, { ...PLACES, ...OTHERS });
    const { path, report } = await scrubbed(source, format, "location");
    const left = await namesOf(path);
    expect(left.filter((name) => PLACE.test(name))).toEqual([]);
    for (const name of Object.keys(OTHERS))
      expect(left.some((line) => line.endsWith(`|${name.split(":")[1]}`))).toBe(true);
    expect(report.places.before.length).toBeGreaterThanOrEqual(6);
    expect(report).toMatchObject({ places: { after: [] }, search: { found: [], notSearched: [] } });
    expect(report.pixels.after).toBe(report.pixels.before);
    const pixels = (file: string) => sharp(file).raw().toBuffer();
    expect((await pixels(path)).equals(await pixels(source))).toBe(true);
  });

  it("takes it out of IPTC, and out of the XMP of a GIF", async () => {
    const jpeg = await planted("jpeg", { "IPTC:City": "London", "IPTC:Sub-location": "Soho", "IPTC:By-line": "Ada" });
    expect(await namesOf((await scrubbed(jpeg, "jpeg", "location")).path)).toSatisfy(
      (names: string[]) => names.includes("IPTC|By-line") && !names.some((name) => /City|Sub-location/.test(name)),
    );
    const gif = await planted("gif", { "XMP-photoshop:City": "London", "XMP-dc:Title": "Fountain" });
    expect(await namesOf((await scrubbed(gif, "gif", "location")).path)).toSatisfy(
      (names: string[]) => names.some((name) => name.endsWith("|Title")) && !names.some((name) => PLACE.test(name)),
    );
  });

  it("takes out an embedded preview that has a place of its own", async () => {
    const preview = await readFile(await planted("jpeg", PLACES));
    const source = await saved(await embed(preview));
    const { report } = await scrubbed(source, "jpeg", "location");
    expect(report.places.before).toContainEqual({ group: "GPS", name: "GPSLatitude" });
    expect(report.removed).toContainEqual({ group: "IFD1", name: "ThumbnailImage" });
  });

  it.each(["jpeg", "png", "webp"] as const)("takes it out of a picture that lies behind a %s", async (format) => {
    const [seen, behind] = [await planted(format, OTHERS), await planted("jpeg", { ...PLACES, ...OTHERS })];
    const source = await saved(Buffer.concat([await readFile(seen), await readFile(behind)]));
    const { path, report } = await scrubbed(source, format, "location");
    expect(report.places.before).toContainEqual({ group: "GPS", name: "GPSLatitude" });
    const copy = await readFile(path);
    expect(copy.subarray(0, (await stat(seen)).size).equals(await readFile(seen))).toBe(true);
    expect(copy.includes("London") || copy.includes("Trafalgar")).toBe(false);
    expect(report).toMatchObject({ identical: false, places: { after: [] }, search: { found: [] } });
    const all = await scrubbed(source, format, "all");
    expect((await readFile(all.path)).length).toBeLessThanOrEqual((await stat(seen)).size);
  });

  it("takes a place out of the texts of a PNG, with those texts where it must", async () => {
    const plain = await readFile(await planted("png", { "PNG:Title": "By the fountain" }));
    const [gamma, city] = [chunk("gAMA", Buffer.from([0, 1, 0x86, 0xa0])), chunk("tEXt", Buffer.from("City\0London"))];
    const source = await saved(Buffer.concat([plain.subarray(0, 33), gamma, city, plain.subarray(33)]));
    const { path, report } = await scrubbed(source, "png", "location");
    expect(report.places.before).toEqual([{ group: "PNG", name: "City" }]);
    const copy = await readFile(path);
    expect(copy.includes("London")).toBe(false);
    expect(copy.includes(gamma)).toBe(true);
  });

  it("leaves what lies behind a JPEG where that says none", async () => {
    const [seen, behind] = [await planted("jpeg", PLACES), await planted("jpeg", OTHERS)];
    const source = await saved(Buffer.concat([await readFile(seen), await readFile(behind)]));
    const { path } = await scrubbed(source, "jpeg", "location");
    expect((await readFile(path)).includes((await readFile(behind)).subarray(0, 200))).toBe(true);
  });

  it("gives the original, byte for byte, where there is no place", async () => {
    const source = await planted("jpeg", OTHERS);
    const { path, report } = await scrubbed(source, "jpeg", "location");
    expect((await readFile(path)).equals(await readFile(source))).toBe(true);
    expect(report).toMatchObject({ places: { before: [], after: [] }, removed: [] });
  });
});

describe("without everything", () => {
  it.each(["jpeg", "png", "webp", "avif", "tiff"] as const)(
    "keeps profile and orientation of %s alone",
    async (format) => {
      const source = await planted(format, { ...PLACES, ...OTHERS, "IFD0:Orientation#": "6" });
      const { path, report } = await scrubbed(source, format, "all", 6);
      const left = (await linesOf(path)).join("\n");
      expect(left).not.toMatch(/Ada Example|London|SN0123|fountain|Trafalgar/);
      expect(report.exiftool.after.map(({ group, name }) => `${group}:${name}`)).toEqual([]);
      const { icc, orientation } = await sharp(path).metadata();
      // Of the profile its colours stay, and not the name of a device or its date.
      expect(icc).toHaveLength((await sharp(source).metadata()).icc!.length);
      if (format !== "avif") expect(orientation).toBe(6);
      expect(report.pixels.after).toBe(report.pixels.before);
    },
  );

  it("keeps what says how the numbers of a PNG look", async () => {
    const plain = await readFile(await planted("png", { "PNG:Title": "By the fountain" }));
    const gamma = chunk("gAMA", Buffer.from([0, 1, 0x86, 0xa0]));
    const source = await saved(Buffer.concat([plain.subarray(0, 33), gamma, plain.subarray(33)]));
    const { path } = await scrubbed(source, "png", "all");
    const copy = await readFile(path);
    expect(copy.includes("By the fountain")).toBe(false);
    expect(copy.includes(gamma)).toBe(true);
  });

  it.each(["jpeg", "png", "gif"] as const)("takes out a comment that stands alone in a %s", async (format) => {
    const source = await planted(format, { Comment: "said by Ada Example" });
    expect((await readFile(source)).includes("Ada Example")).toBe(true);
    const { path, report } = await scrubbed(source, format, "all");
    expect((await readFile(path)).includes("Ada Example")).toBe(false);
    expect(report.removed.map(({ name }) => name)).toContain("Comment");
  });

  it("keeps the frames, times and loops of an animation", async () => {
    const frames = Buffer.concat(
      ["#f00", "#0f0", "#00f"].map((colour) => Buffer.alloc(20 * 10 * 3, colour.charCodeAt(1))),
    );
    const drawn = sharp(frames, { raw: { width: 20, height: 30, channels: 3, pageHeight: 10 } });
    const gif = await drawn.gif({ delay: [50, 70, 90], loop: 3 }).toBuffer();
    const source = await saved(await plant(gif, { "XMP-dc:Title": "Moving" }));
    const { path } = await scrubbed(source, "gif", "all");
    const { pages, delay, loop } = await sharp(path, { animated: true }).metadata();
    const before = await sharp(source, { animated: true }).metadata();
    expect({ pages, delay, loop }).toEqual({ pages: before.pages, delay: before.delay, loop: before.loop });
    expect((await linesOf(path)).join("\n")).not.toContain("Moving");
  });
});

describe("a file that is not right", () => {
  it("is refused as damaged where ExifTool refuses it", async () => {
    const whole = await readFile(await planted("png", OTHERS));
    const cut = await saved(whole.subarray(0, 20));
    await expect(scrubbed(cut, "png", "all")).rejects.toMatchObject({ code: "damaged_image" });
  });

  it("is refused as damaged where its first box has the size 0 and its content is none", async () => {
    const box = Buffer.concat([Buffer.from([0, 0, 0, 0]), Buffer.from("ftypheic"), Buffer.alloc(64)]);
    await expect(scrubbed(await saved(box), "avif", "location")).rejects.toMatchObject({ code: "damaged_image" });
  });

  it("leaves no master behind", async () => {
    const path = scratch();
    await writeFile(path, "no picture");
    await expect(scrubbed(path, "heic", "all")).rejects.toMatchObject({ code: "damaged_image" });
  });
});

/** A photograph whose thumbnail is `preview`. */
async function embed(preview: Uint8Array): Promise<Uint8Array> {
  const { runPerl } = await import("#decoder/exiftool/perl.ts");
  const bytes = await readFile(await planted("jpeg", OTHERS));
  const program = `use Image::ExifTool; my $et = Image::ExifTool->new; open my $in, '<:raw', '/preview' or die;
    my $data = do { local $/; <$in> }; $et->SetNewValue('ThumbnailImage', $data) or die; $et->WriteInfo('/picture', '/written') == 1 or die;`;
  const files = { "/embed.pl": Buffer.from(program), "/picture": bytes, "/preview": preview };
  return (await runPerl("embed.pl", files)).read("/written")!;
}
