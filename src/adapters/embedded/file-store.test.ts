import { createHash } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { bytesOf, NOON, OTHER_WORKSPACE, someBytes, ulid, WORKSPACE } from "../contract/fixtures.ts";
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

describe("an upload target", () => {
  const LIMITS = { bytes: 1000, mediaType: "image/jpeg", endsAt: NOON + 1 };

  async function begin(options: Parameters<typeof openStore>[0] = {}) {
    const opened = openStore(options);
    return { ...opened, target: await opened.store.uploadTarget(UPLOAD, LIMITS) };
  }

  test("is an address of this app with the fields of an S3 POST", async () => {
    const { target } = await begin();
    expect(target.url).toBe(`/api/uploads/${ulid(1)}`);
    expect(Object.keys(target.fields)).toEqual(["key", "Content-Type", "policy", "signature"]);
  });

  test("takes exactly the announced bytes and announces them", async () => {
    const { store, target, announced } = await begin();
    const stored = await store.accept(target.fields, stream(someBytes(1000)));
    expect(stored).toEqual(await store.head(UPLOAD));
    expect(announced).toEqual([UPLOAD]);
  });

  test.each([
    [999, "invalid_request", /1000.*999/],
    [1001, "too_many_bytes", /1000.*1001/],
    [0, "invalid_request", /1000.* 0 /],
  ])("refuses %i bytes, with both numbers", async (length, code, message) => {
    const { store, root, target, announced } = await begin();
    await expect(store.accept(target.fields, stream(someBytes(length)))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(filesBelow(root)).toEqual([]);
    expect(announced).toEqual([]);
    await store.accept(target.fields, stream(someBytes(1000)));
  });

  test("is good once", async () => {
    const { store, target } = await begin();
    await store.accept(target.fields, stream(someBytes(1000)));
    const again = store.accept(target.fields, stream(someBytes(1000, 2)));
    await expect(again).rejects.toMatchObject({ code: "invalid_request" });
    expect(await store.read(UPLOAD).then((object) => object && bytesOf(object.body))).toEqual(someBytes(1000));
  });

  test("is good until its end", async () => {
    const { store, target } = await begin({ now: () => LIMITS.endsAt });
    const late = store.accept(target.fields, stream(someBytes(1000)));
    await expect(late).rejects.toMatchObject({ code: "expired" });
    expect(await store.head(UPLOAD)).toBeNull();
  });

  test("of another server is none of ours", async () => {
    const { target } = await begin({ secrets: ["another secret of at least thirty-two characters"] });
    const { store } = openStore();
    const forged = store.accept(target.fields, stream(someBytes(1000)));
    await expect(forged).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the disk", () => {
  const gigabyte = 1_000_000_000;

  test.each([
    ["256 MB of a large disk stay free", 500 * gigabyte, 256_000_000],
    ["5 % of a small disk stay free", gigabyte, 50_000_000],
  ])("%s", async (_, total, floor) => {
    const { store } = openStore({ measure: async () => ({ total, free: floor + 1000 }) });
    await store.ensureRoom(1000);
    await expect(store.ensureRoom(1001)).rejects.toMatchObject({ code: "storage_full" });
  });

  test("that fills up while bytes arrive ends the upload, and nothing stays of it", async () => {
    let free = gigabyte;
    const { store, root } = openStore({ measure: async () => ({ total: gigabyte, free }) });
    let sent = 0;
    const body = Readable.from(
      (function* () {
        for (; sent < 100; sent++) {
          free -= 40_000_000;
          yield Buffer.alloc(1_000_000);
        }
      })(),
    );
    const filling = store.put(UPLOAD, body, { ...JPEG, maxBytes: gigabyte });
    await expect(filling).rejects.toMatchObject({ code: "storage_full" });
    expect(sent).toBeLessThan(60);
    expect(filesBelow(root)).toEqual([]);
  });

  test("that is nearly full still takes what is made of the images there are", async () => {
    const { store } = openStore({ measure: async () => ({ total: gigabyte, free: 1 }) });
    const chunks = Array(20).fill(Buffer.alloc(1_000_000));
    await store.put(THUMBNAIL, stream(...chunks), { ...JPEG, maxBytes: gigabyte });
  });

  test("is measured for real by default", async () => {
    const { store } = openStore();
    await expect(store.ensureRoom(2 ** 60)).rejects.toMatchObject({ code: "storage_full" });
  });

  test("that is gone is noticed by the check", async () => {
    const { store, root } = openStore();
    await store.check();
    rmSync(root, { recursive: true });
    await expect(store.check()).rejects.toMatchObject({ code: "internal" });
  });
});

describe("open files", () => {
  const openFiles = (root: string) =>
    readdirSync("/proc/self/fd").filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).startsWith(root);
      } catch {
        return false;
      }
    }).length;

  test.skipIf(process.platform !== "linux")(
    "none stays open, whether a body is read, left or never begun",
    async () => {
      const { store, root } = openStore();
      await store.put(UPLOAD, stream(someBytes(300_000)), JPEG);
      await store.put(THUMBNAIL, stream(someBytes(300)), JPEG);
      const bodies = async () => {
        const object = await store.read(UPLOAD);
        if (!object) throw new Error("nothing there");
        return object.body;
      };
      const begun = await bodies();
      expect(openFiles(root)).toBe(1);
      for await (const _ of begun) break;
      const never = await bodies();
      const closed = new Promise((resolve) => never.once("close", resolve));
      never.destroy();
      await closed;
      await bytesOf(await bodies());
      await store.read(THUMBNAIL);
      await store.read(UPLOAD, { start: 400_000, end: 400_001 }).catch(() => {});
      await store.localFile(UPLOAD);
      await store.head(UPLOAD);
      expect(openFiles(root)).toBe(0);
    },
  );
});

