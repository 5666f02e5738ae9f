// @module-tag slow
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { picture, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import type { DecoderPool } from "#domain/services.ts";
import { runUploadWorker } from "./upload-worker.ts";

const OTHER = "f".repeat(32);

let services: TestServices;
let letGo: () => void;
let begun: string[];
beforeEach(() => {
  services = testServices();
  begun = [];
  const { run } = services.decoders;
  const freed = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const runLater: DecoderPool["run"] = async (job, options) => {
    begun.push(options?.workspace ?? "");
    if (options?.workspace === WORKSPACE) await freed; // as a picture that takes half a minute
    return run(job, options);
  };
  services.decoders = { ...services.decoders, run: runLater };
});
afterEach(() => services.close());

test("begins with a picture of a workspace that has nothing in work, though all lanes are another's", async () => {
  const stop = new AbortController();
  const long = [];
  for (let n = 0; n < 5; n++) long.push(await upload(services, await picture()));
  const working = runUploadWorker(services, { concurrency: 2, signal: stop.signal });
  await vi.waitFor(() => expect(begun.length).toBeGreaterThanOrEqual(2), { timeout: 10_000 });
  const other = await upload(services, await picture(), "b.jpg", OTHER);
  const statusOf = async (workspace: string, id: string) => (await services.catalog.get(workspace, id))?.status;
  const isReady = (workspace: string, id: string) =>
    vi.waitFor(async () => expect(await statusOf(workspace, id)).toBe("ready"), { timeout: 15_000, interval: 50 });
  await isReady(OTHER, other.id);
  expect(begun.filter((workspace) => workspace === WORKSPACE).length).toBeLessThanOrEqual(3);
  letGo();
  for (const { id } of long) await isReady(WORKSPACE, id);
  stop.abort();
  await working;
});
