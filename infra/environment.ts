import { Stack } from "aws-cdk-lib";
import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { Settings } from "./settings.ts";
import { CONVERT_MEMORY_BYTES, CONVERT_TIMEOUT_SECONDS, conversionsAtOnce } from "./sizes.ts";

interface Stores {
  bucket: IBucket;
  table: ITable;
}

/** Settings (src/config.ts) that every program on AWS reads. */
export function storeEnvironment({ bucket, table }: Stores, settings: Settings): Record<string, string> {
  return {
    BUCKET: bucket.bucketName,
    TABLE: table.tableName,
    RETENTION_HOURS: String(settings.retentionHours),
    // The table by its regional address, which the gateway endpoint's route leads to; not by one of the account's own.
    AWS_ACCOUNT_ID_ENDPOINT_MODE: "disabled",
  };
}

/** Of a program that starts decoders, `atOnce` of them. */
export function conversionEnvironment(settings: Settings, atOnce: number): Record<string, string> {
  return {
    MAX_UPLOAD_BYTES: String(settings.maxUploadMegabytes * 1_000_000),
    OPEN_HEIC: settings.openHeic ? "1" : "0",
    CONVERT_CONCURRENCY: String(atOnce),
    CONVERT_TIMEOUT_SECONDS: String(CONVERT_TIMEOUT_SECONDS),
    CONVERT_MEMORY_BYTES: String(CONVERT_MEMORY_BYTES),
  };
}

export interface WebEnvironment extends Stores {
  settings: Settings;
  queueUrl: string;
  deadLetterQueueUrl: string;
  scratch: string;
}

/** Of the web server; its secrets come another way. */
export function webEnvironment({ settings, ...props }: WebEnvironment): Record<string, string> {
  return {
    BACKEND: "aws",
    TRUST_PROXY: "1", // the load balancer, and nobody else reaches a task
    HOSTNAME: "0.0.0.0", // Fargate sets the task's own name, which wins over the image's setting
    AWS_REGION: Stack.of(props.table).region,
    ...storeEnvironment(props, settings),
    ...conversionEnvironment(settings, conversionsAtOnce(settings.webCpu)),
    QUEUE_URL: props.queueUrl,
    DEAD_LETTER_QUEUE_URL: props.deadLetterQueueUrl,
    TMPDIR: props.scratch,
    ...(settings.domain && { PUBLIC_URL: `https://${settings.domain}` }),
  };
}
