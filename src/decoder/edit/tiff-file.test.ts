// @module-tag slow
import { readFile, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { patches, scratch } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { cutOf } from "#picture/privacy/cut.ts";
import { REMOVAL_KINDS } from "#picture/privacy/removal.ts";
import { ascii, EVERYTHING, holds, madeTiff, NOTHING, short } from "./blocks.fixture.ts";
import { cutTiffFile } from "./tiff-file.ts";

const LOCATION = cutOf(["location"]);
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="Hereford" photoshop:Credit="A. Person"/></rdf:RDF></x:xmpmeta>`;

const pixels = async (bytes: Uint8Array) => sharp(Buffer.from(bytes), { pages: -1 }).raw().toBuffer();

async function file(options: Parameters<ReturnType<typeof patches>["tiff"]>[0] = {}): Promise<Buffer> {
  const many = [
    [200, 60, 40],
    [7, 9, 240],
  ] as const;
  return patches(many, 64).withXmp(XMP).tiff(options).toBuffer();
}

test.each([{}, { bigtiff: true }, { tile: true, compression: "jpeg" }, { compression: "deflate" }] as const)(
  "takes the place out of a file and touches no pixel: %o",
  async (options) => {
    const before = await file(options);
    for (const cut of [LOCATION, cutOf(REMOVAL_KINDS)]) {
      const after = cutTiffFile(before, cut);
      expect(after?.changed).toBe(true);
      expect(holds(after?.bytes, "Hereford")).toBe(false);
      expect(holds(after?.bytes, "A. Person")).toBe(!cut.everything);
      expect(await pixels(after?.bytes as Uint8Array)).toEqual(await pixels(before));
    }
  },
);

test("cuts off what stands behind the last thing, where it holds coordinates or everything goes", async () => {
  const own = await file();
  const before = Buffer.concat([own, Buffer.from("taken at 48.858844, 2.294351")]);
  for (const cut of [LOCATION, EVERYTHING]) {
    const after = cutTiffFile(before, cut);
    expect(after?.bytes.length).toBeLessThanOrEqual(own.length);
    expect(holds(after?.bytes, "48.858844")).toBe(false);
    expect(await pixels(after?.bytes as Uint8Array)).toEqual(await pixels(own));
  }
  expect(cutTiffFile(before, NOTHING)).toMatchObject({ changed: false, bytes: before });
});

test("takes out small copies of the picture where everything goes, and keeps pages", async () => {
  const before = await sharp(await file())
    .tiff({ pyramid: true, tile: true, tileWidth: 16, tileHeight: 16 })
    .toBuffer();
  expect((await sharp(before).metadata()).pages).toBeGreaterThan(1);
  const path = scratch("cut.tiff");
  await writeFile(path, cutTiffFile(before, EVERYTHING)?.bytes ?? "");
  expect((await sharp(path).metadata()).pages).toBe(1);
  expect(await pixels(await readFile(path))).toEqual(await sharp(before, { page: 0 }).raw().toBuffer());
});

test("knows where pixels lie whose place is written in the directory itself, also after tags before it went", async () => {
  const made = (place: number) =>
    madeTiff([
      short(0x0100, 4),
      short(0x0101, 2),
      short(0x0102, 8),
      short(0x0103, 1),
      short(0x0106, 1),
      ascii(0x010e, "a village at 48.858844, 2.294351"),
      short(0x0111, place),
      short(0x0115, 1),
      short(0x0116, 2),
      short(0x0117, 8),
    ]);
  const before = Buffer.concat([made(made(0).length), Buffer.from([9, 8, 7, 6, 5, 4, 3, 2])]);
  for (const cut of [LOCATION, EVERYTHING]) {
    const after = cutTiffFile(before, cut);
    expect(holds(after?.bytes, "village")).toBe(false);
    expect(await pixels(after?.bytes as Uint8Array)).toEqual(await pixels(before));
  }
});

test("is null for what is no TIFF, and for a broken one", () => {
  expect(cutTiffFile(new Uint8Array(40), LOCATION)).toBeNull();
  expect(cutTiffFile(madeTiff([ascii(0x010f, "A maker")]).subarray(0, 16), LOCATION)).toBeNull();
});
