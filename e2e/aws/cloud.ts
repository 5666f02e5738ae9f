/**
 * The parts of aws mode on this machine: S3 and SQS by fauxqs in the test's own process, DynamoDB by dynalite beside
 * it, and before S3 what fauxqs leaves out. Each folder stands for a bucket, a table and two queues.
 */

import { REGION } from "#adapters/aws/dynamo.fixture.ts";
import { createDynamo } from "#adapters/aws/dynamo-client.ts";
import { createS3 } from "#adapters/aws/s3-client.ts";
import { startSqs } from "#adapters/aws/sqs.fixture.ts";
import { createSqs } from "#adapters/aws/sqs-client.ts";
import type { Backend } from "#e2e/backend.ts";
import { type Account, openAccount } from "./account.ts";
import { startTables } from "./dynamo.ts";
import { startFront } from "./front.ts";

const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };

export interface Cloud extends Backend {
  open(folder: string): Promise<Account>;
  /** the stand-ins themselves, for whoever puts something between */
  ports: { dynamo: number; sqs: number };
}

export async function openCloud(): Promise<Cloud> {
  const [tables, fauxqs] = await Promise.all([startTables(), startSqs()]);
  const front = await startFront(fauxqs, CREDENTIALS.secretAccessKey);
  const settings = { region: REGION, credentials: CREDENTIALS };
  const s3 = createS3({ ...settings, endpoint: fauxqs.endpoint, forcePathStyle: true });
  const sqs = createSqs({ ...settings, endpoint: fauxqs.endpoint });
  const dynamo = createDynamo({ ...settings, endpoint: tables.endpoint, timeLimits: { answer: 15_000 } });
  const env = {
    BACKEND: "aws",
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_S3: front.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint,
    AWS_ENDPOINT_URL_SQS: fauxqs.endpoint,
    S3_FORCE_PATH_STYLE: "1",
    SESSION_SECRET: "seals the cookies of all servers of this run",
  };
  const accounts = new Map<string, Promise<Account>>();
  return {
    mode: "aws",
    ports: { dynamo: tables.port, sqs: fauxqs.port },
    open(folder) {
      const account = accounts.get(folder) ?? openAccount({ folder, env, front, s3, sqs, dynamo: dynamo.client });
      accounts.set(folder, account);
      return account;
    },
    async close() {
      for (const account of accounts.values()) (await account).announcer.close();
      for (const client of [s3, sqs, dynamo]) "destroy" in client ? client.destroy() : client.close();
      front.close();
      tables.close();
      await fauxqs.close();
    },
  };
}
