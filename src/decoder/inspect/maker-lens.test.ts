import { describe, expect, it } from "vitest";
import { ascii, directoryAt, fractions, long, short, tiffWithNote } from "./byte-builders.fixture.ts";
import { lensName, lensRange } from "./lens-names.ts";
import { makerLens } from "./maker-lens.ts";
import { syncSourceOf } from "./sync-source.ts";

const lensIn = (tiff: Buffer): string | null => makerLens(syncSourceOf(tiff));

/** Words of Canon's CameraSettings: longest and shortest focal length, and how many units make a millimetre. */
function settings(longest: number, shortest: number, units: number) {
  const words = Array<number>(40).fill(0);
  words[0] = words.length * 2;
  words.splice(23, 3, longest, shortest, units);
  return short(0x0001, ...words);
}

const nikon = (...lens: [number, number][]): Buffer =>
  tiffWithNote("NIKON CORPORATION", () => {
    const head = Buffer.from("Nikon\0\x02\x10\0\0II*\0\x08\0\0\0", "latin1");
    return Buffer.concat([head, directoryAt(8, [fractions(0x0084, ...lens)])]);
  });

describe("the lens in a maker note", () => {
  it("is Canon's own text, or else its focal lengths", () => {
    const text = ascii(0x0095, "EF-S18-55mm f/3.5-5.6 IS");
    expect(lensIn(tiffWithNote("Canon", (at) => directoryAt(at, [settings(55, 18, 1), text])))).toBe(
      "EF-S18-55mm f/3.5-5.6 IS",
    );
    expect(lensIn(tiffWithNote("Canon", (at) => directoryAt(at, [settings(18600, 6200, 1000)])))).toBe("6.2-18.6mm");
    expect(lensIn(tiffWithNote("Canon", (at) => directoryAt(at, [settings(55, 18, 0)])))).toBeNull();
  });

  it("is made of Nikon's four numbers", () => {
    expect(lensIn(nikon([80, 1], [200, 1], [28, 10], [28, 10]))).toBe("80-200mm f/2.8");
    expect(lensIn(nikon([18, 1], [55, 1], [35, 10], [56, 10]))).toBe("18-55mm f/3.5-5.6");
    expect(lensIn(nikon([0, 0], [0, 0], [0, 0], [0, 0]))).toBeNull();
  });

  it("is Olympus' text in its Equipment", () => {
    const note = (): Buffer => {
      const first = directoryAt(12, [long(0x2010, 100)]);
      const equipment = directoryAt(100, [ascii(0x0203, "OLYMPUS M.17mm F1.8")]);
      const padding = Buffer.alloc(100 - 12 - first.length);
      return Buffer.concat([Buffer.from("OLYMPUS\0II\x03\0", "latin1"), first, padding, equipment]);
    };
    expect(lensIn(tiffWithNote("OLYMPUS IMAGING CORP.", note))).toBe("OLYMPUS M.17mm F1.8");
  });

  it("is found in Canon's note that was moved with its offsets left behind", () => {
    const text = ascii(0x0095, "EF-S18-55mm f/3.5-5.6 IS");
    for (const by of [-8, 12, 5000]) {
      expect(lensIn(tiffWithNote("Canon", (at) => directoryAt(at + by, [settings(16200, 5400, 1000)])))).toBe(
        "5.4-16.2mm",
      );
      expect(lensIn(tiffWithNote("Canon", (at) => directoryAt(at + by, [settings(55, 18, 1), text])))).toBe(
        "EF-S18-55mm f/3.5-5.6 IS",
      );
    }
  });

  it("is nothing in another maker's note, in one whose values are elsewhere, and in a hostile one", () => {
    expect(lensIn(tiffWithNote("Panasonic", () => Buffer.from("Panasonic\0\0\0\0\0\0\0\0")))).toBeNull();
    const other = { ...settings(55, 18, 1), value: Buffer.alloc(80, 0x12) };
    expect(lensIn(tiffWithNote("Canon", (at) => directoryAt(at, [other])))).toBeNull();
    expect(lensIn(tiffWithNote("Canon", () => Buffer.alloc(64, 0xff)))).toBeNull();
    expect(lensIn(nikon([80, 1], [200, 1]))).toBeNull();
    const circle = (): Buffer =>
      Buffer.concat([Buffer.from("OLYMPUS\0II\x03\0", "latin1"), directoryAt(12, [long(0x2010, 12)])]);
    expect(lensIn(tiffWithNote("OLYMPUS", circle))).toBeNull();
    expect(lensIn(Buffer.from("no TIFF at all, but long enough"))).toBeNull();
    expect(lensIn(Buffer.alloc(0))).toBeNull();
  });
});

it("names a lens as the trade does", () => {
  expect(lensName("EF24-70mm f/2.8L USM")).toBe("Canon EF 24-70mm f/2.8L USM");
  expect(lensName("EF-S18-55mm f/3.5-5.6 IS")).toBe("Canon EF-S 18-55mm f/3.5-5.6 IS");
  expect(lensName("RF35mm F1.8 MACRO IS STM")).toBe("Canon RF 35mm F1.8 MACRO IS STM");
  expect(lensName("OLYMPUS M.17mm F1.8")).toBe("Olympus M.Zuiko Digital 17mm F1.8");
  expect(lensName("17.0-35.0 mm f/2.8")).toBe("17.0-35.0mm f/2.8");
  expect(lensName("7.1 - 21.3 mm")).toBe("7.1-21.3mm");
  expect(lensName("50.0 mm f/1.8")).toBe("50.0mm f/1.8");
});

it("leaves every other name as it is", () => {
  for (const name of ["iPhone 7 back camera 3.99mm f/1.8", "Reflex 500 mm", "EFFECT 24mm", "18-250mm F3.5-6.3"]) {
    expect(lensName(name)).toBe(name);
  }
});

it("writes focal lengths and apertures as they stand on a lens", () => {
  expect(lensRange([50, 50, 1.8, 1.8])).toBe("50mm f/1.8");
  expect(lensRange([18, 55, null, null])).toBe("18-55mm");
  expect(lensRange([18, Number.POSITIVE_INFINITY, 3.5, 5.6])).toBeNull();
  expect(lensRange([])).toBeNull();
  expect(lensRange([0.95, 0.95, null, null])).toBeNull();
  expect(lensRange([70, 24, 2.8, 2.8])).toBeNull();
});
