// @module-tag slow
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, picture, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import { exifSegment, short, tiffWithCopy, withSegments } from "#decoder/inspect/byte-builders.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { deleteImage } from "./delete-image.ts";
import { ensureEmbeddedThumbnail } from "./ensure-embedded-thumbnail.ts";
import { findReadyImage } from "./find-image.ts";
import { embeddedThumbnailKey } from "./keys.ts";

let services: TestServices;
beforeEach(() => {
  services = testServices();
});
afterEach(() => services.close());

const copy = await sharp({ create: { width: 160, height: 107, channels: 3, background: "#2a6" } })
  .composite([{ input: { create: { width: 50, height: 50, channels: 3, background: "#fff" } }, left: 9, top: 9 }])
  .withExif({ IFD0: { Artist: "inside the copy" } })
  .jpeg()
  .toBuffer();

/** A picture whose small copy shows something else, stored lying. */
async function send(body: Buffer = copy) {
  const bytes = withSegments(await picture(), exifSegment(tiffWithCopy(body, [short(0x0112, 6)])));
  const { id } = await upload(services, bytes);
  await services.work();
  return findReadyImage(services, WORKSPACE, id);
}

test("processing finds out that the copy shows something else", async () => {
  const { id } = await send();
  const details = await services.catalog.details(WORKSPACE, id);
  expect(details?.embedded).toEqual({ width: 107, height: 160, differs: true });
});

test("the copy is made at its first look, upright, without metadata of its own, and kept", async () => {
  const image = await send();
  const keys = await Promise.all([ensureEmbeddedThumbnail(services, image), ensureEmbeddedThumbnail(services, image)]);
  expect(new Set(keys)).toEqual(new Set([embeddedThumbnailKey(WORKSPACE, image.id, image.etag ?? "")]));
  const local = await services.store.localFile(keys[0]);
  const { format, width, height, exif } = await sharp(local?.path).metadata();
  expect([format, width, height, exif]).toEqual(["webp", 107, 160, undefined]);
  await local?.release();
});

test("there is none of a picture without one, or with one that cannot be decoded", async () => {
  const { id } = await upload(services, await picture());
  await services.work();
  expect(await codeOf(ensureEmbeddedThumbnail(services, await findReadyImage(services, WORKSPACE, id)))).toBe(
    "not_found",
  );
  const broken = await send(Buffer.concat([copy.subarray(0, 400), Buffer.alloc(400, 0x55)]));
  expect(await codeOf(ensureEmbeddedThumbnail(services, broken))).toBe("not_found");
});

test("nothing of it stays after a delete in the middle", async () => {
  const image = await send();
  const { run } = services.decoders;
  services.decoders.run = async (job, options) => {
    const result = await run(job, options);
    await deleteImage(services, WORKSPACE, image.id);
    return result;
  };
  expect(await codeOf(ensureEmbeddedThumbnail(services, image))).toBe("not_found");
  expect(await services.store.head(embeddedThumbnailKey(WORKSPACE, image.id, image.etag ?? ""))).toBeNull();
});
