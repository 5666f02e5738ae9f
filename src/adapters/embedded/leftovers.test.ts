import { mkdirSync, readdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { HOUR, NOON, OTHER_WORKSPACE, someBytes, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { JPEG, openStore, UPLOAD } from "./file-store.fixture.ts";

const stream = (...chunks: Buffer[]) => Readable.from(chunks);

describe("after a crash", () => {
  test.each([
    ["now", NOON],
    ["tomorrow, for the clock was set back since", NOON + 24 * HOUR],
    ["a day ago, for the clock was set forward since", NOON - 24 * HOUR],
  ])("temporary files that stay as they are are removed, those in use are not: written %s", async (_, written) => {
    let passed = 0;
    const { store, root } = openStore({ clock: () => passed });
    const part = (name: string) => join(root, "tmp", name, "part");
    const touch = (path: string, more = 0) => utimesSync(path, written / 1000, written / 1000 + more);
    for (const name of ["old", "busy"]) {
      mkdirSync(join(root, "tmp", name));
      writeFileSync(part(name), "x");
      touch(part(name));
      touch(join(root, "tmp", name));
    }
    writeFileSync(join(root, "tmp", "file"), "x");
    touch(join(root, "tmp", "file"));
    expect(await store.sweepTmp(60_000)).toBe(0);
    passed = 59_999;
    touch(part("busy"), 60);
    expect(await store.sweepTmp(60_000)).toBe(0);
    passed = 60_000;
    expect(await store.sweepTmp(60_000)).toBe(2);
    expect(readdirSync(join(root, "tmp"))).toEqual(["busy"]);
    expect(await store.sweepTmp(0)).toBe(1);
    expect(readdirSync(join(root, "tmp"))).toEqual([]);
  });

  test("every folder of an image in the store is named, with what is in it", async () => {
    const { store, root } = openStore();
    const { etag } = await store.put(UPLOAD, stream(someBytes(1)), JPEG);
    await store.put(`derived/${OTHER_WORKSPACE}/${ulid(2)}/preview.webp`, stream(someBytes(1)), JPEG);
    mkdirSync(join(root, "uploads", WORKSPACE, ulid(3)));
    writeFileSync(join(root, "uploads", ".DS_Store"), "not ours");
    writeFileSync(join(root, "uploads", WORKSPACE, ".DS_Store"), "not ours");
    symlinkSync("nowhere", join(root, "derived", "x.y"));
    const stored = [...store.stored()].map(({ area, workspace, id, files }) => [`${area}/${workspace}/${id}`, files]);
    expect(Object.fromEntries(stored)).toEqual({
      [UPLOAD]: [etag],
      [`uploads/${WORKSPACE}/${ulid(3)}`]: [],
      [`derived/${OTHER_WORKSPACE}/${ulid(2)}`]: ["preview.webp"],
    });
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
