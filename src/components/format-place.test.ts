import { expect, it } from "vitest";
import { formatAltitude, formatCoordinates, formatDirection, mapAddress } from "./format-place.ts";

it("writes coordinates with their hemispheres", () => {
  expect(formatCoordinates(48.8578333, 2.297)).toBe("48.85783° N, 2.29700° E");
  expect(formatCoordinates(-33.8568, -70.5)).toBe("33.85680° S, 70.50000° W");
});

it("names the point of the compass", () => {
  expect(formatDirection(121.4)).toBe("121° (SE)");
  expect(formatDirection(359.8)).toBe("0° (N)");
  expect(formatDirection(-90)).toBe("270° (W)");
});

it("writes heights above and below the sea", () => {
  expect(formatAltitude(34.6)).toBe("35 m");
  expect(formatAltitude(-12)).toBe("−12 m");
  expect(formatAltitude(-0.2)).toBe("0 m");
});

it("links to the map with plain decimals", () =>
  expect(mapAddress(48.8578333, -1e-7)).toBe(
    "https://www.openstreetmap.org/?mlat=48.857833&mlon=-0.000000#map=15/48.857833/-0.000000",
  ));
