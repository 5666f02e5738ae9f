// @module-tag slow
import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { someBytes, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { describeObjectStore } from "#adapters/contract/object-store.suite.ts";
import { storageFull } from "#adapters/refusals.ts";
import { JPEG, openStore, THUMBNAIL, UPLOAD } from "./file-store.fixture.ts";
import { filesBelow } from "./temporary-directory.fixture.ts";

describeObjectStore("The file store", { announces: true }, async () => {
  const { store, scratch, announced } = openStore();
  return { store, scratch, announced: () => announced, close: async () => {} };
});

const stream = (...chunks: Buffer[]) => Readable.from(chunks);

describe("an upload", () => {
  test("has the SHA-256 of its bytes as its etag, also after the next start", async () => {
    const { store, root } = openStore();
    const bytes = someBytes(200_000);
    const etag = createHash("sha256").update(bytes).digest("hex");
    expect(await store.put(UPLOAD, stream(bytes), JPEG)).toEqual({ bytes: 200_000, etag });
    expect(filesBelow(root)).toEqual([join(root, UPLOAD, etag)]);
  });

  test("leaves no second file where it is refused", async () => {
    const { store, root } = openStore();
    await store.put(UPLOAD, stream(someBytes(10)), JPEG);
    await expect(store.put(UPLOAD, stream(someBytes(11)), JPEG)).rejects.toMatchObject({ code: "invalid_request" });
    expect(filesBelow(root)).toHaveLength(1);
  });

  test("is announced when it can be read, and not before", async () => {
    const seen: unknown[] = [];
    const { store } = openStore({
      announce: async ({ key }) => {
        seen.push(await store.head(key));
      },
    });
    const stored = await store.put(UPLOAD, stream(someBytes(10)), JPEG);
    expect(seen).toEqual([stored]);
  });

  test("that cannot be announced is taken back, and can be sent again", async () => {
    let fails = true;
    const { store, root } = openStore({
      announce: () => {
        if (fails) throw storageFull();
      },
    });
    await expect(store.put(UPLOAD, stream(someBytes(10)), JPEG)).rejects.toMatchObject({ code: "storage_full" });
    expect(await store.head(UPLOAD)).toBeNull();
    expect(filesBelow(root)).toEqual([]);
    fails = false;
    await store.put(UPLOAD, stream(someBytes(10)), JPEG);
  });

  test("leaves no temporary file, whether it succeeds or fails", async () => {
    const { store, root } = openStore();
    const broken = new Readable({
      read() {
        this.destroy(new Error("gone"));
      },
    });
    await store.put(UPLOAD, stream(someBytes(10)), JPEG);
    await store.put(THUMBNAIL, stream(someBytes(10)), JPEG);
    await store.put(`${UPLOAD}2`, stream(someBytes(10)), { ...JPEG, maxBytes: 9 }).catch(() => {});
    await store.put(`${UPLOAD}3`, broken, JPEG).catch(() => {});
    expect(readdirSync(join(root, "tmp"))).toEqual([]);
  });

  test("is asked for no faster than it is written", async () => {
    const { store, root } = openStore();
    const chunk = Buffer.alloc(100_000);
    let most = 0;
    const body = Readable.from(
      (function* () {
        for (let asked = 1; asked <= 100; asked++) {
          const written = filesBelow(join(root, "tmp")).reduce((sum, path) => sum + statSync(path).size, 0);
          most = Math.max(most, asked - written / chunk.length);
          yield chunk;
        }
      })(),
    );
    await store.put(UPLOAD, body, { ...JPEG, maxBytes: 1e9 });
    expect(most).toBeLessThan(5);
  });

  test("that breaks off before anyone listens ends itself, and not the server", async () => {
    const { store } = openStore();
    const body = new Readable({ read: () => {} });
    const putting = store.put(UPLOAD, body, JPEG);
    body.destroy(new Error("aborted"));
    await expect(putting).rejects.toMatchObject({ code: "invalid_request" });
  });

  test("survives a deletion of its workspace's folder beside it", async () => {
    const { store, root } = openStore();
    await store.put(`uploads/${WORKSPACE}/${ulid(2)}`, stream(someBytes(1)), JPEG);
    expect(await store.remove(`uploads/${WORKSPACE}/`)).toBe(1);
    expect(readdirSync(join(root, "uploads"))).toEqual([]);
    await store.put(UPLOAD, stream(someBytes(1)), JPEG);
    expect(await store.remove(UPLOAD)).toBe(1);
    expect(readdirSync(join(root, "uploads"))).toEqual([]);
  });
});
