/** aws mode for tests: S3 and SQS as fauxqs, DynamoDB as dynalite behind a proxy that can refuse, and services on them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { GetQueueAttributesCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { openTestTable, REGION, startDynamo } from "#adapters/aws/dynamo.fixture.ts";
import { createS3 } from "#adapters/aws/s3-client.ts";
import { toS3Event } from "#adapters/aws/s3-event.ts";
import { BUCKET, openTestQueues, startSqs } from "#adapters/aws/sqs.fixture.ts";
import { startProxy } from "#adapters/aws/throttling-proxy.fixture.ts";
import { WORKSPACE } from "#compose.fixture.ts";
import { openServices } from "#compose.ts";
import { readConfig } from "#config.ts";
import { uploadKey } from "#domain/keys.ts";
import type { Metrics } from "#domain/metrics.ts";

export { BUCKET };
export type TestAws = Awaited<ReturnType<typeof startAws>>;

/** A new bucket, table and queues, each reached by what `env` says; in this process too, until `close`. */
export async function startAws() {
  const s3 = await startSqs();
  const dynamo = await startDynamo();
  const table = await openTestTable(dynamo.endpoint);
  const proxy = await startProxy(dynamo.port);
  const queues = await openTestQueues(s3.endpoint);
  const temporary = mkdtempSync(join(tmpdir(), "proofsheet-aws-"));
  const env = {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_ENDPOINT_URL_SQS: s3.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint,
    S3_FORCE_PATH_STYLE: "1",
    BUCKET,
    TABLE: table.name,
    QUEUE_URL: queues.url,
    DEAD_LETTER_QUEUE_URL: queues.deadUrl,
    CONVERT_CONCURRENCY: "2",
    TMPDIR: temporary,
  };
  const before = { ...process.env };
  Object.assign(process.env, env);
  const bucket = createS3({ region: REGION, forcePathStyle: true });
  await bucket.send(new CreateBucketCommand({ Bucket: BUCKET }));

  return {
    env,
    proxy,
    bucket,
    sqs: queues.sqs,
    temporary,
    /** as another process has them; what they log and measure is kept */
    async services(settings: Record<string, string> = {}) {
      const lines: string[] = [];
      const log = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
      const measured: [name: string, value: number, dimensions?: object][] = [];
      const metrics: Metrics = {
        count: (name, dimensions) => void measured.push([name, 1, dimensions]),
        time: (name, ms, dimensions) => void measured.push([name, ms, dimensions]),
      };
      const config = readConfig({ ...process.env, ...settings }, "/", "poll");
      const open = await openServices(config, { info: log, warn: log, error: log }, "worker", metrics);
      return { ...open, lines, measured };
    },
    /** What S3 does when an object has come. */
    announce: (id: string) => send(toS3Event(uploadKey(WORKSPACE, id), BUCKET)),
    send,
    /** messages of both queues, those in work included */
    async messages(): Promise<number> {
      const counts = [queues.url, queues.deadUrl].map(async (QueueUrl) => {
        const { Attributes = {} } = await queues.sqs.send(
          new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
        );
        const { ApproximateNumberOfMessages = 0, ApproximateNumberOfMessagesNotVisible = 0 } = Attributes;
        return Number(ApproximateNumberOfMessages) + Number(ApproximateNumberOfMessagesNotVisible);
      });
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    },
    async close() {
      process.env = before;
      bucket.destroy();
      queues.close();
      await table.close();
      proxy.close();
      await Promise.all([s3.close(), dynamo.close()]);
      rmSync(temporary, { recursive: true, force: true });
    },
  };

  async function send(MessageBody: string): Promise<void> {
    await queues.sqs.send(new SendMessageCommand({ QueueUrl: queues.url, MessageBody }));
  }
}
