// @module-tag slow
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { codeOf, picture, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import type { Job } from "#decoder-pool/jobs.ts";
import { parseRecipe } from "#picture/recipe.ts";
import { deleteImage } from "./delete-image.ts";
import { ensureConversion, planConversion } from "./ensure-conversion.ts";
import { ensurePreview } from "./ensure-preview.ts";
import type { ImageRecord } from "./image.ts";
import { masterKey } from "./keys.ts";

const heic = (name = "display-p3") => readFile(join(import.meta.dirname, `../decoder/decode/fixtures/${name}.heic`));
const keyOf = (image: ImageRecord) => masterKey(WORKSPACE, image.id, image.etag ?? "", "png");

let services: TestServices;
afterEach(() => services.close());

/** A HEIC picture that has been processed, and the kinds of jobs that were run since. */
async function opened(limits: Parameters<typeof testServices>[0] = {}, name = "display-p3") {
  services = testServices(limits);
  const { id } = await upload(services, await heic(name), "IMG_1.HEIC");
  await services.work();
  const image = await services.catalog.get(WORKSPACE, id);
  if (!image?.facts) throw new Error(`it is ${image?.status}`);
  const jobs: Job["kind"][] = [];
  const { run } = services.decoders;
  services.decoders = {
    ...services.decoders,
    run(job, how) {
      jobs.push(job.kind);
      return run(job, how);
    },
  };
  return { image: { ...image, facts: image.facts }, jobs };
}

async function convert(id: string, query: string): Promise<void> {
  const request = parseRecipe(new URLSearchParams(query));
  await ensureConversion(services, await planConversion(services, WORKSPACE, id, request));
}

test("a HEIC picture is decoded once; preview and conversions are made from its master", async () => {
  const { image, jobs } = await opened();
  expect(image.facts).toMatchObject({ format: "heic", width: 192, height: 48 });
  await ensurePreview(services, image);
  await convert(image.id, "width=90");
  await convert(image.id, "format=avif");
  expect(jobs).toEqual(["preview", "convert", "convert"]);
});

test("a master that went for newer results is made again, once for all who ask", async () => {
  const { image, jobs } = await opened();
  await services.store.remove(keyOf(image));
  await services.catalog.forgetResult(WORKSPACE, keyOf(image));
  await Promise.all([convert(image.id, "width=90"), convert(image.id, "width=80"), ensurePreview(services, image)]);
  expect(jobs.filter((kind) => kind === "master")).toHaveLength(1);
  expect(await services.store.head(keyOf(image))).not.toBeNull();
});

test("masters count in the workspace's budget: the oldest go first", async () => {
  const { image } = await opened({ workspaceBytes: 12_000 }, "ten-bits-alpha"); // its master has some 9000 bytes
  expect(await services.store.head(keyOf(image))).not.toBeNull();
  const { id } = await upload(services, await heic("ten-bits-alpha"), "IMG_2.HEIC");
  await services.work();
  expect(await services.store.head(keyOf(image))).toBeNull();
  expect(await services.catalog.get(WORKSPACE, id)).toMatchObject({ status: "ready" });
});

test("nothing of a picture stays that is deleted while its master is made", async () => {
  const { image } = await opened();
  await services.store.remove(keyOf(image));
  const { run } = services.decoders;
  services.decoders = {
    ...services.decoders,
    async run(job, how) {
      const result = await run(job, how);
      if (job.kind === "master") await deleteImage(services, WORKSPACE, image.id);
      return result;
    },
  };
  expect(await codeOf(convert(image.id, "width=90"))).toBe("not_found");
  expect(await services.store.head(keyOf(image))).toBeNull();
});

test("a picture that sharp reads has no master", async () => {
  services = testServices();
  const { id } = await upload(services, await picture());
  await services.work();
  await convert(id, "width=10");
  expect((await services.catalog.get(WORKSPACE, id))?.status).toBe("ready");
});
