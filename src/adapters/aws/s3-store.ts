import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { HeadBucketCommand, type S3Client } from "@aws-sdk/client-s3";
import { chunksOf } from "#adapters/body-chunks.ts";
import { parseObjectKey, parsePrefix } from "#adapters/object-key.ts";
import { alreadyUploaded, pastLimit } from "#adapters/refusals.ts";
import type { ObjectStore } from "#domain/ports/object-store.ts";
import { inOurWords } from "./failure.ts";
import { downloadObject, getObject, headObject } from "./get-object.ts";
import { putObject } from "./put-object.ts";
import { removeBelow, removeOne } from "./remove-objects.ts";
import { addressSigner } from "./signed-address.ts";
import { signUploadForm } from "./upload-policy.ts";

const FILE_CHUNK = 256 * 1024;
/** Who asks whether the store answers does not wait for all the tries of a call. */
const CHECK_MS = 2000;

export interface S3StoreOptions {
  client: S3Client;
  bucket: string;
  /** a folder on this machine for copies that a decoder reads */
  scratch: string;
  now?: () => number;
}

/**
 * Objects in a bucket, which announces what comes under `uploads/` by itself. An etag is the store's own: it changes
 * with the bytes. The bucket must be unversioned, abort unfinished uploads, and let this process list it: else
 * what is absent would be answered with 403.
 */
export function createS3Store({ client, bucket, scratch, now = Date.now }: S3StoreOptions): ObjectStore {
  const store = { client, bucket };
  const sign = addressSigner(client, bucket, now);

  return inOurWords<ObjectStore>("S3", {
    async put(key, body, { mediaType, maxBytes }) {
      // An error of the body shows when it is read; one that comes before would end the process without a listener.
      body.on("error", () => {});
      const once = parseObjectKey(key).area === "uploads";
      // Asked again by the store where it can; here so that nobody sends 100 MB to learn it.
      if (once && (await headObject(store, key)) !== null) throw alreadyUploaded();
      return putObject({ ...store, key, mediaType, maxBytes, once }, upTo(maxBytes, chunksOf(body)));
    },

    async putFile(key, path, { mediaType }) {
      if (parseObjectKey(key).area === "uploads") throw new Error(`uploads are announced by put: ${key}`);
      const { size } = await stat(path);
      const chunks: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: FILE_CHUNK });
      const stored = await putObject({ ...store, key, mediaType, maxBytes: size, once: false }, chunks);
      await rm(path);
      return stored;
    },

    async read(key, range) {
      parseObjectKey(key);
      return getObject(store, key, { range });
    },

    async head(key) {
      parseObjectKey(key);
      return headObject(store, key);
    },

    async remove(keyOrPrefix) {
      if (keyOrPrefix.endsWith("/")) return parsePrefix(keyOrPrefix).holdsKeys ? removeBelow(store, keyOrPrefix) : 0;
      parseObjectKey(keyOrPrefix);
      return removeOne(store, keyOrPrefix);
    },

    async localFile(key, etag) {
      parseObjectKey(key);
      const path = await downloadObject(store, key, { scratch, etag });
      return path === null ? null : { path, release: () => rm(path, { force: true }) };
    },

    async uploadTarget(key, limits) {
      if (parseObjectKey(key).area !== "uploads") throw new Error(`not an upload: ${key}`);
      return signUploadForm(client, bucket, key, limits);
    },

    async link(key, options) {
      parseObjectKey(key);
      return sign(key, options);
    },

    ensureRoom: async () => {}, // a bucket has no end

    async check() {
      const abortSignal = AbortSignal.timeout(CHECK_MS);
      await client.send(new HeadBucketCommand({ Bucket: bucket }), { abortSignal });
    },
  });
}

/** Throws `too_many_bytes` for the first byte past the limit. */
async function* upTo(maxBytes: number, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw pastLimit(maxBytes);
    yield chunk;
  }
}
