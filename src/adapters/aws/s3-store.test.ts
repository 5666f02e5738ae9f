// @module-tag slow
import { afterAll, beforeAll, expect, test } from "vitest";
import { HOUR } from "#adapters/contract/fixtures.ts";
import { describeObjectStore } from "#adapters/contract/object-store.suite.ts";
import { describeBrokenUploads } from "./broken-uploads.suite.ts";
import { describeFaults } from "./faults.suite.ts";
import { openS3, type S3Server, startFauxqs, UPLOAD } from "./s3-server.fixture.ts";
import { createS3Store } from "./s3-store.ts";

let server: S3Server;
beforeAll(async () => {
  server = await startFauxqs();
});
afterAll(() => server.close());

describeObjectStore("S3 (fauxqs)", { announces: false }, async () => {
  const { store, scratch } = await openS3(server);
  return { store, scratch, announced: null, close: async () => {} };
});

describeFaults("S3 (fauxqs)", () => server);
describeBrokenUploads("S3 (fauxqs)", () => server);

test.each(["", "uploads/", "derived/w/../../secret", "x"])(
  "%j is no key for a link or a local file either",
  async (key) => {
    const { store } = await openS3(server);
    const link = {
      fileName: "a.jpg",
      mediaType: "image/jpeg",
      disposition: "inline",
      endsAt: Date.now() + HOUR,
      maxAge: 0,
    } as const;
    await expect(store.link(key, link)).rejects.toMatchObject({ code: "internal" });
    await expect(store.localFile(key)).rejects.toMatchObject({ code: "internal" });
    await expect(store.head(key)).rejects.toMatchObject({ code: "internal" });
  },
);

test("the bucket that is not there is a failure and no absent object", async () => {
  const { client, scratch } = await openS3(server);
  const store = createS3Store({ client, bucket: "nowhere", scratch });
  await expect(store.read(UPLOAD)).rejects.toMatchObject({ code: "internal" });
  await expect(store.check()).rejects.toMatchObject({ code: "internal" });
});
