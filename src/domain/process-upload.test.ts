// @module-tag slow
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  IDLE_DECODERS,
  MISBEHAVING,
  picture,
  type TestServices,
  testServices,
  upload,
  WORKSPACE,
} from "#compose.fixture.ts";
import { createDecoderPool } from "#decoder-pool/pool.ts";
import { AppError, toAppError } from "#errors.ts";
import { deleteImage } from "./delete-image.ts";
import { uploadKey } from "./keys.ts";
import { processUpload } from "./process-upload.ts";
import { retryImage } from "./retry-image.ts";
import type { DecoderPool } from "./services.ts";

let services: TestServices;
afterEach(() => services.close());

const statusOf = async (id: string) => (await services.catalog.get(WORKSPACE, id))?.status;
const derived = (): string[] =>
  readdirSync(join(services.dataDir, "derived"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

const messagesIn = ({ lines }: TestServices): string[] => lines.map((line) => JSON.parse(line).message);
const failure = (code: string) => Object.assign(new Error(code), { code });

/** Decoders that die of every picture. */
function crashing(): DecoderPool {
  const limits = { timeoutMs: 10_000, memoryBytes: 1e9, crashRetries: 0, size: 1, queue: 1 };
  const deadly = createDecoderPool({ entry: MISBEHAVING, env: { PATH: process.env.PATH ?? "" }, ...limits });
  onTestFinished(() => deadly.close());
  return { ...deadly, run: (job, options) => deadly.run({ ...job, source: "crash" }, options) };
}

describe("processing an upload", () => {
  it("makes it ready, with its facts and a thumbnail", async () => {
    services = testServices();
    const { id } = await upload(services, await picture(60, 40));
    await services.work();
    expect(await services.catalog.get(WORKSPACE, id)).toMatchObject({
      status: "ready",
      mediaType: "image/jpeg",
      facts: { format: "jpeg", width: 60, height: 40, frames: 1, hasAlpha: false, palette: expect.any(Array) },
    });
    expect((await services.catalog.details(WORKSPACE, id))?.histogram.luminance.length).toBe(64);
    const { etag } = (await services.catalog.get(WORKSPACE, id)) ?? {};
    expect(derived()).toEqual([`thumbnail-${etag}.webp`]); // of these bytes and no others
  });

  it("does no harm when the message comes again, late or for nothing", async () => {
    services = testServices();
    const { id } = await upload(services, await picture());
    await services.work();
    const before = await services.catalog.get(WORKSPACE, id);
    for (const key of [
      uploadKey(WORKSPACE, id),
      uploadKey(WORKSPACE, "01ARZ3NDEKTSV4RRFFQ69G5FAV"),
      "uploads/nonsense",
    ]) {
      await processUpload(services, { key });
    }
    expect(await services.catalog.get(WORKSPACE, id)).toEqual(before);
  });

  it.each([
    ["a text", "Dear diary", "not_an_image"],
    ["a Photoshop picture", "8BPS\0\x01", "unsupported_format"],
    ["the head of a picture and nothing more", null, "damaged_image"],
  ])("ends %s as failed, with a sentence", async (_name, bytes, code) => {
    services = testServices();
    const { id } = await upload(services, bytes ?? (await picture(400, 400)).subarray(0, 240));
    await services.work();
    const image = await services.catalog.get(WORKSPACE, id);
    expect(image).toMatchObject({ status: "failed", error: { code } });
    expect(image?.error?.detail).toMatch(/^[A-Z].*\.$/s);
  });

  it("refuses too many pixels from the header, with the numbers", async () => {
    services = testServices({ maxPixels: 1000 });
    const { id } = await upload(services, await picture(60, 40));
    await services.work();
    expect((await services.catalog.get(WORKSPACE, id))?.error).toMatchObject({ code: "too_many_pixels" });
  });

  it("gives up a picture that kills its decoder three times, at once, and lets its owner try again", async () => {
    services = testServices({ decoders: crashing() });
    const poison = await upload(services, await picture());
    expect(await services.work()).toBe(1); // one receive
    expect(await services.catalog.get(WORKSPACE, poison.id)).toMatchObject({
      status: "failed",
      error: { code: "damaged_image", detail: expect.stringContaining("failed three times") },
    });
    expect(messagesIn(services)).toEqual([
      "an upload could not be processed",
      "an upload could not be processed",
      "failed",
    ]);
    await retryImage(services, WORKSPACE, poison.id);
    expect(await services.catalog.get(WORKSPACE, poison.id)).toMatchObject({ status: "pending", crashes: 0 });
  });

  it("counts the crashes of a picture over all its receives", async () => {
    services = testServices({ decoders: crashing() });
    const { id } = await upload(services, await picture());
    const { catalog } = services;
    const dying = { ...catalog, markProcessing: vi.fn(catalog.markProcessing) };
    dying.markProcessing.mockImplementationOnce(catalog.markProcessing);
    dying.markProcessing.mockImplementationOnce(async (...counted) => {
      await catalog.markProcessing(...counted);
      throw new AppError("busy", "The worker died after the first crash.");
    });
    services.catalog = dying;
    const key = uploadKey(WORKSPACE, id);
    await expect(processUpload(services, { key })).rejects.toThrow("after the first crash");
    services.lines.length = 0;
    await processUpload(services, { key });
    expect(messagesIn(services)).toEqual(["an upload could not be processed", "failed"]);
  });

  it.each([
    ["no room", new AppError("storage_full", "No room.")],
    ["no memory for a decoder", new AppError("damaged_image", "Broken.", { cause: failure("ENOMEM") })],
    ["no descriptor", toAppError(failure("EMFILE"))],
    ["no process", toAppError(failure("EAGAIN"))],
  ])("keeps a picture in work when there is %s, and finishes it the next time", async (_name, shortage) => {
    let away = true;
    services = testServices();
    const { decoders } = services;
    services.decoders = {
      ...decoders,
      run: (job, options) => (away ? Promise.reject(shortage) : decoders.run(job, options)),
    };
    const { id } = await upload(services, await picture());
    const [delivery] = await services.uploads.receive({ max: 1, waitSeconds: 0 });
    if (!delivery) throw new Error("no message");
    await expect(processUpload(services, delivery.event)).rejects.toBe(shortage);
    await services.uploads.release(delivery);
    expect(await statusOf(id)).toBe("processing");
    away = false;
    await services.work();
    expect(await statusOf(id)).toBe("ready");
  });

  it("says that it is our fault where the work broke off three times, and no crash of its decoder", async () => {
    services = testServices({
      decoders: { ...IDLE_DECODERS, run: () => Promise.reject(new AppError("internal", "Odd.")) },
    });
    const { id } = await upload(services, await picture());
    expect(await services.work()).toBe(4); // three receives and the dead letter
    expect(await services.catalog.get(WORKSPACE, id)).toMatchObject({ status: "failed", error: { code: "busy" } });
  });

  it("notes how long it took to find that it cannot be read", async () => {
    services = testServices();
    const { decoders } = services;
    const now = performance.now.bind(performance);
    let passed = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => now() + passed);
    onTestFinished(() => clock.mockRestore());
    services.decoders = {
      ...decoders,
      run: (job, options) => {
        passed += 12_345;
        return decoders.run(job, options);
      },
    };
    const { id } = await upload(services, "Dear diary");
    await services.work();
    const { status, failedAfterMs } = (await services.catalog.get(WORKSPACE, id)) ?? {};
    expect(status).toBe("failed");
    expect(failedAfterMs).toBeGreaterThanOrEqual(12_345);
  });

  it.each([
    ["found a picture", null],
    ["found none", new AppError("not_an_image", "No.")],
  ])("leaves an image alone whose second bytes came while its first were read: %s", async (_name, found) => {
    services = testServices();
    const { decoders } = services;
    const { id } = await upload(services, await picture());
    services.decoders = {
      ...decoders,
      run: async (job, options) => {
        await services.catalog.markProcessing(WORKSPACE, id, { bytes: 5, etag: "second" });
        if (found) throw found;
        return decoders.run(job, options);
      },
    };
    await services.work();
    expect(await services.catalog.get(WORKSPACE, id)).toMatchObject({
      status: "processing",
      etag: "second",
      facts: null,
      error: null,
    });
  });

  it("leaves nothing of an image that is deleted in the middle of it", async () => {
    services = testServices();
    const { decoders } = services;
    const { id } = await upload(services, await picture());
    services.decoders = {
      ...decoders,
      run: async (job, options) => {
        const result = await decoders.run(job, options);
        await deleteImage(services, WORKSPACE, id);
        return result;
      },
    };
    await services.work();
    expect(await statusOf(id)).toBeUndefined();
    expect(derived()).toEqual([]);
    expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 0, bytes: 0 });
  });

  it("stops the decoder of an image that is deleted, within some seconds, and leaves nothing of it", async () => {
    let begun = () => {};
    const decoding = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const untilStopped = (signal?: AbortSignal) =>
      new Promise<never>((_, reject) => signal?.addEventListener("abort", () => reject(new Error("stopped"))));
    const run: DecoderPool["run"] = (_job, options) => {
      begun();
      return untilStopped(options?.signal);
    };
    services = testServices({ decoders: { ...IDLE_DECODERS, run } });
    const { id } = await upload(services, await picture());
    const working = services.work();
    await decoding;
    await deleteImage(services, WORKSPACE, id);
    expect(await working).toBe(1);
    expect(services.lines).toEqual([]);
    expect(derived()).toEqual([]);
  });

  it("writes no name of a file into the log", async () => {
    services = testServices();
    await upload(services, await picture(), "secret-meeting.jpg");
    await upload(services, "Dear diary", "secret-diary.jpg");
    await services.work();
    expect(services.lines.length).toBe(2);
    expect(services.lines.join()).not.toContain("secret");
  });
});
