import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { storageFull } from "#adapters/refusals.ts";
import type { ObjectStore } from "#domain/ports/object-store.ts";
import { bytesOf, HOUR, OTHER_WORKSPACE, someBytes, ulid, WORKSPACE } from "./fixtures.ts";
import { describeObjectNames } from "./object-names.suite.ts";

export interface ObjectStoreSetup {
  store: ObjectStore;
  /** keys whose upload was announced so far, in order; null where the store's server sends that elsewhere */
  announced: (() => string[]) | null;
  /** a local directory for files that the store takes over */
  scratch: string;
  close(): Promise<void>;
}

const UPLOAD = `uploads/${WORKSPACE}/${ulid(1)}`;
const THUMBNAIL = `derived/${WORKSPACE}/${ulid(1)}/thumbnail.webp`;
const PREVIEW = `derived/${WORKSPACE}/${ulid(1)}/preview.webp`;
const OTHER_IMAGE = `derived/${WORKSPACE}/${ulid(2)}/thumbnail.webp`;
const OTHER = `derived/${OTHER_WORKSPACE}/${ulid(1)}/thumbnail.webp`;
const WEBP = { mediaType: "image/webp" };
const JPEG = { mediaType: "image/jpeg", maxBytes: 1_000_000 };

/** What every object store does. `announces`: through the adapter, so that it shows here (see `announced`). */
export function describeObjectStore(
  name: string,
  traits: { announces: boolean },
  make: () => Promise<ObjectStoreSetup>,
): void {
  describe(`${name} as an object store`, () => {
    let setup: ObjectStoreSetup;
    let store: ObjectStore;

    beforeEach(async () => {
      setup = await make();
      store = setup.store;
    });
    afterEach(() => setup.close());

    const put = (key: string, bytes: Buffer, options = JPEG) => store.put(key, Readable.from([bytes]), options);
    const read = async (key: string, range?: { start: number; end: number }) => {
      const object = await store.read(key, range);
      return object && bytesOf(object.body);
    };
    async function putFile(key: string, bytes: Buffer) {
      const path = join(setup.scratch, "made");
      await writeFile(path, bytes);
      return { path, stored: await store.putFile(key, path, WEBP) };
    }

    test.each([0, 1, 65_536, 300_000])("gives back %i bytes as they were sent", async (length) => {
      const bytes = someBytes(length);
      const stored = await put(UPLOAD, bytes);
      expect(stored).toEqual({ bytes: length, etag: expect.stringMatching(/^[\w.-]+$/) });
      expect(await read(UPLOAD)).toEqual(bytes);
      expect(await store.head(UPLOAD)).toEqual(stored);
      expect(await store.read(UPLOAD).then((object) => object?.body.destroy() && object)).toMatchObject(stored);
    });

    test("takes a stream in many pieces", async () => {
      const pieces = Array.from({ length: 50 }, (_, index) => someBytes(10_000, index));
      await store.put(UPLOAD, Readable.from(pieces), JPEG);
      expect(await read(UPLOAD)).toEqual(Buffer.concat(pieces));
    });

    test("has nothing where nothing was put", async () => {
      expect(await store.read(UPLOAD)).toBeNull();
      expect(await store.head(UPLOAD)).toBeNull();
      expect(await store.localFile(UPLOAD)).toBeNull();
      expect(await store.remove(UPLOAD)).toBe(0);
      expect(await store.remove(`derived/${WORKSPACE}/`)).toBe(0);
    });

    const expectAnnounced = (...keys: string[]) => {
      if (traits.announces) expect(setup.announced?.()).toEqual(keys);
    };

    if (traits.announces) {
      test("announces an upload, and nothing else", async () => {
        await put(UPLOAD, someBytes(10));
        await put(THUMBNAIL, someBytes(10));
        await putFile(PREVIEW, someBytes(10));
        expectAnnounced(UPLOAD);
      });
    }

    test("takes exactly as many bytes as it may, and nothing stays of one more", async () => {
      await put(UPLOAD, someBytes(1000), { ...JPEG, maxBytes: 1000 });
      const other = `uploads/${WORKSPACE}/${ulid(2)}`;
      await expect(put(other, someBytes(1001), { ...JPEG, maxBytes: 1000 })).rejects.toMatchObject({
        code: "too_many_bytes",
        message: expect.stringContaining("1 KB"),
      });
      expect(await store.head(other)).toBeNull();
      expectAnnounced(UPLOAD);
    });

    test("keeps nothing of an upload that breaks off", async () => {
      const broken = Readable.from(
        (async function* () {
          yield someBytes(1000);
          throw new Error("aborted");
        })(),
      );
      await expect(store.put(UPLOAD, broken, JPEG)).rejects.toMatchObject({ code: "invalid_request" });
      expect(await store.head(UPLOAD)).toBeNull();
      expectAnnounced();
    });

    test("keeps nothing of an upload whose sender goes away without a word", async () => {
      const body = new Readable({ read() {} });
      body.push(someBytes(1000));
      const putting = store.put(UPLOAD, body, JPEG);
      body.destroy();
      await expect(putting).rejects.toMatchObject({ code: "invalid_request" });
      expect(await store.head(UPLOAD)).toBeNull();
    });

    test("reads a range with both ends in it", async () => {
      const bytes = someBytes(300_000);
      await put(UPLOAD, bytes);
      expect(await read(UPLOAD, { start: 0, end: 0 })).toEqual(bytes.subarray(0, 1));
      expect(await read(UPLOAD, { start: 1000, end: 1999 })).toEqual(bytes.subarray(1000, 2000));
      expect(await read(UPLOAD, { start: 100_000, end: 250_000 })).toEqual(bytes.subarray(100_000, 250_001));
      expect(await read(UPLOAD, { start: 299_999, end: 400_000 })).toEqual(bytes.subarray(299_999));
      const part = await store.read(UPLOAD, { start: 5, end: 9 });
      part?.body.destroy();
      expect(part?.bytes).toBe(300_000);
    });

    test.each([
      ["begins past the end", { start: 10, end: 20 }],
      ["is the wrong way round", { start: 5, end: 4 }],
      ["begins before the object", { start: -1, end: 4 }],
    ])("refuses a range that %s", async (_, range) => {
      await put(UPLOAD, someBytes(10));
      await expect(store.read(UPLOAD, range)).rejects.toMatchObject({ code: "invalid_request" });
    });

    test("sends an object to its end though it is deleted meanwhile", async () => {
      const bytes = someBytes(300_000);
      await put(UPLOAD, bytes);
      const object = await store.read(UPLOAD);
      await store.remove(UPLOAD);
      expect(object && (await bytesOf(object.body))).toEqual(bytes);
      expect(await store.read(UPLOAD)).toBeNull();
    });

    test("takes over a local file, which is gone then", async () => {
      const { path, stored } = await putFile(THUMBNAIL, someBytes(500));
      expect(existsSync(path)).toBe(false);
      expect(await store.head(THUMBNAIL)).toEqual({ bytes: 500, etag: stored.etag });
      expect(await read(THUMBNAIL)).toEqual(someBytes(500));
    });

    test("overwrites a derived object, and its etag changes with its bytes", async () => {
      const first = await putFile(THUMBNAIL, someBytes(500, 1));
      const second = await putFile(THUMBNAIL, someBytes(500, 2));
      expect(second.stored.etag).not.toBe(first.stored.etag);
      expect(await read(THUMBNAIL)).toEqual(someBytes(500, 2));
      const third = await put(THUMBNAIL, someBytes(500, 3));
      expect(third.etag).not.toBe(second.stored.etag);
      expect(await store.head(THUMBNAIL)).toEqual(third);
    });

    test("deletes one object and no other", async () => {
      await put(THUMBNAIL, someBytes(1));
      await put(PREVIEW, someBytes(1));
      expect(await store.remove(THUMBNAIL)).toBe(1);
      expect(await store.head(THUMBNAIL)).toBeNull();
      expect(await store.head(PREVIEW)).not.toBeNull();
    });

    test("deletes all below a prefix, of one image or of a workspace", async () => {
      for (const key of [UPLOAD, THUMBNAIL, PREVIEW, OTHER_IMAGE, OTHER]) await put(key, someBytes(1));
      expect(await store.remove(`derived/${WORKSPACE}/${ulid(1)}/`)).toBe(2);
      expect(await store.head(OTHER_IMAGE)).not.toBeNull();
      expect(await store.remove(`derived/${WORKSPACE}/`)).toBe(1);
      expect(await store.head(OTHER)).not.toBeNull();
      expect(await store.remove(`${UPLOAD}/`)).toBe(0);
      expect(await store.head(UPLOAD)).not.toBeNull();
      expect(await store.remove(`uploads/${WORKSPACE}/`)).toBe(1);
      expect(await store.head(UPLOAD)).toBeNull();
    });

    test("gives an object as a local file, of that etag alone", async () => {
      const bytes = someBytes(1000);
      const { etag } = await put(UPLOAD, bytes);
      for (const asked of [undefined, etag]) {
        const file = await store.localFile(UPLOAD, asked);
        expect(file && (await readFile(file.path))).toEqual(bytes);
        await file?.release();
      }
      expect(await store.localFile(UPLOAD, "another")).toBeNull();
      expect(await store.head(UPLOAD)).not.toBeNull();
    });

    test("takes an upload once: a second one is refused before it is read", async () => {
      await put(UPLOAD, someBytes(10));
      const second = Readable.from([someBytes(11)]);
      await expect(store.put(UPLOAD, second, JPEG)).rejects.toMatchObject({ code: "invalid_request" });
      expect(second.readableDidRead).toBe(false);
      expect(await read(UPLOAD)).toEqual(someBytes(10));
      expectAnnounced(UPLOAD);
    });

    test("stops at a refused byte without taking the sender's connection down", async () => {
      const body = Readable.from([someBytes(100), someBytes(100), someBytes(100)]);
      await expect(store.put(UPLOAD, body, { ...JPEG, maxBytes: 50 })).rejects.toMatchObject({
        code: "too_many_bytes",
      });
      expect(body.destroyed).toBe(false);
      expect((await bytesOf(body)).length).toBe(200);
    });

    test("keeps the error that a body ends with, where that has a sentence already", async () => {
      const body = new Readable({ read() {} });
      body.destroy(storageFull());
      await expect(store.put(UPLOAD, body, JPEG)).rejects.toMatchObject({ code: "storage_full" });
    });

    test("names the key in an upload target and sends it by POST", async () => {
      const limits = { bytes: 10, mediaType: "image/jpeg", endsAt: Date.now() + HOUR };
      const target = await store.uploadTarget(UPLOAD, limits);
      expect(target.method).toBe("POST");
      expect(target.fields).toMatchObject({ key: UPLOAD, "Content-Type": "image/jpeg" });
      expect(target.url).toMatch(/^(https?:\/)?\//);
    });

    describeObjectNames(() => store);

    test("answers, and has room", async () => {
      await store.ensureRoom(0);
      await store.check();
    });
  });
}
