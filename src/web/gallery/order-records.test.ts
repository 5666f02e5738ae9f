import { expect, test } from "vitest";
import type { ImageRecord } from "#domain/image.ts";
import { readGalleryOrder } from "#web/addresses/gallery-order.ts";
import { inOrder } from "./order-records.ts";

const record = (name: string, bytes: number, more: object = {}) =>
  ({ name, bytes, status: "ready", facts: { format: "jpeg", warnings: [] }, ...more }) as unknown as ImageRecord;
const records = [
  record("IMG_10.jpg", 5),
  record("scan.tif", 9, { facts: { format: "tiff", warnings: [] } }),
  record("img_2.jpg", 7, { facts: { format: "jpeg", warnings: [{ code: "location" }] } }),
  record("waits.jpg", 1, { status: "pending", facts: null }),
  record("broken.jpg", 2, { status: "failed", facts: null }),
];
const shown = (query: Record<string, string>) => inOrder(records, readGalleryOrder(query)).map(({ name }) => name);

test("numbers in names count as numbers, and case does not", () => {
  expect(shown({ sort: "name" })).toEqual(["broken.jpg", "img_2.jpg", "IMG_10.jpg", "scan.tif", "waits.jpg"]);
});

test.each([
  [{ sort: "oldest" }, ["broken.jpg", "waits.jpg", "img_2.jpg", "scan.tif", "IMG_10.jpg"]],
  [{ sort: "largest" }, ["scan.tif", "img_2.jpg", "IMG_10.jpg", "broken.jpg", "waits.jpg"]],
  [{ sort: "smallest" }, ["waits.jpg", "broken.jpg", "IMG_10.jpg", "img_2.jpg", "scan.tif"]],
  [{ only: "tiff" }, ["scan.tif"]],
  [{ only: "place" }, ["img_2.jpg"]],
  [{ only: "work" }, ["waits.jpg"]],
  [{ only: "failed" }, ["broken.jpg"]],
  [{ only: "nothing" }, []],
])("%o", (query, expected) => expect(shown(query as Record<string, string>)).toEqual(expected));
