import { afterEach, expect, it } from "vitest";
import { picture, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import { uploadKey } from "./keys.ts";
import { processUpload } from "./process-upload.ts";

let services: TestServices;
afterEach(() => services.close());

it("removes bytes that came after their image was deleted, at their own event, and those of no other", async () => {
  services = testServices();
  const deleted = await upload(services, await picture());
  const kept = await upload(services, await picture());
  await services.catalog.remove(WORKSPACE, deleted.id, 0);
  await services.work();
  await processUpload(services, { key: uploadKey(WORKSPACE, kept.id) }); // once more, after it is ready
  expect(await services.store.head(uploadKey(WORKSPACE, deleted.id))).toBeNull();
  expect(await services.store.head(uploadKey(WORKSPACE, kept.id))).not.toBeNull();
});
