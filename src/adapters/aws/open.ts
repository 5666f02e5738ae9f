import { rmSync } from "node:fs";
import { join } from "node:path";
import type { DomainLog } from "#domain/services.ts";
import { createDynamoCatalog } from "./catalog.ts";
import { createDynamo } from "./dynamo-client.ts";
import { createSqsQueue } from "./queue.ts";
import { createS3 } from "./s3-client.ts";
import { createS3Store } from "./s3-store.ts";
import { openScratch } from "./scratch.ts";
import { bucketAddress } from "./signed-address.ts";
import { createSqs } from "./sqs-client.ts";
import { createWorkShares } from "./work-shares.ts";

export interface AwsOptions {
  region: string;
  bucket: string;
  table: string;
  /** null where the process takes and sends no messages: a function is handed them */
  queueUrl: string | null;
  deadLetterQueueUrl: string | null;
  forcePathStyle: boolean;
  /** the queues' own, as they were made, s */
  visibilitySeconds: number;
  retentionMs: number;
  /** images of one workspace that may be in work at once; null: as many as there are workers */
  workspaceInWork: number | null;
  log: Pick<DomainLog, "warn">;
}

/**
 * Opens the adapters of aws mode: a bucket, a table and two queues, which several servers and workers share. Where they
 * are, and with which credentials, is the SDK's own business (AWS_ENDPOINT_URL_S3, a task's role, …).
 */
export async function openAws(options: AwsOptions) {
  const { region, bucket, table, retentionMs, visibilitySeconds, workspaceInWork: most, log } = options;
  const scratch = openScratch();
  const s3 = createS3({ region, forcePathStyle: options.forcePathStyle });
  const dynamo = createDynamo({ region });
  const sqs = createSqs({ region });
  const queue = (url: string | null) => createSqsQueue({ sqs, url: url ?? "", bucket, visibilitySeconds, log });
  return {
    store: createS3Store({ client: s3, bucket, scratch }),
    storeOrigin: (await bucketAddress(s3, bucket)).origin,
    catalog: createDynamoCatalog({ dynamo, table, retentionMs, log }),
    uploads: queue(options.queueUrl),
    deadLetters: queue(options.deadLetterQueueUrl),
    shares: most === null ? null : createWorkShares({ dynamo, table, most, placeSeconds: visibilitySeconds }),
    scratch,
    decoderFolder: join(scratch, "decoders"),
    close() {
      s3.destroy();
      dynamo.close();
      sqs.destroy();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
