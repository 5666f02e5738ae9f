import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GetObjectCommand, HeadObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { outsideRange } from "#adapters/refusals.ts";
import type { StoredObject } from "#domain/ports/object-store.ts";
import { etagOf } from "./etag.ts";
import { httpStatusOf, isFault } from "./failure.ts";

export interface Bucket {
  client: S3Client;
  bucket: string;
}

/** The client repeats a request, but not a body that broke off in the middle: that is begun anew so often. */
const DOWNLOADS = 3;

/** Throws the SDK's errors; absent is null, here and below. */
export async function headObject({ client, bucket }: Bucket, key: string): Promise<StoredObject | null> {
  const answer = await client
    .send(new HeadObjectCommand({ Bucket: bucket, Key: key }))
    .catch((error) => nullWhere(httpStatusOf(error) === 404, error));
  return answer && { bytes: known(answer.ContentLength), etag: etagOf(answer) };
}

/**
 * The bytes of `range` (first and last, both included), or all. A body that breaks off ends with an error, never short: Node
 * holds it against its Content-Length. Throws `invalid_request` for a range that begins past the end, and the SDK's errors.
 */
export async function getObject(
  { client, bucket }: Bucket,
  key: string,
  options: { range?: { start: number; end: number } | undefined; etag?: string | undefined } = {},
): Promise<(StoredObject & { body: Readable }) | null> {
  const { range, etag } = options;
  // A range the wrong way round is no range for HTTP: all of the object would come.
  if (range && !(range.start >= 0 && range.start <= range.end)) throw outsideRange();
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: key,
    ...(range && { Range: `bytes=${range.start}-${range.end}` }),
    ...(etag !== undefined && { IfMatch: `"${etag}"` }),
  });
  const answer = await client.send(command).catch((error) => {
    if (httpStatusOf(error) === 416) throw outsideRange();
    return nullWhere(isFault(error, "NoSuchKey") || httpStatusOf(error) === 412, error);
  });
  if (answer === null) return null;
  const length = range ? answer.ContentRange?.split("/")[1] : answer.ContentLength;
  return { bytes: known(length), etag: etagOf(answer), body: answer.Body as Readable };
}

/** A copy below `scratch`, complete, which its user deletes; null where the object is not there, or not with that etag. */
export async function downloadObject(
  bucket: Bucket,
  key: string,
  options: { scratch: string; etag?: string | undefined },
): Promise<string | null> {
  const path = join(options.scratch, `download-${randomUUID()}`);
  for (let left = DOWNLOADS; ; left--) {
    const object = await getObject(bucket, key, options);
    if (object === null) return null;
    try {
      await pipeline(object.body, createWriteStream(path, { mode: 0o600, flags: "wx" }));
      return path;
    } catch (error) {
      await rm(path, { force: true });
      if (left <= 1 || isFault(error, "ENOSPC", "EDQUOT", "ENOENT")) throw error;
    }
  }
}

function nullWhere(absent: boolean, error: unknown): null {
  if (absent) return null;
  throw error;
}

function known(length: number | string | undefined): number {
  if (length === undefined || !Number.isSafeInteger(Number(length)))
    throw new Error("the store did not say the length");
  return Number(length);
}
