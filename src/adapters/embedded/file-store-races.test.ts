// @module-tag slow
import { createHash } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf, NOON, someBytes, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { JPEG, openStore, THUMBNAIL, UPLOAD } from "./file-store.fixture.ts";
import { endOf, messageFrom, startProcess } from "./process.fixture.ts";
import { filesBelow } from "./temporary-directory.fixture.ts";

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const isFulfilled = <T>(result: PromiseSettledResult<T>) => result.status === "fulfilled";

test("of many uploads to one key exactly one wins, whole, and is announced once", async () => {
  const { store, root, announced } = openStore();
  const bodies = Array.from({ length: 12 }, (_, seed) => someBytes(5000, seed));
  const results = await Promise.allSettled(bodies.map((bytes) => store.put(UPLOAD, Readable.from([bytes]), JPEG)));
  const winner = bodies[results.findIndex(isFulfilled)] ?? Buffer.alloc(0);
  expect(results.filter(isFulfilled)).toHaveLength(1);
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "invalid_request" });
  }
  expect(filesBelow(root)).toEqual([join(root, UPLOAD, sha256(winner))]);
  expect(await store.read(UPLOAD).then((object) => object && bytesOf(object.body))).toEqual(winner);
  expect(announced).toEqual([UPLOAD]);
});

test("of two posts to one target, with the same bytes even, one is taken", async () => {
  const { store, announced } = openStore();
  const { fields } = await store.uploadTarget(UPLOAD, { bytes: 5000, mediaType: "image/jpeg", endsAt: NOON + 1 });
  const posts = [1, 1].map((seed) => store.accept(fields, Readable.from([someBytes(5000, seed)])));
  expect((await Promise.allSettled(posts)).filter(isFulfilled)).toHaveLength(1);
  expect(announced).toEqual([UPLOAD]);
});

test("derived objects that overtake each other are always one of them, whole", async () => {
  const { store, root, scratch } = openStore();
  const bodies = Array.from({ length: 10 }, (_, seed) => someBytes(70_000 + seed, seed));
  const writing = bodies.map((bytes, index) => {
    const path = join(scratch, String(index));
    writeFileSync(path, bytes);
    return store.putFile(THUMBNAIL, path, { mediaType: "image/webp" });
  });
  const reading = bodies.map(async () => {
    const object = await store.read(THUMBNAIL);
    return object && { ...object, content: await bytesOf(object.body) };
  });
  const hashes = new Set(bodies.map(sha256));
  for (const object of await Promise.all(reading)) {
    if (object) expect(hashes).toContain(sha256(object.content));
  }
  const etags = (await Promise.all(writing)).map(({ etag }) => etag);
  expect(new Set(etags).size).toBe(bodies.length);
  expect(etags).toContain((await store.head(THUMBNAIL))?.etag);
  expect(filesBelow(root)).toHaveLength(1);
});

test("writers find their way though others keep deleting the empty folders", async () => {
  const { store, root } = openStore();
  const ids = Array.from({ length: 60 }, (_, number) => ulid(number));
  await Promise.all(
    ids.map(async (id) => {
      await store.put(`derived/${WORKSPACE}/${id}/a.webp`, Readable.from([someBytes(10)]), JPEG);
      await store.remove(`derived/${WORKSPACE}/`);
    }),
  );
  expect(filesBelow(root)).toEqual([]);
  expect(readdirSync(join(root, "derived"))).toEqual([]);
});

test("whatever runs beside each other, what is read is whole, and what stays is what was announced", async () => {
  const key = (number: number) => `uploads/${WORKSPACE}/${ulid(number)}`;
  const operation = fc.record({
    what: fc.constantFrom("put", "put", "read", "local", "remove", "removeAll"),
    number: fc.nat(2),
    size: fc.nat(90_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(operation, { maxLength: 8 }), { maxLength: 5 }), async (rounds) => {
      const { store, root, announced } = openStore();
      let puts = 0;
      let removed = 0;
      const run = async ({ what, number, size }: { what: string; number: number; size: number }) => {
        if (what === "put") {
          const putting = store.put(key(number), Readable.from([someBytes(size, number)]), JPEG);
          await putting.then(
            () => puts++,
            (error) => expect(error).toMatchObject({ code: "invalid_request" }),
          );
        } else if (what === "read") {
          const object = await store.read(key(number));
          if (object) expect(sha256(await bytesOf(object.body))).toBe(object.etag);
        } else if (what === "local") {
          const file = await store.localFile(key(number));
          if (file) expect(file.path).toMatch(/[0-9a-f]{64}$/);
        } else {
          const count = await store.remove(what === "remove" ? key(number) : `uploads/${WORKSPACE}/`);
          removed += count;
        }
      };
      for (const round of rounds) {
        await Promise.all(round.map(run));
        const there = await Promise.all([0, 1, 2].map((number) => store.head(key(number))));
        expect(puts - removed).toBe(there.filter((object) => object !== null).length);
        expect(announced).toHaveLength(puts);
      }
      expect(readdirSync(join(root, "tmp"))).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test("of two processes that send to one key one wins", async () => {
  const { store, root } = openStore();
  const sender = (letter: string) =>
    startProcess(`
      const { createFileStore } = await load("./file-store.ts");
      const { Readable } = await import("node:stream");
      const store = createFileStore({ root: ${JSON.stringify(root)}, secrets: ["x"], announce: () => {} });
      let won = 0;
      for (let i = 10; i < 30; i++) {
        const body = Readable.from([Buffer.alloc(50_000, "${letter}")]);
        await store.put("uploads/w/" + i, body, { mediaType: "", maxBytes: 1e6 }).then(() => won++, () => {});
      }
      process.send(won);
      process.disconnect();`);
  const won = await Promise.all([sender("a"), sender("b")].map(messageFrom));
  expect(Number(won[0]) + Number(won[1])).toBe(20);
  expect(filesBelow(root)).toHaveLength(20);
  expect([...store.stored()]).toHaveLength(20);
});

test("a process killed in the middle of an upload leaves nothing but what the sweep removes", async () => {
  const { store, root } = openStore({ now: Date.now });
  const child = startProcess(`
    const { createFileStore } = await load("./file-store.ts");
    const { Readable } = await import("node:stream");
    const store = createFileStore({ root: ${JSON.stringify(root)}, secrets: ["x"], announce: () => {} });
    await store.put("uploads/w/whole", Readable.from([Buffer.alloc(100)]), { mediaType: "", maxBytes: 1e9 });
    store.put("uploads/w/half", Readable.from((async function* () {
      yield Buffer.alloc(100_000);
      yield Buffer.alloc(100_000);
      process.send("in the middle");
      await new Promise(() => setInterval(() => {}, 1000));
    })()), { mediaType: "", maxBytes: 1e9 });`);
  expect(await messageFrom(child)).toBe("in the middle");
  child.kill("SIGKILL");
  await endOf(child);
  expect(filesBelow(root)).toHaveLength(2);
  expect(await store.head("uploads/w/half")).toBeNull();
  expect(await store.sweepTmp(0)).toBe(1);
  expect(filesBelow(root)).toHaveLength(1);
  expect([...store.stored()]).toMatchObject([{ workspace: "w", id: "whole" }]);
});
