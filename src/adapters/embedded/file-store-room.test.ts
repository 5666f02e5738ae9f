import { readdirSync, readlinkSync, rmSync } from "node:fs";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { bytesOf, someBytes } from "#adapters/contract/fixtures.ts";
import { JPEG, openStore, THUMBNAIL, UPLOAD } from "./file-store.fixture.ts";
import { filesBelow } from "./temporary-directory.fixture.ts";

const stream = (...chunks: Buffer[]) => Readable.from(chunks);

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
