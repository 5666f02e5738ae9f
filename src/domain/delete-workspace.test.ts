import { Readable } from "node:stream";
import { afterEach, expect, it } from "vitest";
import { codeOf, removalsAtOnce, type TestServices, testServices, WORKSPACE } from "#compose.fixture.ts";
import { AppError } from "#errors.ts";
import { beginUploads } from "./begin-upload.ts";
import { deleteWorkspace } from "./delete-workspace.ts";
import { uploadKey } from "./keys.ts";
import { receiveUpload } from "./receive-upload.ts";

let services: TestServices;
afterEach(() => services.close());

const COUNT = 120;
async function fill(): Promise<string[]> {
  services = testServices({ workspaceImages: 500 });
  const files = Array.from({ length: COUNT }, () => ({ name: "a", bytes: 10, mediaType: "image/jpeg" }));
  const begun = await beginUploads(services, WORKSPACE, files);
  return begun.map((one) => ("image" in one ? one.image.id : ""));
}
const tombstones = async () => (await services.catalog.tombstones(Number.MAX_SAFE_INTEGER, 1000)).length;

it("deletes every image of a workspace, sixteen at once, with the count and the tombstones of one after the other", async () => {
  await fill();
  const most = removalsAtOnce(services);
  expect(await deleteWorkspace(services, WORKSPACE)).toEqual({ images: COUNT, bytes: 0 }); // announced, and never sent
  expect(most()).toBe(16);
  expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 0, bytes: 0 });
  expect(await tombstones()).toBe(COUNT);
});

it("counts once what two delete at the same time", async () => {
  await fill();
  const counts = await Promise.all([deleteWorkspace(services, WORKSPACE), deleteWorkspace(services, WORKSPACE)]);
  expect(counts[0].images + counts[1].images).toBe(COUNT);
  expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 0, bytes: 0 });
});

it("says so where bytes cannot be removed, with no count too low and nothing that is not found again", async () => {
  const [first = ""] = await fill();
  const { remove } = services.store;
  services.store.remove = async (key) => {
    if (key === uploadKey(WORKSPACE, first)) throw new AppError("busy", "No.");
    return remove(key);
  };
  expect(await codeOf(deleteWorkspace(services, WORKSPACE))).toBe("busy");
  const { items } = await services.catalog.list(WORKSPACE, { limit: 500, cursor: null });
  expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: items.length, bytes: 10 * items.length });
  expect(await tombstones()).toBe(COUNT - items.length);
});

it("counts the bytes that had arrived, also of what nobody has looked at yet", async () => {
  await fill();
  const body = () => Readable.from([Buffer.alloc(2500)]);
  await receiveUpload(services, WORKSPACE, { name: "a.jpg", mediaType: "image/jpeg", body: body() });
  await receiveUpload(services, WORKSPACE, { name: "b.jpg", mediaType: "image/jpeg", body: body() });
  expect(await deleteWorkspace(services, WORKSPACE)).toEqual({ images: COUNT + 2, bytes: 5000 });
  expect(await deleteWorkspace(services, WORKSPACE)).toEqual({ images: 0, bytes: 0 });
});
