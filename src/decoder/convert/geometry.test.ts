// @module-tag slow
import { writeFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apart, convertAs, patches, type Rgb, save, scratch } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { outputSize } from "#picture/output-size.ts";
import { FITS, POSITIONS } from "#picture/recipe-parameters.ts";

const RED: Rgb = [220, 30, 30];
const GREEN: Rgb = [30, 200, 30];
const BLUE: Rgb = [30, 30, 220];
const WHITE: Rgb = [250, 250, 250];
/** clockwise from the top left */
const CORNERS = [RED, GREEN, BLUE, WHITE];

/** Four fields, none of them twice: 120 x 80 px. */
async function fields(): Promise<Buffer> {
  const top = await patches([RED, GREEN], 60).resize(120, 40, { fit: "fill" }).png().toBuffer();
  const bottom = await patches([WHITE, BLUE], 60).resize(120, 40, { fit: "fill" }).png().toBuffer();
  return sharp({ create: { width: 120, height: 80, channels: 3, background: "#000" } })
    .composite([
      { input: top, left: 0, top: 0 },
      { input: bottom, left: 0, top: 40 },
    ])
    .png()
    .toBuffer();
}

/** The fields as a camera held in that way stores them: undoing the orientation gives the fields back. */
async function stored(orientation: number): Promise<Buffer> {
  const [flop, angle] = [
    [false, 0],
    [true, 0],
    [false, 180],
    [true, 180],
    [true, 270],
    [false, 270],
    [true, 90],
    [false, 90],
  ][orientation - 1] as [boolean, number];
  const turned = await sharp(await fields())
    .rotate(angle)
    .png()
    .toBuffer();
  const image = sharp(turned);
  if (flop) image.flop(angle % 180 === 0).flip(angle % 180 !== 0);
  return image.png().toBuffer();
}

async function corners(path: string): Promise<Rgb[]> {
  const { data, info } = await sharp(path)
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [x, y] = [Math.floor(info.width / 4), Math.floor(info.height / 4)];
  return [
    [x, y],
    [info.width - x, y],
    [info.width - x, info.height - y],
    [x, info.height - y],
  ].map(([left = 0, top = 0]) => {
    const at = (top * info.width + left) * info.channels;
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0] as const;
  });
}

describe.each([1, 2, 3, 4, 5, 6, 7, 8])("orientation %i", (orientation) => {
  test.each(["jpeg", "webp", "tiff", "png", "avif"])("a %s comes out upright, and says so", async (format) => {
    const image = sharp(await stored(orientation)).withMetadata({ orientation });
    const source = await save(image.toFormat(format as "jpeg", { quality: 95 }));
    for (const [query, rotated] of [
      ["", 0],
      ["width=60", 0],
      ["rotate=90", 1],
      ["rotate=180&height=40", 2],
      ["rotate=270&width=40&height=60&fit=cover&metadata=all", 3],
    ] as const) {
      const result = await convertAs(source, `format=png&${query}`);
      const expected = CORNERS.map((_, index) => CORNERS[(index - rotated + 4) % 4] as Rgb);
      expect(apart(await corners(result.path), expected)).toBeLessThan(40);
      expect((await sharp(result.path).metadata()).orientation ?? 1).toBe(1);
    }
  });
});

test("Exif's orientation says nothing about an AVIF, whose container turns it", async () => {
  const plain = await sharp(await fields())
    .withMetadata({ orientation: 1 })
    .avif({ quality: 90 })
    .toBuffer();
  const { exif = Buffer.alloc(0) } = await sharp(plain).metadata();
  const tag = Buffer.from([0x12, 0x01, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00]); // Orientation, SHORT, one, little-endian
  expect(exif.indexOf(tag)).toBeGreaterThan(0);
  plain.writeUInt16LE(6, plain.indexOf(exif) + exif.indexOf(tag) + 8);
  const source = scratch("lying.avif");
  await writeFile(source, plain);
  for (const format of ["jpeg", "avif", "png", "webp"]) {
    const { path } = await convertAs(source, `format=${format}&metadata=all`);
    expect((await sharp(path).metadata()).orientation ?? 1).toBe(1);
    expect(apart(await corners(path), CORNERS)).toBeLessThan(40);
  }
});

test("makes exactly the size that outputSize says, whatever the decoder shrinks on the way", async () => {
  const sources = [
    await save(
      sharp(await fields())
        .resize(601, 397, { fit: "fill" })
        .jpeg(),
    ),
    await save(sharp(await fields()).webp()),
  ];
  const side = fc.option(fc.integer({ min: 1, max: 700 }), { nil: null });
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        source: fc.constantFrom(...sources),
        width: side,
        height: side,
        fit: fc.constantFrom(...FITS),
        position: fc.constantFrom(...POSITIONS),
        enlarge: fc.constantFrom("0", "1"),
        rotate: fc.constantFrom("0", "90", "180", "270"),
      }),
      async ({ source, ...params }) => {
        const given = Object.entries(params).map(([name, value]) => [name, value === null ? "" : String(value)]);
        const result = await convertAs(source, String(new URLSearchParams(given as [string, string][])));
        const { autoOrient } = await sharp(source).metadata();
        const wanted = outputSize(result.recipe, autoOrient);
        const { width, height } = await sharp(result.path).metadata();
        expect({ width, height }).toEqual(wanted);
        expect({ width: result.width, height: result.height }).toEqual(wanted);
      },
    ),
    { numRuns: 60 },
  );
});

test("contain pads with nothing where the format has alpha, with white where not, with the background where given", async () => {
  const source = await save(patches([RED]).png());
  const top = async (query: string) => {
    const { path } = await convertAs(source, `fit=contain&width=24&height=48&${query}`);
    return [...(await sharp(path).extract({ left: 12, top: 2, width: 1, height: 1 }).raw().toBuffer())];
  };
  expect(await top("format=png")).toEqual([0, 0, 0, 0]);
  expect((await top("format=jpeg&quality=100")).every((value) => value > 250)).toBe(true);
  expect((await top("format=png&background=%230000ff")).slice(0, 3)).toEqual([0, 0, 255]);
});

test("draws an SVG at the size that is asked for", async () => {
  const source = scratch("drawing.svg");
  await writeFile(
    source,
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="5" height="10"/></svg>',
  );
  for (const query of ["width=500&enlarge=1", "width=500&height=500&enlarge=1&rotate=180&fit=cover"]) {
    const { path } = await convertAs(source, `format=png&${query}`);
    const { data, info } = await sharp(path).extractChannel(3).raw().toBuffer({ resolveWithObject: true });
    expect(info.width).toBe(500);
    const row = data.subarray(250 * 500, 251 * 500);
    expect(row.filter((value) => value > 8 && value < 247).length).toBeLessThanOrEqual(3); // a sharp edge
  }
});

test("an SVG reads nothing beside itself", async () => {
  const secret = await save(patches([RED]).png(), "secret.png");
  const source = scratch("drawing.svg");
  const name = secret.split("/").at(-1);
  await writeFile(
    source,
    `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><image href="${name}" width="24" height="24"/></svg>`,
  );
  const { path } = await convertAs(source, "format=png");
  expect((await sharp(path).stats()).channels[3]?.max).toBe(0);
});
