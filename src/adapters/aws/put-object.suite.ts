import { Readable } from "node:stream";
import { GetBucketPolicyCommand, ListMultipartUploadsCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { bytesOf, someBytes, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { JPEG, openS3, type S3Server, THUMBNAIL, UPLOAD } from "./s3-server.fixture.ts";

const MIB = 1024 * 1024;
const LARGE = someBytes(11 * MIB); // three parts

/** What only a store shows that knows conditions, policies and unfinished uploads. */
export function describeSending(name: string, server: () => S3Server): void {
  describe(`${name} and what is sent to it`, () => {
    async function open() {
      const opened = await openS3(server());
      const unfinished = async () => {
        const { Uploads = [] } = await opened.direct.send(new ListMultipartUploadsCommand({ Bucket: opened.bucket }));
        return Uploads.length;
      };
      return { ...opened, unfinished };
    }
    /** 1 MiB at a time; `atLast` is called where the next one would come. */
    function body(length: number, atLast: () => void | Promise<void> = () => {}) {
      return Readable.from(
        (async function* () {
          for (let at = 0; at < length; at += MIB) yield LARGE.subarray(at, Math.min(at + MIB, length));
          await atLast();
        })(),
      );
    }

    test("a large one is there whole, and nothing is left unfinished", async () => {
      const { store, unfinished } = await open();
      const stored = await store.put(UPLOAD, body(LARGE.length), JPEG);
      expect(stored).toEqual({ bytes: LARGE.length, etag: expect.stringMatching(/-3$/) });
      expect(await store.head(UPLOAD)).toEqual(stored);
      const object = await store.read(UPLOAD);
      expect(object && LARGE.equals(await bytesOf(object.body))).toBe(true);
      expect(await unfinished()).toBe(0);
    });

    test.each<[string, () => Readable, string]>([
      ["that is too large", () => body(LARGE.length), "too_many_bytes"],
      [
        "whose sender breaks off",
        () =>
          body(8 * MIB, () => {
            throw new Error("aborted");
          }),
        "invalid_request",
      ],
      ["whose sender goes without a word", goneAfter(8), "invalid_request"],
    ])("nothing is left of a large one %s", async (_, make, code) => {
      const { store, unfinished } = await open();
      await expect(store.put(UPLOAD, make(), { ...JPEG, maxBytes: 10 * MIB })).rejects.toMatchObject({ code });
      expect(await unfinished()).toBe(0);
      expect(await store.head(UPLOAD)).toBeNull();
    });

    test("a large one is unfinished until its last byte came, and nobody sees it", async () => {
      const { store, unfinished } = await open();
      let seen: unknown[] = [];
      const sent = body(LARGE.length, async () => {
        seen = [await unfinished(), await store.head(UPLOAD)];
      });
      await store.put(UPLOAD, sent, JPEG);
      expect(seen).toEqual([1, null]);
    });

    test("of many small ones to one key exactly one wins, whole", async () => {
      const { store } = await open();
      const bodies = Array.from({ length: 8 }, (_, seed) => someBytes(70_000, seed));
      const puts = bodies.map((bytes) => store.put(UPLOAD, Readable.from([bytes]), JPEG));
      const results = await Promise.allSettled(puts);
      const winners = results.flatMap((result, index) => (result.status === "fulfilled" ? [index] : []));
      expect(winners).toHaveLength(1);
      for (const result of results) {
        if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "invalid_request" });
      }
      const object = await store.read(UPLOAD);
      expect(object && (await bytesOf(object.body))).toEqual(bodies[winners[0] ?? -1]);
    });

    test("a key that may not be deleted is not counted, is named, and stops no other", async () => {
      const { store, direct, bucket } = await open();
      const keys = [1, 2, 3].map((number) => `derived/${WORKSPACE}/${ulid(number)}/thumbnail.webp`);
      for (const key of keys) await store.put(key, Readable.from([someBytes(1)]), JPEG);
      const Resource = [`arn:aws:s3:::${bucket}/${THUMBNAIL}`];
      const Policy = JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Deny", Principal: "*", Action: ["s3:DeleteObject"], Resource }],
      });
      await direct.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
      await direct.send(new GetBucketPolicyCommand({ Bucket: bucket }));
      await expect(store.remove(`derived/${WORKSPACE}/`)).rejects.toMatchObject({
        code: "internal",
        cause: { message: expect.stringMatching(new RegExp(`^1 objects .*${THUMBNAIL}: AccessDenied`)) },
      });
      expect(await Promise.all(keys.map(async (key) => (await store.head(key)) !== null))).toEqual([
        true,
        false,
        false,
      ]);
    });
  });
}

/** Destroyed without an error after so many MiB, as a request is whose browser was closed. */
function goneAfter(count: number): () => Readable {
  return () => {
    let left = count;
    return new Readable({
      read() {
        if (left-- > 0) this.push(LARGE.subarray(0, MIB));
        else this.destroy();
      },
    });
  };
}
