import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { bytesOf, NOON, someBytes, ulid, WORKSPACE } from "../contract/fixtures.ts";
import { describeObjectStore } from "../contract/object-store.suite.ts";
import { storageFull } from "../refusals.ts";
import { JPEG, openStore, THUMBNAIL, UPLOAD } from "./file-store.fixture.ts";
import { filesBelow } from "./temporary-directory.fixture.ts";

describeObjectStore("The file store", async () => {
  const { store, scratch, announced } = openStore();
  return { store, scratch, announced: () => announced, close: async () => {} };
});

const stream = (...chunks: Buffer[]) => Readable.from(chunks);

describe("keys", () => {
  test.each([
    "",
    "/",
    "uploads",
    "uploads/",
    "uploads/../x",
    "uploads/w/..",
    "uploads/w/.",
    "uploads//x",
    "uploads/w/x/y",
    "uploads/w/x\u0000",
    "uploads/w/x\n",
    "uploads\\w\\x",
    "tmp/w/x",
    "derived/w/x",
    "derived/w/x/.hidden",
    "derived/w/x/a.b/c",
    "derived/w/../../secret",
    `uploads/w/${"x".repeat(129)}`,
  ])("%j names nothing", async (key) => {
    const { store } = openStore();
    const refusal = { code: "internal" };
    await expect(store.put(key, stream(), JPEG)).rejects.toMatchObject(refusal);
    await expect(store.read(key)).rejects.toMatchObject(refusal);
    await expect(store.remove(key)).rejects.toMatchObject(refusal);
    await expect(store.uploadTarget(key, { bytes: 1, mediaType: "", endsAt: NOON })).rejects.toMatchObject(refusal);
  });

  test.each(["uploads/", "derived/", "/", "../", "uploads/../", "derived/w/../"])("%j is no prefix", async (prefix) => {
    await expect(openStore().store.remove(prefix)).rejects.toMatchObject({ code: "internal" });
  });
});

describe("an upload", () => {
  test("has the SHA-256 of its bytes as its etag, also after the next start", async () => {
    const { store, root } = openStore();
    const bytes = someBytes(200_000);
    const etag = createHash("sha256").update(bytes).digest("hex");
    expect(await store.put(UPLOAD, stream(bytes), JPEG)).toEqual({ bytes: 200_000, etag });
    expect(filesBelow(root)).toEqual([join(root, UPLOAD, etag)]);
  });

  test("is there once and for all: a second one is refused before it is read", async () => {
    const { store, root, announced } = openStore();
    await store.put(UPLOAD, stream(someBytes(10)), JPEG);
    const second = stream(someBytes(11));
    await expect(store.put(UPLOAD, second, JPEG)).rejects.toMatchObject({ code: "invalid_request" });
    expect(second.readableDidRead).toBe(false);
    expect(await store.head(UPLOAD)).toMatchObject({ bytes: 10 });
    expect(announced).toHaveLength(1);
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

  test("stops at a refused byte without taking the sender's connection down", async () => {
    const { store } = openStore();
    const body = stream(someBytes(100), someBytes(100), someBytes(100));
    await store.put(UPLOAD, body, { ...JPEG, maxBytes: 50 }).catch(() => {});
    expect(body.destroyed).toBe(false);
    expect((await bytesOf(body)).length).toBe(200);
  });

  test("keeps the error that its body ends with, where that has a sentence already", async () => {
    const { store } = openStore();
    const body = new Readable({ read: () => {} });
    body.destroy(storageFull());
    await expect(store.put(UPLOAD, body, JPEG)).rejects.toMatchObject({ code: "storage_full" });
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
