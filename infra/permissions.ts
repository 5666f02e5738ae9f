/** What each program calls, as permissions: of src/adapters/aws and the use cases that the program runs, and no more. */
import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { TABLE } from "#adapters/aws/table-description.ts";
import type { Permission } from "./constructs/role.ts";
import { DERIVED_PREFIX, UPLOADS_PREFIX } from "./prefixes.ts";

export interface Stores {
  bucket: IBucket;
  table: ITable;
}

/** Takes uploads in, makes results, shows, deletes; what it signs for browsers is done in its name. */
export function webPermissions({ bucket, table, uploads }: Stores & { uploads: IQueue }): Permission[] {
  return [
    objects(
      bucket,
      ["GetObject", "PutObject", "DeleteObject", "AbortMultipartUpload"],
      `${UPLOADS_PREFIX}*`,
      `${DERIVED_PREFIX}*`,
    ),
    list(bucket),
    items(table, ["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query"]),
    { actions: ["sqs:SendMessage"], resources: [uploads.queueArn] }, // an image that is tried again
  ];
}

/**
 * Reads an original, writes what it makes of it. Deletes what came or was made after its image was deleted, and older
 * results where a master needs their room in the workspace's budget. Puts back what is not its turn.
 */
export function workerPermissions({ bucket, table, uploads }: Stores & { uploads: IQueue }): Permission[] {
  return [
    objects(bucket, ["GetObject", "DeleteObject"], `${UPLOADS_PREFIX}*`),
    objects(bucket, ["GetObject", "PutObject", "DeleteObject", "AbortMultipartUpload"], `${DERIVED_PREFIX}*`),
    list(bucket),
    items(table, ["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query"]),
    { actions: ["sqs:SendMessage"], resources: [uploads.queueArn] },
  ];
}

/** Marks an image `failed`. */
export function deadLetterPermissions({ table }: Pick<Stores, "table">): Permission[] {
  return [items(table, ["GetItem", "UpdateItem"])];
}

/**
 * Finds what is due and deletes it: bytes, derivatives, records. Looks whether an upload came, and announces it once
 * more where nobody did, but reads no picture.
 */
export function sweeperPermissions({ bucket, table, uploads }: Stores & { uploads: IQueue }): Permission[] {
  return [
    objects(bucket, ["GetObject"], `${UPLOADS_PREFIX}*`), // HeadObject is asked by this name
    objects(bucket, ["DeleteObject"], `${UPLOADS_PREFIX}*`, `${DERIVED_PREFIX}*`),
    list(bucket),
    items(table, ["BatchGetItem", "GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query"]),
    { actions: ["dynamodb:Query"], resources: [`${table.tableArn}/index/${TABLE.dueIndex.name}`] },
    { actions: ["sqs:SendMessage"], resources: [uploads.queueArn] },
  ];
}

function objects(bucket: IBucket, calls: string[], ...keys: string[]): Permission {
  return {
    actions: calls.map((call) => `s3:${call}`),
    resources: keys.map((key) => bucket.arnForObjects(key)),
    wide: "Keys end in ids of workspaces and images: the prefix is the narrowest name that all of them have.",
  };
}

/** Also what makes S3 answer 404, and not 403, where nothing is. */
const list = (bucket: IBucket): Permission => ({ actions: ["s3:ListBucket"], resources: [bucket.bucketArn] });

function items(table: ITable, calls: string[]): Permission {
  return { actions: calls.map((call) => `dynamodb:${call}`), resources: [table.tableArn] };
}