describe("after a crash", () => {
  test("temporary files are removed, those in use are not", async () => {
    const { store, root } = openStore();
    const hourAgo = NOON / 1000 - 3600;
    for (const name of ["old", "busy"]) {
      mkdirSync(join(root, "tmp", name));
      writeFileSync(join(root, "tmp", name, "part"), "x");
      utimesSync(join(root, "tmp", name, "part"), hourAgo, name === "old" ? hourAgo : NOON / 1000);
      utimesSync(join(root, "tmp", name), hourAgo, hourAgo);
    }
    writeFileSync(join(root, "tmp", "file"), "x");
    utimesSync(join(root, "tmp", "file"), hourAgo, hourAgo);
    expect(await store.sweepTmp(60_000)).toBe(2);
    expect(readdirSync(join(root, "tmp"))).toEqual(["busy"]);
    expect(await store.sweepTmp(0)).toBe(1);
    expect(readdirSync(join(root, "tmp"))).toEqual([]);
  });

  test("every image with something in the store is named", async () => {
    const { store, root } = openStore();
    await store.put(UPLOAD, stream(someBytes(1)), JPEG);
    await store.put(`derived/${OTHER_WORKSPACE}/${ulid(2)}/preview.webp`, stream(someBytes(1)), JPEG);
    mkdirSync(join(root, "uploads", WORKSPACE, ulid(3)));
    writeFileSync(join(root, "uploads", ".DS_Store"), "not ours");
    writeFileSync(join(root, "uploads", WORKSPACE, ".DS_Store"), "not ours");
    symlinkSync("nowhere", join(root, "derived", "x.y"));
    const stored = (await Array.fromAsync(store.stored())).map(({ workspace, id }) => `${workspace}/${id}`);
    expect(stored.sort()).toEqual([
      `${WORKSPACE}/${ulid(1)}`,
      `${WORKSPACE}/${ulid(3)}`,
      `${OTHER_WORKSPACE}/${ulid(2)}`,
    ]);
  });

  test("what is left of a broken-off delete is no upload, and can be deleted and sent", async () => {
    const { store, root } = openStore();
    mkdirSync(join(root, UPLOAD), { recursive: true });
    expect(await store.head(UPLOAD)).toBeNull();
    expect(await store.remove(UPLOAD)).toBe(0);
    expect(readdirSync(join(root, "uploads"))).toEqual([]);
    mkdirSync(join(root, UPLOAD), { recursive: true });
    await store.put(UPLOAD, stream(someBytes(1)), JPEG);
    expect(await store.head(UPLOAD)).toMatchObject({ bytes: 1 });
  });

  test("what a file manager put into an upload's folder is not the upload", async () => {
    const { store, root } = openStore();
    mkdirSync(join(root, UPLOAD), { recursive: true });
    writeFileSync(join(root, UPLOAD, ".DS_Store"), "not ours");
    expect(await store.head(UPLOAD)).toBeNull();
    await store.remove(UPLOAD);
    expect(readdirSync(join(root, "uploads"))).toEqual([]);
  });

  test("files are readable by their owner alone", async () => {
    const { store, root } = openStore();
    const { etag } = await store.put(UPLOAD, stream(someBytes(1)), JPEG);
    expect(statSync(join(root, UPLOAD, etag)).mode & 0o077).toBe(0);
    expect(statSync(join(root, "uploads", WORKSPACE)).mode & 0o077).toBe(0);
  });
});
