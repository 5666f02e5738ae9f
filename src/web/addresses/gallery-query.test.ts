import { expect, it } from "vitest";
import { furtherQuery, galleryAddress, readGalleryQuery } from "./gallery-query.ts";

it.each(["/", "/?sort=name&only=tiff", "/?cursor=61.abc&show=180", "/?sort=oldest&show=1000"])(
  "%s is read and written the same",
  (address) => {
    const query = Object.fromEntries(new URL(address, "http://localhost").searchParams);
    expect(galleryAddress(readGalleryQuery(query))).toBe(address);
  },
);

it("takes nothing that it does not know", () => {
  const begin = { order: { sort: "newest", only: null }, cursor: null, show: 60 };
  for (const query of [{}, { show: "61", cursor: "" }, { show: ["180", "540"], cursor: ["a"] }, { show: "1e3" }])
    expect(readGalleryQuery(query)).toEqual(begin);
});

it("goes further in steps, to a thousand and no more", () => {
  const steps = [];
  for (let query = furtherQuery(readGalleryQuery({ sort: "name" })); query; query = furtherQuery(query))
    steps.push(galleryAddress(query));
  expect(steps).toEqual(["/?sort=name&show=180", "/?sort=name&show=540", "/?sort=name&show=1000"]);
});
