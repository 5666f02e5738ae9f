import { DeleteObjectCommand, DeleteObjectsCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { AppError } from "#errors.ts";
import { busy, isFault } from "./failure.ts";
import { type Bucket, headObject } from "./get-object.ts";

/** As many as a list gives and a delete takes at once. */
const BATCH = 1000;

/** Returns 1 where there was something, else 0. Throws the SDK's errors. */
export async function removeOne(store: Bucket, key: string): Promise<number> {
  // S3 answers a delete of nothing like any other.
  if ((await headObject(store, key)) === null) return 0;
  await store.client.send(new DeleteObjectCommand({ Bucket: store.bucket, Key: key }));
  return 1;
}

/**
 * Deletes all below `prefix` and returns how many. Goes on where single keys fail and throws at the end: `busy` where
 * trying again is all it needs, else `internal`, with the keys and the store's reasons as its cause.
 */
export async function removeBelow(store: Bucket, prefix: string): Promise<number> {
  const { client, bucket } = store;
  const failed: { Key?: string; Code?: string; Message?: string }[] = [];
  let removed = 0;
  let after: string | undefined;
  do {
    const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: BATCH, StartAfter: after });
    const page = await client.send(command);
    const keys = (page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [{ Key }]));
    if (keys.length > 0) {
      const Delete = { Objects: keys, Quiet: true }; // quiet: it answers with failures alone
      const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete }));
      failed.push(...Errors);
      removed += keys.length - Errors.length;
    }
    after = page.IsTruncated ? keys.at(-1)?.Key : undefined;
  } while (after !== undefined);
  if (failed.length > 0) throw notAllRemoved(failed);
  return removed;
}

function notAllRemoved(failed: { Key?: string; Code?: string; Message?: string }[]): AppError {
  const reasons = failed.slice(0, 10).map(({ Key, Code, Message }) => `${Key}: ${Code} ${Message ?? ""}`);
  const cause = new Error(`${failed.length} objects were not deleted: ${reasons.join("; ")}`);
  const passing = failed.every((each) => isFault(each, "InternalError", "SlowDown", "ServiceUnavailable"));
  return passing ? busy(cause, "S3") : new AppError("internal", "Something failed on our side. Try again.", { cause });
}
