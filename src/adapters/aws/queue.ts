import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  MessageNotInflight,
  ReceiptHandleIsInvalid,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { Delivery, UploadQueue } from "#domain/ports/upload-queue.ts";
import type { DomainLog } from "#domain/services.ts";
import { inOurWords } from "./failure.ts";
import { parseReceiptHandle, receiptHandlesOf } from "./receipt-handles.ts";
import { parseS3Event, toS3Event } from "./s3-event.ts";
import { ANSWER_MS } from "./sqs-client.ts";

/**
 * How long one call waits for a message, s. A call that is cut off may take a message with it, out of sight until
 * its time is over; so none is cut off, and whoever stops the receiver waits for no longer than this.
 */
const POLL_SECONDS = 3;

export interface SqsQueueOptions {
  sqs: SQSClient;
  /** The queue's own attributes say how long a message is hidden and after how many receives it is dead. */
  url: string;
  /** whose objects are announced */
  bucket: string;
  /** for how long `extend` hides a message, s; the queue's own attribute says it for a receive */
  visibilitySeconds: number;
  log: Pick<DomainLog, "warn">;
}

/**
 * The upload queue, or its dead-letter queue. A message may announce several objects: each becomes a delivery, and
 * the message is deleted when all of them are acknowledged. A release makes the whole message visible again.
 */
export function createSqsQueue(options: SqsQueueOptions): UploadQueue {
  const { sqs, url: QueueUrl, bucket, visibilitySeconds, log } = options;
  /** deliveries of messages that announce several objects, which are not acknowledged yet; by receipt handle */
  const open = new Map<string, Set<number>>();

  async function poll(max: number, seconds: number): Promise<Delivery[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: Math.min(max, 10), // SQS gives no more at once
      WaitTimeSeconds: seconds,
      MessageSystemAttributeNames: ["ApproximateReceiveCount", "SentTimestamp"],
    });
    const { Messages = [] } = await sqs.send(command, { requestTimeout: seconds * 1000 + ANSWER_MS });
    return (await Promise.all(Messages.map(deliveriesOf))).flat();
  }

  async function deliveriesOf({ Body = "", ReceiptHandle = "", Attributes }: Message): Promise<Delivery[]> {
    const keys = parseS3Event(Body, bucket);
    if (keys === null) log.warn({}, "a message in the queue announces no upload");
    if (keys === null || keys.length === 0) {
      await remove(ReceiptHandle); // the next receiver could make no more of it
      return [];
    }
    if (keys.length > 1) open.set(ReceiptHandle, new Set(keys.keys()));
    const receives = Number(Attributes?.ApproximateReceiveCount ?? 1);
    const sent = Attributes?.SentTimestamp && { sentAt: Number(Attributes.SentTimestamp) };
    const handles = receiptHandlesOf(ReceiptHandle, keys.length);
    return keys.map((key, index) => ({ event: { key }, receives, receiptHandle: handles[index] ?? "", ...sent }));
  }

  async function remove(ReceiptHandle: string): Promise<void> {
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }

  async function release({ receiptHandle }: Delivery): Promise<void> {
    const { handle: ReceiptHandle } = parseReceiptHandle(receiptHandle);
    open.delete(ReceiptHandle);
    await hideFor(0, ReceiptHandle);
  }

  async function hideFor(VisibilityTimeout: number, ReceiptHandle: string): Promise<void> {
    try {
      await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    } catch (error) {
      if (!(error instanceof MessageNotInflight || error instanceof ReceiptHandleIsInvalid)) throw error; // it is visible
    }
  }

  return inOurWords<UploadQueue>("SQS", {
    async receive({ max, waitSeconds, signal }) {
      let left = waitSeconds;
      while (!signal?.aborted) {
        const seconds = Math.min(left, POLL_SECONDS);
        const deliveries = await poll(max, seconds);
        left -= seconds;
        if (deliveries.length > 0 && signal?.aborted) await Promise.all(deliveries.map(release));
        else if (deliveries.length > 0 || left <= 0) return deliveries;
      }
      return [];
    },
    async acknowledge({ receiptHandle }) {
      const { handle, index, several } = parseReceiptHandle(receiptHandle);
      const others = open.get(handle);
      if (several && !others) return; // a sibling was released: the message will come again, whole
      others?.delete(index);
      if (others && others.size > 0) return;
      await remove(handle);
      open.delete(handle);
    },
    takesTurns: false,
    release,
    visibilitySeconds,
    extendVisibility: ({ receiptHandle }) => hideFor(visibilitySeconds, parseReceiptHandle(receiptHandle).handle),
    async publish({ key }, { delaySeconds } = { delaySeconds: 0 }) {
      const message = { MessageBody: toS3Event(key, bucket), DelaySeconds: delaySeconds };
      await sqs.send(new SendMessageCommand({ QueueUrl, ...message }));
    },
  });
}
