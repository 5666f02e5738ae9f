import { expect, it } from "vitest";
import type { ImageView } from "#web/responses/image-view.ts";
import { exposureDetails, fileDetails, joined } from "./detail-groups.ts";

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

it("tells how many frames there are, and where only the first is opened", () => {
  const told = (format: string, frames: number) =>
    fileDetails({ format, frames, bytes: 1, width: 1, height: 1 } as ImageView)
      .filter(({ name }) => name === "Frames" || name === "Pages")
      .map(({ value }) => value);
  expect(told("gif", 5)).toEqual(["5"]);
  expect(told("png", 5)).toEqual(["5; only the first is opened here"]);
  expect(told("png", 1)).toEqual([null]);
});
