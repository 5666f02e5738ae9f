import { expect, it } from "vitest";
import { formatAltitude, formatCoordinates, formatDirection, formatSexagesimal, mapAddresses } from "./location.ts";

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

it("writes degrees, minutes and seconds, and never sixty of them", () => {
  expect(formatSexagesimal(51.508972, -0.128794)).toBe("51° 30′ 32.3″ N, 0° 7′ 43.7″ W");
  expect(formatSexagesimal(-33.99999999, 0)).toBe("34° 0′ 0.0″ S, 0° 0′ 0.0″ E");
});

it("links to maps with plain decimals", () =>
  expect(mapAddresses(48.8578333, -1e-7)).toEqual({
    osm: "https://www.openstreetmap.org/?mlat=48.857833&mlon=-0.000000#map=15/48.857833/-0.000000",
    google: "https://www.google.com/maps/search/?api=1&query=48.857833%2C-0.000000",
    apple: "https://maps.apple.com/?ll=48.857833%2C-0.000000&q=48.857833%2C-0.000000",
  }));
