// @module-tag slow
import { readFile } from "node:fs/promises";
import { describe, expect, it, vi } from "vitest";
import { type ExifToolTag, findTags } from "./find-tags.ts";
import { runPerl } from "./perl.ts";
import { OTHERS, PLACES, plant, planted } from "./planted.fixture.ts";

vi.setConfig({ testTimeout: 90_000 }); // several starts of Perl a test, on a machine that does other things too

const jpeg = async (tags = {}) => readFile(await planted("jpeg", tags));
const named = (tags: readonly ExifToolTag[], name: string) => tags.filter((tag) => tag.name === name);

/** A photograph whose thumbnail is another file. */
async function withThumbnail(bytes: Uint8Array, thumbnail: Uint8Array): Promise<Uint8Array> {
  const program = `use Image::ExifTool; my $et = Image::ExifTool->new; open my $in, '<:raw', '/thumbnail' or die;
    my $data = do { local $/; <$in> }; $et->SetNewValue('ThumbnailImage', $data) or die;
    $et->WriteInfo('/picture', '/written') == 1 or die;`;
  const files = { "/embed.pl": Buffer.from(program), "/picture": bytes, "/thumbnail": thumbnail };
  return (await runPerl("embed.pl", files)).read("/written")!;
}

describe("every tag", () => {
  it("comes with its families, as the file has it, and as rationals are stored", async () => {
    const { version, tags, truncated, errors } = await findTags(await jpeg({ ...PLACES, ...OTHERS }));
    expect({ version, truncated, errors }).toEqual({ version: "13.59", truncated: false, errors: [] });
    expect(tags).toContainEqual({
      ...{ group: "EXIF", place: "GPS", topic: "Location", name: "GPSLatitude" },
      ...{ value: `51 deg 30' 0.00"`, raw: "51.5", rational: "51/1 30/1 0/1" },
    });
    expect(named(tags, "Artist")).toEqual([
      { group: "EXIF", place: "IFD0", topic: "Author", name: "Artist", value: "Ada Example" },
    ]);
  });

  it("is one of the file's own: nothing computed, nothing of our file system", async () => {
    const { tags } = await findTags(await jpeg(PLACES));
    expect(tags.filter(({ group, place }) => /^(?:Composite|ExifTool)$/.test(group) || place === "System")).toEqual([]);
    expect(JSON.stringify(tags)).not.toMatch(/\/picture|FileModifyDate/);
  });

  it("inside structures has a name of its own", async () => {
    const ingredients = { "XMP-xmpMM:Ingredients": "[{FilePath=/home/ada/one.png},{FilePath=/home/ada/two.png}]" };
    const { tags } = await findTags(await jpeg({ ...ingredients, "XMP-mwg-rs:RegionName": "Ada" }));
    expect(named(tags, "IngredientsFilePath")[0]?.value).toEqual(["/home/ada/one.png", "/home/ada/two.png"]);
    expect(named(tags, "RegionName")[0]?.value).toBe("Ada");
  });

  it("is read in the character set that it is written in", async () => {
    const bytes = await jpeg({ "IPTC:City": "Göteborg" });
    expect(Buffer.from(bytes).includes(Buffer.from("Göteborg", "latin1"))).toBe(true);
    expect(named((await findTags(bytes)).tags, "City")[0]?.value).toBe("Göteborg");
  });
});

describe("what is inside a file", () => {
  it("tells its tags as a document, previews in previews too, and no deeper than is allowed", async () => {
    const inside = await withThumbnail(await jpeg(), await plant(await jpeg(), { "IFD0:Artist": "Inner Person" }));
    const bytes = await withThumbnail(await jpeg({ "IFD0:Artist": "Outer Person" }), inside);
    const { tags, errors } = await findTags(bytes);
    expect(errors).toEqual([]);
    expect(named(tags, "Artist").map(({ document, value }) => [document, value])).toEqual([
      [undefined, "Outer Person"],
      ["thumbnail/thumbnail", "Inner Person"],
    ]);
    let deep: Uint8Array = await jpeg({ "IFD0:Artist": "Deep Person" });
    for (let level = 0; level < 5; level++) deep = await withThumbnail(await jpeg(), deep);
    const found = await findTags(deep);
    expect(found.truncated).toBe(true);
    expect(found.errors.join()).toContain("not opened");
  });

  it("is read where it lies behind the end, as a document of the name that it is given", async () => {
    const behind = await jpeg({ "IFD0:Artist": "Behind" });
    const { tags } = await findTags(await jpeg(), { "behind the end": behind, "no picture": Buffer.from("text") });
    expect(named(tags, "Artist")).toMatchObject([{ document: "behind the end", value: "Behind" }]);
  });
});

describe("a file that is not right", () => {
  it("gives what can be read, and says what ExifTool says of the rest", async () => {
    const whole = await jpeg(OTHERS);
    const box = Buffer.concat([Buffer.from([0, 0, 0, 0]), Buffer.from("ftypheic"), Buffer.alloc(64)]);
    const truncated = await findTags(whole.subarray(0, 700));
    expect(truncated.errors.length).toBeGreaterThan(0);
    for (const bytes of [Buffer.from("Dear diary"), Buffer.alloc(0), Buffer.alloc(64), box]) {
      expect(Array.isArray((await findTags(bytes)).tags)).toBe(true);
    }
    expect((await findTags(Buffer.alloc(0))).errors.join()).toContain("File is empty");
  });

  it("does not bring a broken text into what is said", async () => {
    const bytes = Buffer.from(await jpeg({ Comment: "a b c" }));
    bytes.write("a\xff\0c", bytes.indexOf("a b c"), "latin1");
    expect(named((await findTags(bytes)).tags, "Comment")[0]?.value).toBe("a?cc");
  });
});
