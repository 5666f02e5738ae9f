import { expect, it } from "vitest";
import { exposureDetails, joined } from "./detail-groups.ts";

it("says the make once", () => {
  expect(joined("Canon", "Canon EOS 7D")).toBe("Canon EOS 7D");
  expect(joined("Apple", "iPhone 5")).toBe("Apple iPhone 5");
  expect(joined(null, "iPhone 5")).toBe("iPhone 5");
  expect(joined("Epson", null)).toBe("Epson");
});

it("writes the exposure as photographers do, and nothing where the file says nothing of use", () => {
  const facts = exposureDetails({
    exposureTime: 0.008,
    fNumber: 2.8,
    iso: 0,
    focalLength: 35,
    focalLength35mm: null,
    exposureBias: null,
    program: null,
    metering: null,
    flash: "Did not fire",
    whiteBalance: null,
  });
  expect(facts.filter((fact) => fact.value !== null).map((fact) => fact.value)).toEqual([
    "1/125 s",
    "f/2.8",
    "35 mm",
    "Did not fire",
  ]);
});
