import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { HOUR, someBytes } from "#adapters/contract/fixtures.ts";
import { JPEG, openS3, type S3Server, THUMBNAIL, UPLOAD } from "./s3-server.fixture.ts";

/** What a store that checks signatures makes of our addresses. */
export function describeSignedAddresses(name: string, server: () => S3Server): void {
  describe(`${name} and a signed address`, () => {
    const BYTES = someBytes(5000);
    const options = (changes: object = {}) => ({
      fileName: "Überfahrt “🚢” (100%) it's 'ours'!*.jpg",
      mediaType: "image/jpeg",
      disposition: "attachment" as const,
      endsAt: Date.now() + HOUR,
      maxAge: 0,
      ...changes,
    });
    async function open(now = Date.now) {
      const opened = await openS3(server(), { now });
      for (const key of [UPLOAD, THUMBNAIL]) await opened.store.put(key, Readable.from([BYTES]), JPEG);
      const link = async (changes: object = {}, key = UPLOAD) =>
        new URL((await opened.store.link(key, options(changes))) ?? "");
      return { ...opened, link };
    }

    test("gives the object, under the name and type that were said", async () => {
      const { link } = await open();
      const response = await fetch(await link({ mediaType: "image/heic" }));
      expect(response.status).toBe(200);
      expect(Buffer.from(await response.arrayBuffer())).toEqual(BYTES);
      expect(response.headers.get("content-type")).toBe("image/heic");
      const disposition = response.headers.get("content-disposition") ?? "";
      expect(disposition).toMatch(/^attachment; filename=".*"; filename\*=UTF-8''/);
      expect(decodeURIComponent(disposition.split("''").at(-1) ?? "")).toBe(options().fileName);
    });

    test("shows in place what is meant to be shown", async () => {
      const { link } = await open();
      const response = await fetch(await link({ disposition: "inline", fileName: "a.webp" }, THUMBNAIL));
      expect(response.headers.get("content-disposition")).toBe("inline; filename=a.webp");
    });

    test.each([
      ["kept for a while", 600, "private, max-age=600"],
      ["asked for every time", 0, "private, no-cache"],
    ])("says how long a browser may keep it: %s", async (_, maxAge, header) => {
      const { link } = await open();
      const response = await fetch(await link({ maxAge }));
      expect(response.status).toBe(200);
      expect(response.headers.get("cache-control")).toBe(header);
    });

    test("gives a part, as a video or a broken download asks for", async () => {
      const { link } = await open();
      const response = await fetch(await link(), { headers: { range: "bytes=100-199" } });
      expect(response.status).toBe(206);
      expect(response.headers.get("content-range")).toBe("bytes 100-199/5000");
      expect(Buffer.from(await response.arrayBuffer())).toEqual(BYTES.subarray(100, 200));
    });

    test.each([
      ["the image's end", 2 * HOUR, 2 * HOUR - 1500],
      ["an hour, for an image that lives longer", 3 * HOUR, -HOUR],
    ])("is refused after %s", async (_, ago, endsIn) => {
      const then = Date.now() - ago;
      const { link } = await open(() => then);
      const response = await fetch(await link({ endsAt: Date.now() - endsIn }));
      expect(response.status).toBe(403);
      expect(await response.text()).toMatch(/expired|AccessDenied/i);
    });

    test.each<[string, (address: URL) => void]>([
      ["another object", (address) => (address.pathname = address.pathname.replace(UPLOAD, THUMBNAIL))],
      ["another name", (address) => address.searchParams.set("response-content-disposition", "inline")],
      [
        "a longer rest in the cache",
        (address) => address.searchParams.set("response-cache-control", "max-age=9999999"),
      ],
      ["another type", (address) => address.searchParams.set("response-content-type", "text/html")],
      ["a longer time", (address) => address.searchParams.set("X-Amz-Expires", "604800")],
      ["no signature", (address) => (address.search = "")],
    ])("is good for nothing else: %s", async (_, change) => {
      const { link } = await open();
      const address = await link();
      change(address);
      expect((await fetch(address)).status).toBe(403);
    });

    test("neither deletes nor overwrites", async () => {
      const { link, store } = await open();
      const address = await link();
      expect((await fetch(address, { method: "DELETE" })).status).toBe(403);
      expect((await fetch(address, { method: "PUT", body: "x" })).status).toBe(403);
      expect(await store.head(UPLOAD)).toMatchObject({ bytes: 5000 });
    });

    test("leads nowhere once the object is gone", async () => {
      const { link, store } = await open();
      const address = await link();
      await store.remove(UPLOAD);
      expect((await fetch(address)).status).toBe(404);
    });
  });
}
