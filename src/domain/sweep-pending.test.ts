// @module-tag slow
/** Images that wait for the worker, when the sweeper comes by. */
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf, picture, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import { AppError } from "#errors.ts";
import { acceptUpload } from "./accept-upload.ts";
import { beginUploads } from "./begin-upload.ts";
import { retryImage } from "./retry-image.ts";
import type { DecoderPool } from "./services.ts";
import { sweep } from "./sweep.ts";

const TEN_MINUTES = 10 * 60_000;

let services: TestServices;
beforeEach(() => {
  services = testServices();
});
afterEach(() => services.close());

const find = (id: string) => services.catalog.get(WORKSPACE, id);
const messages = async () => {
  const deliveries = await services.uploads.receive({ max: 9, waitSeconds: 0 });
  for (const delivery of deliveries) await services.uploads.acknowledge(delivery);
  return deliveries.length;
};

/** An announced upload whose bytes are there, and whose event got lost. */
async function unannounced(): Promise<string> {
  const bytes = await picture();
  const [begun] = await beginUploads(services, WORKSPACE, [
    { name: "a.jpg", bytes: bytes.length, mediaType: "image/jpeg" },
  ]);
  if (!begun || !("target" in begun)) throw new Error("refused");
  await acceptUpload(services, begun.image.id, begun.target.fields, Readable.from([bytes]));
  expect(await messages()).toBe(1);
  return begun.image.id;
}

describe("an image whose bytes are there", () => {
  it("stays when the worker begins while the sweeper looks", async () => {
    const id = await unannounced();
    services.pass(2 * TEN_MINUTES);
    const { head } = services.store;
    services.store.head = async (key) => {
      const there = await head(key);
      if (there) await services.catalog.markProcessing(WORKSPACE, id, there);
      return there;
    };
    expect(await sweep(services, 1000)).toBe(0);
    expect(await find(id)).toMatchObject({ status: "processing" });
  });

  it("is announced once more where its event was lost, and once only", async () => {
    const id = await unannounced();
    services.pass(TEN_MINUTES - 1);
    await sweep(services, 1000);
    expect(await messages()).toBe(0);
    services.pass(1);
    await sweep(services, 1000);
    await sweep(services, 1000);
    expect(await services.work()).toBe(1);
    expect(await find(id)).toMatchObject({ status: "ready" });
  });

  it("is announced once more where it came by a form, an hour after that began", async () => {
    services.limits.retentionMs = 24 * 3_600_000;
    const { id } = await upload(services, await picture());
    expect(await messages()).toBe(1);
    services.pass(3_600_000 - 1);
    await sweep(services, 1000);
    expect(await services.work()).toBe(0);
    services.pass(1);
    await sweep(services, 1000);
    await services.work();
    expect(await find(id)).toMatchObject({ status: "ready" });
  });

  it("waits for the next pass where the queue is away", async () => {
    const id = await unannounced();
    const { publish } = services.uploads;
    services.uploads.publish = () => Promise.reject(new AppError("busy", "No."));
    services.pass(TEN_MINUTES);
    expect(await codeOf(sweep(services, 1000))).toBe("busy");
    expect(await find(id)).toMatchObject({ status: "pending" });
    services.uploads.publish = publish;
    services.pass(1000);
    await sweep(services, 1000);
    await services.work();
    expect(await find(id)).toMatchObject({ status: "ready" });
  });

  it("is left alone once it has failed, however often it was read in vain", async () => {
    const failing: DecoderPool = {
      ...services.decoders,
      run: () => Promise.reject(new AppError("internal", "It died.")),
    };
    services.decoders = failing;
    const id = await unannounced();
    services.pass(TEN_MINUTES);
    await sweep(services, 1000);
    expect(await services.work()).toBe(4); // three receives and the dead letter
    expect(await find(id)).toMatchObject({ status: "failed" });
    for (let pass = 0; pass < 3; pass++) {
      services.pass(TEN_MINUTES);
      await sweep(services, 1000);
    }
    expect(await services.work()).toBe(0);
    expect(await find(id)).toMatchObject({ status: "failed" });
  });
});

describe("a retry", () => {
  const failed = async () => {
    const { id } = await upload(services, "Dear diary");
    await services.work();
    return id;
  };

  it("whose message cannot be sent leaves the image failed, as it was", async () => {
    const id = await failed();
    const before = await find(id);
    const { publish } = services.uploads;
    services.uploads.publish = () => Promise.reject(new AppError("busy", "No."));
    expect(await codeOf(retryImage(services, WORKSPACE, id))).toBe("busy");
    expect(await find(id)).toEqual({ ...before, crashes: 0 });
    services.uploads.publish = publish;
    await retryImage(services, WORKSPACE, id);
    expect(await services.work()).toBe(1);
  });

  it("whose server died before it was sent is found by the sweeper", async () => {
    const id = await failed();
    const { publish } = services.uploads;
    services.uploads.publish = () => new Promise(() => {});
    void retryImage(services, WORKSPACE, id);
    await expect.poll(async () => (await find(id))?.status).toBe("pending");
    services.uploads.publish = publish;
    services.pass(TEN_MINUTES);
    await sweep(services, 1000);
    expect(await services.work()).toBe(1);
    expect(await find(id)).toMatchObject({ status: "failed", error: { code: "not_an_image" } });
  });
});
