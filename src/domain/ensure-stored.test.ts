import { readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { storageFull } from "#adapters/refusals.ts";
import { codeOf, picture, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import { AppError } from "#errors.ts";
import { deleteImage } from "./delete-image.ts";
import { ensureStored } from "./ensure-stored.ts";
import type { ImageRecord } from "./image.ts";
import { derivedPrefix } from "./keys.ts";

let services: TestServices;
let image: ImageRecord;
beforeEach(async () => {
  services = testServices();
  image = await upload(services, await picture());
});
afterEach(() => services.close());

const at = (name: string) => ({
  key: `${derivedPrefix(WORKSPACE, image.id)}${name}.json`,
  mediaType: "application/json",
});

/** Writes its name into each output; counts how often it was asked. */
function writing() {
  let asked = 0;
  return {
    asked: () => asked,
    async make(paths: Record<string, string>) {
      asked++;
      await Promise.all(Object.entries(paths).map(([name, path]) => writeFile(path, name)));
    },
  };
}

test("all outputs are made once for all who ask, and again where one of them went", async () => {
  const { asked, make } = writing();
  const outputs = { output: at("one"), report: at("two") };
  const ensure = () => ensureStored(services, image, outputs, {}, make);
  expect(await Promise.all([ensure(), ensure()])).toEqual(["made", "made"]);
  expect(await ensure()).toBe("stored");
  await services.store.remove(outputs.report.key);
  expect(await ensure()).toBe("made");
  expect(asked()).toBe(2);
  expect((await services.store.head(outputs.report.key))?.bytes).toBe("report".length);
});

test("the patient do not share the end of the impatient, and make it once for all of them", async () => {
  const { asked, make } = writing();
  const queue = Promise.withResolvers<void>();
  const { head } = services.store;
  let heads = 0;
  services.store.head = async (key) => {
    const found = await head(key);
    if (++heads === 4) setImmediate(queue.resolve); // all have joined by then
    return found;
  };
  const begun = Promise.withResolvers<void>();
  const refused = async () => {
    begun.resolve();
    await queue.promise;
    throw new AppError("busy", "Too many at once.");
  };
  const outputs = { output: at("one") };
  const first = codeOf(ensureStored(services, image, outputs, {}, refused));
  await begun.promise; // whoever asks from here on joins it
  const impatient = [first, codeOf(ensureStored(services, image, outputs, {}, make))];
  const patient = [1, 2].map(() => ensureStored(services, image, outputs, { patient: true }, make));
  expect(await Promise.all(impatient)).toEqual(["busy", "busy"]);
  expect(await Promise.all(patient)).toEqual(["made", "made"]);
  expect(asked()).toBe(1);
});

test("what finds no room is made again once older results have gone, and refused where none can go", async () => {
  const { asked, make } = writing();
  let rooms = 0;
  const { ensureRoom } = services.store;
  services.store.ensureRoom = async (bytes) => {
    if (bytes === 0 && rooms-- <= 0) throw storageFull();
    return ensureRoom(bytes);
  };
  const full = async (paths: Record<string, string>) => {
    await make(paths);
    if (asked() % 2 === 1) throw storageFull();
  };
  const outputs = { output: at("one") };
  expect(await codeOf(ensureStored(services, image, outputs, {}, full))).toBe("storage_full");
  expect(asked()).toBe(1);
  rooms = 1;
  const other = { output: at("two") };
  await make({});
  expect(await ensureStored(services, image, other, {}, full)).toBe("made");
  expect(asked()).toBe(4);
});

test("any other end is shared by all", async () => {
  const joined = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const broken = async () => {
    begun.resolve();
    await joined.promise;
    throw new AppError("damaged_image", "It is cut off.");
  };
  const { asked, make } = writing();
  const outputs = { output: at("one") };
  const first = codeOf(ensureStored(services, image, outputs, {}, broken));
  await begun.promise;
  const { head } = services.store;
  services.store.head = async (key) => {
    const found = await head(key);
    setImmediate(joined.resolve); // the second has joined by then
    return found;
  };
  const second = codeOf(ensureStored(services, image, outputs, { patient: true }, make));
  expect(await Promise.all([first, second])).toEqual(["damaged_image", "damaged_image"]);
  expect(asked()).toBe(0);
});

test("nothing stays, in the store or in the scratch folder, of an image that went meanwhile", async () => {
  const { make } = writing();
  const outputs = { output: at("one"), report: at("two") };
  const ensuring = ensureStored(services, image, outputs, {}, async (paths) => {
    await make({ ...paths, beside: `${paths.output}.beside` });
    await deleteImage(services, WORKSPACE, image.id);
  });
  expect(await codeOf(ensuring)).toBe("not_found");
  expect(readdirSync(join(services.dataDir, "tmp"))).toEqual([]);
  expect(await services.store.remove(derivedPrefix(WORKSPACE, image.id))).toBe(0);
});
