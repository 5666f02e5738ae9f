import { afterEach, expect, it } from "vitest";
import { picture, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import { beginUploads } from "./begin-upload.ts";
import { deleteImages } from "./delete-images.ts";

let services: TestServices;
afterEach(() => services.close());

it("deletes what is the workspace's own, once, and counts it", async () => {
  services = testServices();
  const [one, two, kept] = [
    await upload(services, await picture(), "one.jpg"),
    await upload(services, await picture(), "two.jpg"),
    await upload(services, await picture(), "kept.jpg"),
  ];
  const { bytes } = await services.catalog.usage(WORKSPACE);
  const ids = [one.id, two.id, one.id, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "../etc"];
  const none = { images: 0, bytes: 0 };
  expect(await deleteImages(services, "f".repeat(32), ids)).toEqual(none);
  expect(await deleteImages(services, null, ids)).toEqual(none);
  expect(await deleteImages(services, WORKSPACE, ids)).toEqual({ images: 2, bytes: (bytes * 2) / 3 });
  expect(await deleteImages(services, WORKSPACE, ids)).toEqual(none);
  const { items } = await services.catalog.list(WORKSPACE, { limit: 10, cursor: null });
  expect(items.map(({ id }) => id)).toEqual([kept.id]);
});

it("counts the bytes that had arrived, not those that were announced", async () => {
  services = testServices();
  const file = { name: "a.jpg", bytes: 900, mediaType: "image/jpeg" };
  const begun = await beginUploads(services, WORKSPACE, [file, file], null);
  const ids = begun.flatMap((one) => ("image" in one ? [one.image.id] : []));
  expect(ids).toHaveLength(2);
  expect(await deleteImages(services, WORKSPACE, ids)).toEqual({ images: 2, bytes: 0 });
});
