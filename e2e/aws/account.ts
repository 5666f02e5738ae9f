/** One bucket, its table and its queues, as the infrastructure makes them; and what is in them. */
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import { CreateTableCommand, type DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { CreateBucketCommand, GetObjectCommand, paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";
import type { SQSClient } from "@aws-sdk/client-sqs";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { tableDescription } from "#adapters/aws/table-description.ts";
import type { Place } from "#e2e/backend.ts";
import { filesIn } from "#e2e/data-folder.ts";
import { type Announcer, createAnnouncer, testEvent } from "./announcer.ts";
import type { Bucket, Front } from "./front.ts";
import { openQueues, type Queues } from "./queues.ts";

const SEED = 4;

type Item = Record<string, unknown>;

export interface Account extends Place, Pick<Queues, "send" | "waiting"> {
  bucket: Bucket;
  announcer: Announcer;
  items(): Promise<Item[]>;
}

interface Cloud {
  /** of this machine: what servers and workers keep for a moment lies below it */
  folder: string;
  env: Record<string, string>;
  front: Front;
  s3: S3Client;
  sqs: SQSClient;
  dynamo: DynamoDBClient;
}

export async function openAccount({ folder, env, front, s3, sqs, dynamo }: Cloud): Promise<Account> {
  const name = `e2e-${randomUUID()}`;
  await s3.send(new CreateBucketCommand({ Bucket: name }));
  await dynamo.send(new CreateTableCommand(tableDescription(name)));
  const queues = await openQueues(sqs, name);
  const { send } = queues;
  await send(testEvent(name));
  const announcer = createAnnouncer(name, send, SEED);
  const bucket: Bucket = { name, origins: new Set(), announcer, fate: () => "pass" };
  front.buckets.set(name, bucket);

  async function objects(): Promise<string[]> {
    const keys: string[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: name })) {
      keys.push(...Contents.map(({ Key = "" }) => Key));
    }
    return keys.sort();
  }
  async function items(): Promise<Item[]> {
    const all: Item[] = [];
    for await (const { Items = [] } of paginateScan({ client: dynamo }, { TableName: name, ConsistentRead: true })) {
      all.push(...Items.map((item) => unmarshall(item)));
    }
    return all;
  }
  async function contentOf(key: string): Promise<Buffer> {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: name, Key: key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    } catch {
      return Buffer.alloc(0); // it went meanwhile
    }
  }

  return {
    env: { ...env, BUCKET: name, TABLE: name, ...queues.env, TMPDIR: folder },
    workerBeside: true,
    storeOrigin: front.endpoint,
    bucket,
    announcer,
    items,
    send,
    allow: (origin) => void bucket.origins.add(origin),
    storedKeys: objects,
    async holding(text) {
      const records = (await items()).filter((item) => textOf(item).includes(text));
      const found = records.map(({ pk, sk }) => `${pk} ${sk}`);
      for (const key of await objects()) if ((await contentOf(key)).includes(text)) found.push(key);
      return found;
    },
    isReceiving: async () => (await items()).some(({ status }) => status === "pending"),
    filesInWork: () => filesIn(folder),
    waiting: queues.waiting,
    async remove() {
      announcer.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What an item says, the packed details too. */
const textOf = (item: Item): string =>
  JSON.stringify(item, (_, value: unknown) =>
    value instanceof Uint8Array ? brotliDecompressSync(value).toString() : value,
  );
