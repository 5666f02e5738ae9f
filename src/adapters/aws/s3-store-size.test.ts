// @module-tag slow
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { someBytes, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { breakingProxy } from "./breaking-proxy.fixture.ts";
import { JPEG, openS3, type S3Server, startFauxqs, UPLOAD } from "./s3-server.fixture.ts";

const MIB = 1024 * 1024;

let server: S3Server;
beforeAll(async () => {
  server = await startFauxqs();
});
afterAll(() => server.close());

test("deletes more than a list holds, and counts them", async () => {
  const { store } = await openS3(server);
  const keys = Array.from({ length: 1007 }, (_, number) => `derived/${WORKSPACE}/${ulid(1)}/${number}.webp`);
  const other = `derived/${WORKSPACE}/${ulid(2)}/thumbnail.webp`;
  for (const key of [...keys, other]) await store.put(key, Readable.from([someBytes(1)]), JPEG);
  expect(await store.remove(`derived/${WORKSPACE}/${ulid(1)}/`)).toBe(1007);
  expect(await store.remove(`derived/${WORKSPACE}/`)).toBe(1);
});

test("an upload is asked for no faster than it is sent", async () => {
  const { endpoint, requests } = await breakingProxy(server.endpoint);
  const { store } = await openS3(server, { endpoint });
  const chunk = Buffer.alloc(MIB);
  const partsBegun = () => requests.filter((line) => line.includes("partNumber=")).length;
  let ahead = 0;
  const body = Readable.from(
    (function* () {
      for (let asked = 1; asked <= 60; asked++) {
        ahead = Math.max(ahead, asked - 5 * partsBegun());
        yield chunk;
      }
    })(),
    { highWaterMark: 1 },
  );
  expect(await store.put(UPLOAD, body, JPEG)).toMatchObject({ bytes: 60 * MIB });
  expect(partsBegun()).toBe(12);
  // One part is gathered while the one before may not have reached the proxy yet, and a chunk waits on either side.
  expect(ahead).toBeLessThanOrEqual(5 + 5 + 2);
});
