// @module-tag slow
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { codeOf, picture, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import { AppError } from "#errors.ts";
import { acceptUpload } from "./accept-upload.ts";
import { beginUploads } from "./begin-upload.ts";
import { deleteImage } from "./delete-image.ts";
import { sweep } from "./sweep.ts";

let services: TestServices;
afterEach(() => services.close());

const files = (folder: string): string[] =>
  readdirSync(join(services.dataDir, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
const announce = (bytes: number, name = "a.jpg") =>
  beginUploads(services, WORKSPACE, [{ name, bytes, mediaType: "image/jpeg" }]);

describe("a streamed upload", () => {
  it("counts its true size once it is there", async () => {
    services = testServices();
    const bytes = await picture();
    await upload(services, bytes);
    expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 1, bytes: bytes.length });
  });

  it.each([
    ["too large", { maxUploadBytes: 1000 }, "x".repeat(1001), "too_many_bytes"],
    ["more than the workspace has room for", { workspaceBytes: 1000 }, "x".repeat(1001), "workspace_full"],
    ["empty", {}, "", "not_an_image"],
  ])("leaves nothing behind when it is %s", async (_name, limits, bytes, code) => {
    services = testServices(limits);
    expect(await codeOf(upload(services, bytes))).toBe(code);
    expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 0, bytes: 0 });
    expect([...files("uploads"), ...files("tmp")]).toEqual([]);
    await services.work();
    expect((await services.catalog.list(WORKSPACE, { limit: 10, cursor: null })).items).toEqual([]);
  });

  it("leaves nothing behind when the sender goes away", async () => {
    services = testServices();
    const { receiveUpload } = await import("./receive-upload.ts");
    const body = new Readable({ read() {} });
    body.on("error", () => {}); // as the form's reader does
    body.push("half");
    const receiving = codeOf(receiveUpload(services, WORKSPACE, { name: "a", mediaType: "", body }));
    body.destroy(new Error("reset"));
    expect(await receiving).toBe("invalid_request");
    expect([...files("uploads"), ...files("tmp")]).toEqual([]);
    expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 0, bytes: 0 });
  });

  it("never takes more pictures than the workspace may hold, however many come at once", async () => {
    services = testServices({ workspaceImages: 3 });
    const bytes = await picture();
    const codes = await Promise.all(Array.from({ length: 8 }, () => codeOf(upload(services, bytes))));
    expect(codes.filter((code) => code === "no error").length).toBe(3);
    expect(codes.filter((code) => code === "workspace_full").length).toBe(5);
    expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 3, bytes: 3 * bytes.length });
  });
});

describe("an announced upload", () => {
  it("is refused by number before a byte is sent, one answer a file", async () => {
    services = testServices({ maxUploadBytes: 1000 });
    const [tooLarge, empty, fine] = await beginUploads(services, WORKSPACE, [
      { name: "big.jpg", bytes: 1001, mediaType: "image/jpeg" },
      { name: "none.jpg", bytes: 0, mediaType: "image/jpeg" },
      { name: "ok.jpg", bytes: 1000, mediaType: "image/jpeg" },
    ]);
    expect(tooLarge).toMatchObject({
      rejected: { name: "big.jpg", error: { code: "too_many_bytes", message: expect.stringContaining("1 KB") } },
    });
    expect(empty).toMatchObject({ rejected: { error: { code: "not_an_image" } } });
    expect(fine).toMatchObject({ image: { status: "pending", bytes: 1000 } });
    expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 1, bytes: 1000 });
  });

  it("gives its quota back once when nobody knows whether its record was written", async () => {
    services = testServices();
    const { create } = services.catalog;
    const busy = new AppError("busy", "The answer was lost.");
    for (const written of [false, true]) {
      services.catalog.create = async (record) => {
        if (written) await create(record);
        throw busy;
      };
      const [answer] = await announce(1000);
      expect(answer).toMatchObject({ rejected: { error: { code: "busy" } } });
      expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 0, bytes: 0 });
      expect((await services.catalog.list(WORKSPACE, { limit: 10, cursor: null })).items).toEqual([]);
      services.catalog.create = create;
      await announce(10);
      services.pass(11 * 60_000);
      await sweep(services, 1000);
      expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 0, bytes: 0 });
    }
  });

  it("keeps its count when its record was written and cannot be taken back", async () => {
    services = testServices();
    const { create, remove } = services.catalog;
    const busy = new AppError("busy", "The answer was lost.");
    services.catalog.create = async (record) => {
      await create(record);
      throw busy;
    };
    services.catalog.remove = () => Promise.reject(busy);
    await announce(1000);
    expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 1, bytes: 1000 });
    services.catalog.remove = remove;
    services.pass(11 * 60_000);
    await sweep(services, 1000);
    expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 0, bytes: 0 });
  });

  it("is forgotten, and its quota freed, when it never comes", async () => {
    services = testServices();
    await announce(1000);
    services.pass(9 * 60_000);
    await sweep(services, 1000);
    expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 1, bytes: 1000 });
    services.pass(2 * 60_000);
    await sweep(services, 1000);
    expect(await services.catalog.usage(WORKSPACE)).toEqual({ images: 0, bytes: 0 });
  });

  it("stays when its bytes are there and only the worker is late", async () => {
    services = testServices();
    const bytes = await picture();
    const [begun] = await announce(bytes.length);
    if (!begun || !("target" in begun)) throw new Error("refused");
    await acceptUpload(services, begun.image.id, begun.target.fields, Readable.from([bytes]));
    services.pass(20 * 60_000);
    await sweep(services, 1000);
    await services.work();
    expect(await services.catalog.get(WORKSPACE, begun.image.id)).toMatchObject({ status: "ready" });
  });

  it("finds nothing to be added to when the image was deleted meanwhile", async () => {
    services = testServices();
    const bytes = await picture();
    const [begun] = await announce(bytes.length);
    if (!begun || !("target" in begun)) throw new Error("refused");
    await deleteImage(services, WORKSPACE, begun.image.id);
    expect(await codeOf(acceptUpload(services, begun.image.id, begun.target.fields, Readable.from([bytes])))).toBe(
      "not_found",
    );
    expect(files("uploads")).toEqual([]);
  });
});
