import fc from "fast-check";
import { expect, test } from "vitest";
import { concat } from "#picture/containers/bytes.ts";
import { cutOf } from "#picture/privacy/cut.ts";
import { REMOVAL_KINDS } from "#picture/privacy/removal.ts";
import { cutNames, dataset, EVERYTHING, holds, NOTHING, resource, textBytes } from "./blocks.fixture.ts";
import { cutIptc } from "./iptc.ts";
import { cutPhotoshop, resourceData } from "./photoshop.ts";

const LOCATION = cutOf(["location"]);
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const BLOCK = concat([
  dataset(1, 90, "\u001b%G"),
  dataset(2, 0, Uint8Array.of(0, 4)),
  dataset(2, 90, latin("G\u00f6teborg")),
  dataset(2, 92, "Källtorp"),
  dataset(2, 105, "A headline"),
  dataset(2, 25, "at 48.858844, 2.294351"),
]);

test("takes the place out, whatever charset its bytes are in, and a keyword with coordinates", () => {
  const cut = cutIptc(BLOCK, LOCATION);
  expect(cut?.removed.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    "City: Göteborg",
    "Sub-location: Källtorp",
    "Keywords: at 48.858844, 2.294351",
  ]);
  expect(cut?.bytes).toEqual(
    concat([dataset(1, 90, "\u001b%G"), dataset(2, 0, Uint8Array.of(0, 4)), dataset(2, 105, "A headline")]),
  );
});

test("leaves nothing of a block of which only its heads would stay", () => {
  expect(cutIptc(BLOCK, cutOf(REMOVAL_KINDS))?.bytes).toHaveLength(0);
  expect(cutIptc(BLOCK, cutNames(/^(?!Coded|Application)/))?.bytes).toHaveLength(0);
  expect(cutIptc(BLOCK, NOTHING)).toMatchObject({ bytes: BLOCK, changed: false });
});

test("reads extended datasets and padding, and refuses what it cannot follow", () => {
  const extended = concat([Uint8Array.of(0x1c, 2, 90, 0x80, 4, 0, 0, 0, 5), textBytes("Paris"), new Uint8Array(3)]);
  expect(cutIptc(extended, LOCATION)?.removed.map(({ value }) => value)).toEqual(["Paris"]);
  expect(cutIptc(concat([BLOCK, textBytes("junk"), dataset(2, 90, "Paris")]), LOCATION)).toBeNull();
  expect(cutIptc(BLOCK.subarray(0, -2), LOCATION)).toBeNull();
  expect(cutIptc(new Uint8Array(0), LOCATION)).toBeNull();
});

test("takes IPTC out among Photoshop's resources, with its digest, and the small picture that says a place", () => {
  const digest = resource(0x0425, new Uint8Array(16));
  const thumbnail = resource(0x040c, concat([new Uint8Array(28), textBytes("inner picture")]));
  const other = resource(0x0421, textBytes("a version"));
  const block = concat([resource(0x0404, BLOCK), digest, thumbnail, other]);
  const cut = cutPhotoshop(block, LOCATION, (bytes) => holds(bytes, "inner"));
  expect(cut?.removed.map(({ name }) => name)).toEqual([
    "City",
    "Sub-location",
    "Keywords",
    "IPTCDigest",
    "PhotoshopThumbnail",
  ]);
  expect(holds(cut?.bytes, "A headline")).toBe(true);
  expect(holds(cut?.bytes, "a version")).toBe(true);
  expect(holds(resourceData(cut?.bytes as Uint8Array, 0x0404) ?? undefined, "Källtorp")).toBe(false);
  expect(cutPhotoshop(block, LOCATION)?.removed.map(({ name }) => name)).not.toContain("PhotoshopThumbnail");
  expect(cutPhotoshop(block, EVERYTHING)?.bytes).toHaveLength(0);
  expect(cutPhotoshop(block, NOTHING)).toMatchObject({ bytes: block, changed: false, removed: [] });
  expect(cutPhotoshop(block.subarray(0, -3), LOCATION)).toBeNull();
});

test("never throws, whatever is broken", () => {
  const good = concat([resource(0x0404, BLOCK), resource(0x0422, textBytes("II*\0broken"))]);
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), (at, value) => {
      const broken = Uint8Array.from(good);
      broken[at] = value;
      for (const cut of [LOCATION, EVERYTHING]) cutPhotoshop(broken, cut);
      cutIptc(broken.subarray(12), LOCATION);
    }),
  );
});
