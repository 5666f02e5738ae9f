import { text } from "node:stream/consumers";
import { afterEach, expect, it } from "vitest";
import { picture, type TestServices, testServices, upload, WORKSPACE } from "../services.fixture.ts";
import { planArchive } from "./archive.ts";

let services: TestServices;
afterEach(() => services.close());

it("packs no other bytes than those that were read, and says which picture waits", async () => {
  services = testServices();
  const kept = await upload(services, await picture(), "kept.jpg");
  const again = await upload(services, await picture(), "again.jpg");
  await services.work();
  const { read } = services.store;
  services.store.read = async (key, range) => {
    const object = await read(key, range);
    return object && key.endsWith(again.id) ? { ...object, etag: "of other bytes" } : object;
  };
  const names: string[] = [];
  let errors = "";
  for await (const { name, body } of await planArchive(services, WORKSPACE, [kept.id, again.id])) {
    names.push(name);
    if (typeof body === "string") errors = body;
    else await text(body);
  }
  expect(names).toEqual(["kept.jpg", "errors.txt"]);
  expect(errors).toMatch(/^again\.jpg: .*still being read/);
});
