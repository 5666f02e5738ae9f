import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CORPUS } from "#corpus.fixture.ts";
import { findGainMap } from "#decoder/inspect/find-gain-map.ts";
import { gainMapOf, hdrPicture } from "#decoder/inspect/gain-map.fixture.ts";
import { apart, convertAs, type Rgb, scratch, seen } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";

const COLOURS: readonly Rgb[] = [
  [220, 40, 40],
  [40, 160, 60],
];
const RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">';
const packet = (attributes: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/">${RDF}<rdf:Description rdf:about="" ${attributes}/></rdf:RDF></x:xmpmeta>`;
const TEXT = "By the fountain";

/** 128 x 64 px; the map is bright over the second field, the right one. */
async function picture(options: { orientation?: number; xmp?: string } = {}): Promise<string> {
  const path = scratch("hdr.jpg");
  await writeFile(path, await hdrPicture(COLOURS, [false, true], options));
  return path;
}

test("the map goes with the picture: scaled, cut and turned as it is, whatever is said of metadata", async () => {
  const source = await picture();
  // the size, and where the bright half of the map must then be seen, and the dark one, as shares of width and height
  for (const [query, size, [brightX, brightY], dark] of [
    ["", [128, 64], [0.75, 0.5], [0.25, 0.5]],
    ["metadata=none", [128, 64], [0.75, 0.5], [0.25, 0.5]],
    ["width=50", [50, 25], [0.75, 0.5], [0.25, 0.5]],
    ["rotate=90", [64, 128], [0.5, 0.75], [0.5, 0.25]],
    ["rotate=180&width=60", [60, 30], [0.25, 0.5], [0.75, 0.5]],
    ["width=200&enlarge=1", [200, 100], [0.75, 0.5], [0.25, 0.5]],
    ["width=64&height=64&fit=cover&position=right", [64, 64], [0.5, 0.5], null],
    ["width=33&height=31&fit=cover", [33, 31], [0.8, 0.5], [0.2, 0.5]],
    ["width=64&height=64&fit=contain", [64, 64], [0.75, 0.5], [0.25, 0.5]],
    ["maxBytes=4000", [128, 64], [0.75, 0.5], [0.25, 0.5]],
  ] as const) {
    const { path, width, height, bytes } = await convertAs(source, query);
    expect([width, height], query).toEqual(size);
    expect(bytes).toBe((await readFile(path)).length);
    const map = await gainMapOf(path);
    expect(map && Math.abs(map.width / map.height - width / height), query).toBeLessThan(0.15);
    expect(map?.at(brightX, brightY), query).toBeGreaterThan(200);
    if (dark) expect(map?.at(dark[0], dark[1]), query).toBeLessThan(60);
  }
});

test("a map of a picture that lies is upright with it", async () => {
  for (const [orientation, x, y] of [
    [3, 0.25, 0.5],
    [6, 0.5, 0.75],
    [8, 0.5, 0.25],
    [5, 0.5, 0.75],
  ] as const) {
    const { path } = await convertAs(await picture({ orientation }), "");
    expect((await gainMapOf(path))?.at(x, y), String(orientation)).toBeGreaterThan(200);
    expect((await sharp(path).metadata()).orientation ?? 1).toBe(1);
  }
});

test("colours, profile and metadata are as they are without a map", async () => {
  const source = await picture();
  const kept = await convertAs(source, "quality=90&metadata=all");
  expect(apart(await seen(kept.path, 2), await seen(source, 2))).toBeLessThan(6);
  const [before, after] = [await sharp(source).metadata(), await sharp(kept.path).metadata()];
  expect(before.icc && after.icc?.equals(before.icc)).toBe(true);
  expect(after.exif?.includes("Proof")).toBe(true);
  const none = await sharp((await convertAs(source, "metadata=none")).path).metadata();
  expect([none.exif, none.xmp, none.iptc]).toEqual([undefined, undefined, undefined]);
});

test("XMP and IPTC stand beside the map, and it is still found", async () => {
  const source = scratch("texts.jpg");
  await writeFile(source, withTexts(await hdrPicture(COLOURS, [false, true])));
  const { path } = await convertAs(source, "metadata=all");
  const { xmp, iptc } = await sharp(path).metadata();
  expect(xmp?.includes(TEXT)).toBe(true);
  expect(iptc?.includes(TEXT)).toBe(true);
  expect((await gainMapOf(path))?.at(0.75, 0.5)).toBeGreaterThan(200);
});

test("a map that is described in XMP alone keeps that, without a place in it, and is listed where readers look", async () => {
  const xmp = packet(
    'xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" ' +
      'hdrgm:Version="1.0" hdrgm:GainMapMax="2" hdrgm:HDRCapacityMax="2" exif:GPSLatitude="51,30.5N"',
  );
  const { path } = await convertAs(await picture({ xmp }), "width=60&metadata=none");
  const map = await findGainMap(path);
  expect(map?.xmp?.toString()).toContain('hdrgm:GainMapMax="2"');
  expect(map?.xmp?.toString()).not.toContain("GPSLatitude");
  expect((await sharp(path).metadata()).xmp?.toString()).toContain(`Item:Length="${map?.jpeg.length}"`);
  expect((await gainMapOf(path))?.at(0.75, 0.5)).toBeGreaterThan(200);
});

test("the map stays behind where it cannot go along, or is broken, without an error", async () => {
  const source = await picture();
  for (const query of ["format=webp", "format=avif", "width=30&height=30&fit=cover&position=attention"]) {
    expect(await gainMapOf((await convertAs(source, query)).path), query).toBeNull();
  }
  const bytes = await readFile(source);
  const map = (await findGainMap(source))?.jpeg.length ?? 0;
  const index = bytes.indexOf("MPF\0", 0, "latin1");
  const nowhere = Buffer.from(bytes);
  nowhere.fill(0xff, index + 4 + 8, index + 86);
  for (const broken of [
    bytes.subarray(0, bytes.length - map / 2),
    bytes.fill(0x55, bytes.length - map + 120),
    nowhere,
  ]) {
    const path = scratch("broken.jpg");
    await writeFile(path, broken);
    expect((await convertAs(path, "width=40")).width).toBe(40);
  }
});

const REAL = join(CORPUS, "apple_gainmap_new.jpg");
if (!existsSync(REAL)) console.warn(`skipped: the gain map of a real photograph, for there is no ${REAL}`);
test.skipIf(!existsSync(REAL))("a phone's map is found in the result", async () => {
  const { path } = await convertAs(REAL, "width=200&rotate=90&metadata=none");
  const [map, before] = [await gainMapOf(path), await gainMapOf(REAL)];
  expect([map?.width, map?.height]).toEqual([100, 75]);
  // turned clockwise: what was at the top is at the right
  for (const share of [0.1, 0.3, 0.5, 0.7, 0.9]) {
    expect(Math.abs((map?.at(1 - share, 0.5) ?? 0) - (before?.at(0.5, share) ?? 999))).toBeLessThan(40);
  }
});

/** XMP and IPTC at the head of a JPEG: behind the index of pictures they would move what it points to. */
function withTexts(jpeg: Buffer): Buffer {
  const segment = (marker: number, ...payload: Buffer[]) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(Buffer.concat(payload).length + 2, 2);
    return Buffer.concat([head, ...payload]);
  };
  const xmp = packet(`xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="${TEXT}"`);
  const dataset = Buffer.concat([Buffer.from([0x1c, 2, 120, 0, TEXT.length]), Buffer.from(TEXT)]);
  const resource = Buffer.from("Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0", "latin1");
  return Buffer.concat([
    jpeg.subarray(0, 2),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp}`)),
    segment(0xed, resource, Buffer.from([dataset.length]), dataset),
    jpeg.subarray(2),
  ]);
}
