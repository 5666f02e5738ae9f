import { randomUUID } from "node:crypto";
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { alreadyUploaded } from "#adapters/refusals.ts";
import type { StoredObject } from "#domain/ports/object-store.ts";
import { etagOf } from "./etag.ts";
import { httpStatusOf, isFault } from "./failure.ts";
import { partsOf } from "./multipart-parts.ts";

/** S3's smallest part, bytes: three of them are in memory at most (one on its way, one arriving, one being joined). */
const MIN_PART_BYTES = 5 * 1024 * 1024;
const MAX_PARTS = 10_000;

export interface PutOptions {
  client: S3Client;
  bucket: string;
  key: string;
  mediaType: string;
  /** `chunks` ends or throws before it gives more, bytes */
  maxBytes: number;
  /** true: only where nothing has this key yet */
  once: boolean;
}

/**
 * Stores what `chunks` gives: one request where it fits a part, else a multipart upload, which is aborted where
 * anything fails. Throws what `chunks` throws, `invalid_request` where `once` comes too late, and the SDK's errors.
 */
export async function putObject(sending: PutOptions, chunks: AsyncIterable<Buffer>): Promise<StoredObject> {
  const size = Math.max(MIN_PART_BYTES, Math.ceil(sending.maxBytes / MAX_PARTS));
  // Names this sending: the answer of a request that was repeated by the client may be about its own first try.
  const object = { ...names(sending), ContentType: sending.mediaType, Metadata: { sending: randomUUID() } };
  let multipart: Multipart | null = null;
  try {
    for await (const { body, last } of partsOf(chunks, size)) {
      if (last && multipart === null) return await sendWhole(sending, object, body);
      multipart ??= await beginMultipart(sending, object);
      await multipart.add(body);
    }
    if (multipart === null) throw new Error("no part came");
    return await multipart.complete();
  } catch (error) {
    await multipart?.abort();
    throw error;
  }
}

interface Named {
  Bucket: string;
  Key: string;
  ContentType: string;
  Metadata: { sending: string };
}

const names = ({ bucket, key }: PutOptions) => ({ Bucket: bucket, Key: key });
const condition = ({ once }: PutOptions) => (once ? { IfNoneMatch: "*" } : {});

async function sendWhole(sending: PutOptions, object: Named, body: Buffer): Promise<StoredObject> {
  const command = new PutObjectCommand({ ...object, ...condition(sending), Body: body });
  const answer = await sending.client.send(command).catch((error) => ownOrThrow(sending, object, error));
  return { bytes: body.length, etag: etagOf(answer) };
}

interface Multipart {
  /** Resolves when the next part may be gathered; the one that was given is then still on its way. */
  add(body: Buffer): Promise<void>;
  complete(): Promise<StoredObject>;
  abort(): Promise<void>;
}

async function beginMultipart(sending: PutOptions, object: Named): Promise<Multipart> {
  const { client } = sending;
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(object));
  const upload = { ...names(sending), UploadId };
  const parts: CompletedPart[] = [];
  let bytes = 0;
  let sent = Promise.resolve();
  return {
    async add(body) {
      await sent;
      const PartNumber = parts.length + 1;
      const part: CompletedPart = { PartNumber };
      parts.push(part);
      bytes += body.length;
      sent = client.send(new UploadPartCommand({ ...upload, PartNumber, Body: body })).then(({ ETag }) => {
        part.ETag = ETag;
      });
      sent.catch(() => {}); // is thrown by whoever waits for it next
    },
    async complete() {
      await sent;
      const MultipartUpload = { Parts: parts };
      const command = new CompleteMultipartUploadCommand({ ...upload, ...condition(sending), MultipartUpload });
      const answer = await client.send(command).catch((error) => ownOrThrow(sending, object, error));
      // Ceph's answer holds an empty etag.
      const there = answer.ETag ? answer : await client.send(new HeadObjectCommand(names(sending)));
      return { bytes, etag: etagOf(there) };
    },
    async abort() {
      await sent.catch(() => {}); // a part that lands after the abort would stay
      // What cannot be aborted now is invisible, and removed by the bucket's rule for unfinished uploads.
      await client.send(new AbortMultipartUploadCommand(upload)).catch(() => {});
    },
  };
}

/** Somebody was faster: another (then it is refused), or this very sending, whose first answer got lost. */
async function ownOrThrow(sending: PutOptions, object: Named, error: unknown): Promise<{ ETag?: string }> {
  const taken = httpStatusOf(error) === 412;
  if (!taken && !isFault(error, "NoSuchUpload")) throw error;
  const there = await sending.client.send(new HeadObjectCommand(names(sending)));
  if (there.Metadata?.sending === object.Metadata.sending) return there;
  throw taken ? alreadyUploaded(error) : error;
}
