import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { bytesOf, NOON, someBytes, ulid } from "#adapters/contract/fixtures.ts";
import { openStore, UPLOAD } from "./file-store.fixture.ts";
import { filesBelow } from "./temporary-directory.fixture.ts";

const stream = (...chunks: Buffer[]) => Readable.from(chunks);

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
