// @module-tag slow
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { codeOf, type TestServices, testServices, WORKSPACE } from "#compose.fixture.ts";
import type { ProvidedServices } from "#web/context/services.ts";
import { putSamples, SAMPLES } from "./samples.ts";

const publicFolder = join(import.meta.dirname, "../../../public");
const MAX_BYTES = 400_000;

let services: TestServices;
afterEach(() => services.close());

const put = (folder = publicFolder) =>
  putSamples({ ...services, publicFolder: folder } as unknown as ProvidedServices, WORKSPACE, null);
const list = async () => (await services.catalog.list(WORKSPACE, { limit: 10, cursor: null })).items;

test("are small, each with a smaller one to show", () => {
  services = testServices();
  const files = SAMPLES.flatMap(({ name, small }) => [`samples/${name}`, small]);
  const bytes = files.map((file) => readFileSync(join(publicFolder, file)).length);
  expect(Math.min(...bytes)).toBeGreaterThan(0);
  expect(bytes.reduce((sum, each) => sum + each)).toBeLessThan(MAX_BYTES);
});

test("lie on the sheet in their order, and say what they are there to say", async () => {
  services = testServices({ maxPixels: 10_000_000 });
  expect(await put()).toEqual([]);
  await services.work();
  const images = await list();
  expect(images.map(({ name, status }) => `${name} ${status}`)).toEqual(SAMPLES.map(({ name }) => `${name} ready`));
  const [photo, flower, moon] = images.map(({ facts }) => facts);
  const codes = photo?.warnings.map(({ code }) => code).sort();
  expect(codes).toEqual(["embedded_thumbnail", "location", "owner", "serial_number"]);
  const details = await services.catalog.details(WORKSPACE, images[0]?.id ?? "");
  expect(details?.metadata.camera).toMatchObject({
    model: "Lumen 7",
    serialNumber: "0412 2077",
    ownerName: "Ada Example",
  });
  expect(details?.metadata.location).toMatchObject({ latitude: expect.closeTo(46.5487, 3), altitude: 2061 });
  expect(flower).toMatchObject({ format: "png", hasAlpha: true });
  expect(moon).toMatchObject({ format: "gif", frames: 12 });
});

test("are refused as an upload is, each with its reason", async () => {
  services = testServices({ workspaceImages: 2 });
  const refused = await put();
  expect(refused.map(({ name, error }) => [name, error.code])).toEqual([["ridge.jpg", "workspace_full"]]);
  expect(await list()).toHaveLength(2);
});

test("leave nothing behind where they are not there", async () => {
  services = testServices();
  expect(await codeOf(put("/nowhere"))).toBe("ENOENT");
  expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 0, bytes: 0 });
});
