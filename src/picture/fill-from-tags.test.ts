import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { CORPUS } from "#corpus.fixture.ts";
import { fieldsOfTags, fillFields } from "./fill-from-tags.ts";
import type { Metadata } from "./metadata.ts";
import type { FoundTag } from "./privacy/found-tag.ts";

const EMPTY = {
  camera: {
    make: null,
    model: null,
    serialNumber: null,
    lensMake: null,
    lens: null,
    lensSerialNumber: null,
    software: null,
    ownerName: null,
  },
  exposure: { iso: null, fNumber: 4 },
} as unknown as Metadata;

const tag = (name: string, value: string, more: Partial<FoundTag> = {}): FoundTag => ({
  group: "MakerNotes",
  place: "Canon",
  name,
  value,
  ...more,
});
const camera = (...tags: FoundTag[]) => fillFields(EMPTY, fieldsOfTags(tags)).camera;
const iso = (...values: string[]) =>
  fillFields(EMPTY, fieldsOfTags(values.map((value) => tag("ISO", value)))).exposure.iso;

describe("what stands in maker notes alone", () => {
  it("fills what is null, and nothing else", () => {
    const known = { ...EMPTY, camera: { ...EMPTY.camera, lens: "A lens" } };
    const filled = fillFields(
      known,
      fieldsOfTags([tag("LensID", "Another 50mm"), tag("SerialNumber", "1234567"), tag("ISO", "80")]),
    );
    expect(filled.camera).toMatchObject({ lens: "A lens", serialNumber: "1234567", make: null });
    expect(filled.exposure).toEqual({ iso: 80, fNumber: 4 });
    expect(fillFields(EMPTY, fieldsOfTags([]))).toEqual(EMPTY);
  });

  it("has a lens by its name, else by its numbers", () => {
    expect(camera(tag("LensID", "Canon EF 50mm f/1.8 STM", { group: "Composite" })).lens).toBe(
      "Canon EF 50mm f/1.8 STM",
    );
    expect(camera(tag("LensID", "Unknown 6-18mm"), tag("Lens", "6.2 - 18.6 mm")).lens).toBe("6.2-18.6mm");
    expect(camera(tag("LensType", "Sigma 50mm or Tamron 50mm"), tag("LensModel", "EF50mm f/1.8")).lens).toBe(
      "EF50mm f/1.8",
    );
    for (const none of ["n/a", "AF", "230", "8 242", "0.95 mm", "Unknown (51)", "None", "0.0 mm"]) {
      expect(camera(tag("LensID", none), tag("LensType", none), tag("Lens", none)).lens, none).toBeNull();
    }
  });

  it("has serial numbers, and none that says nothing", () => {
    expect(camera(tag("SerialNumber", "0053022005")).serialNumber).toBe("0053022005");
    expect(camera(tag("SerialNumber", "0"), tag("InternalSerialNumber", "FA0381304")).serialNumber).toBe("FA0381304");
    expect(camera(tag("LensSerialNumber", "0000214e1c")).lensSerialNumber).toBe("0000214e1c");
    for (const none of [
      "0000000000",
      "ffffffff",
      "n/a",
      "-",
      "XXXX",
      "(Binary data 20 bytes, use -b option to extract)",
      "0001",
    ]) {
      expect(camera(tag("SerialNumber", none), tag("LensSerialNumber", none)), none).toEqual(EMPTY.camera);
    }
  });

  it("has an ISO that is a number, of a list the first", () => {
    expect(iso("100")).toBe(100);
    expect(iso("Auto", "0", "ISO 400")).toBe(400);
    expect(iso("80 100")).toBe(80);
    expect(fillFields(EMPTY, fieldsOfTags([tag("ISO", "x", { value: ["64", "0"] })])).exposure.iso).toBe(64);
    for (const none of ["Auto", "0", "Hi 1", "-1", "1.5", "99999999999"]) expect(iso(none), none).toBeNull();
  });

  it("is nothing of a picture inside the picture", () => {
    const inside = [{ document: "Doc1" }, { place: "IFD1" }, { group: "QuickTime" }];
    for (const more of inside) expect(camera(tag("SerialNumber", "1234567", more))).toEqual(EMPTY.camera);
  });

  it("is one line whatever the file says", () => {
    expect(camera(tag("OwnerName", "Ada\n\u0007Example"), tag("Make", "x".repeat(500))).ownerName).toBe("Ada Example");
    expect(camera(tag("Make", "x".repeat(500))).make).toBeNull();
  });
});

const SEEN: [string, object, number][] = [
  [
    "Olympus PEN E-P3.jpg",
    {
      make: "OLYMPUS IMAGING CORP.",
      serialNumber: "B9U505495",
      lens: "Olympus M.Zuiko Digital 17mm F1.8",
      lensSerialNumber: "AC1205545",
    },
    1600,
  ],
  [" it's 100% #1 & co?; v=1.0 .png", { serialNumber: "2358128", lens: "AF Zoom-Nikkor 80-200mm f/2.8 ED" }, 200],
  [
    "Issue 649.avif",
    { serialNumber: "053022005903", lensSerialNumber: "0000214e1c", lens: "Canon EF 50mm f/1.8 STM" },
    400,
  ],
  ["picasa.jpg", { serialNumber: null, lens: "6.2-18.6mm" }, 80],
  ["png_with_exif_and_gps.png", { ownerName: "Andreas Huggel", lens: "7.1-21.3mm" }, 100],
];
if (!existsSync(CORPUS)) console.warn(`skipped: tags of real pictures, for there are none at ${CORPUS}`);
test.skipIf(!existsSync(CORPUS)).each(SEEN)("of %s is as ExifTool lists it", (name, told, speed) => {
  const { camera, exposure } = fillFields(EMPTY, fieldsOfTags(listOf(join(CORPUS, name))));
  expect(camera).toMatchObject(told);
  expect(exposure.iso).toBe(speed);
});

/** Tags as the program lists them, with the groups of families 0, 1 and 3. */
function listOf(path: string): FoundTag[] {
  const [all] = JSON.parse(execFileSync("exiftool", ["-j", "-a", "-G0:1:3:4", path]).toString());
  return Object.entries(all).flatMap(([key, value]) => {
    const [group = "", ...rest] = key.split(":");
    const name = rest.pop() ?? "";
    const place = rest.find((one) => !/^(?:Copy|Doc|Main)\d*/.test(one)) ?? group;
    const document = rest.find((one) => /^Doc/.test(one));
    return rest.length === 0 ? [] : [{ group, place, name, value: String(value), ...(document && { document }) }];
  });
}
