// @module-tag slow
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { MISBEHAVING, picture, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import { AppError } from "#errors.ts";
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

  it("gives up a picture that kills its decoder three times, and lets its owner try again", async () => {
    const { createDecoderPool } = await import("#decoder-pool/pool.ts");
    const limits = { timeoutMs: 10_000, memoryBytes: 1e9, crashRetries: 0, size: 1, queue: 1 };
    const real = createDecoderPool({ entry: MISBEHAVING, env: { PATH: process.env.PATH ?? "" }, ...limits });
    const crashing: DecoderPool = { ...real, run: (job) => real.run({ ...job, source: "crash" }) };
    services = testServices({ decoders: crashing });
    const poison = await upload(services, await picture());
    expect(await services.work()).toBe(4); // three receives and the dead letter
    expect(await services.catalog.get(WORKSPACE, poison.id)).toMatchObject({
      status: "failed",
      error: { code: "damaged_image" },
    });
    await retryImage(services, WORKSPACE, poison.id);
    expect(await statusOf(poison.id)).toBe("pending");
    expect(await services.work()).toBe(4);
    real.close();
  });

  it("keeps a picture in work when the failure is not its own, and finishes it the next time", async () => {
    let away = true;
    services = testServices();
    const { decoders } = services;
    services.decoders = {
      ...services.decoders,
      run: (job, options) => {
        if (away) throw new AppError("storage_full", "No room.");
        return decoders.run(job, options);
      },
    };
    const { id } = await upload(services, await picture());
    const [delivery] = await services.uploads.receive({ max: 1, waitSeconds: 0 });
    if (!delivery) throw new Error("no message");
    await expect(processUpload(services, delivery.event)).rejects.toThrow("No room");
    await services.uploads.release(delivery);
    expect(await statusOf(id)).toBe("processing");
    away = false;
    await services.work();
    expect(await statusOf(id)).toBe("ready");
  });

  it.each([
    ["found a picture", null],
    ["found none", new AppError("not_an_image", "No.")],
  ])("leaves an image alone whose second bytes came while its first were read: %s", async (_name, found) => {
    services = testServices();
    const { decoders } = services;
    const { id } = await upload(services, await picture());
    services.decoders = {
      ...services.decoders,
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
      ...services.decoders,
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

  it("writes no name of a file into the log", async () => {
    services = testServices();
    await upload(services, await picture(), "secret-meeting.jpg");
    await upload(services, "Dear diary", "secret-diary.jpg");
    await services.work();
    expect(services.lines.length).toBe(2);
    expect(services.lines.join()).not.toContain("secret");
  });
});
