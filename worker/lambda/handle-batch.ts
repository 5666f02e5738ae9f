import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { parseS3Event } from "#adapters/aws/s3-event.ts";
import type { UploadQueue } from "#domain/ports/upload-queue.ts";
import type { Services } from "#domain/services.ts";
import { type EventHandler, untilDone } from "#worker/until-done.ts";

export interface BatchOptions {
  handle: EventHandler;
  /** whose objects are announced */
  bucket: string;
  /** whether there is time for a pause of so many ms and another try */
  mayPause(ms: number): boolean;
  /** where a message goes that could not be handled for want of something of ours: that receive does not count */
  putBackTo?: UploadQueue;
}

/**
 * Handles the messages of a batch one after the other, each alone: what becomes of one is nothing to its neighbours.
 * Answers which of them must come again ("partial batch response", AWS Lambda Developer Guide).
 */
export async function handleBatch(
  services: Services,
  event: SQSEvent,
  options: BatchOptions,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  for (const record of event.Records) {
    if (!(await handleRecord(services, record, options))) {
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
}

/** All objects that a message announces, even where one fails: then the message comes again, whole. */
async function handleRecord(services: Services, record: SQSRecord, options: BatchOptions): Promise<boolean> {
  const { body, attributes } = record;
  const keys = parseS3Event(body, options.bucket);
  if (keys === null) services.log.warn({}, "a message in the queue announces no upload");
  const received = { receives: Number(attributes.ApproximateReceiveCount), sentAt: Number(attributes.SentTimestamp) };
  let done = true;
  for (const key of keys ?? []) {
    done = (await untilDone(services, options.handle, { event: { key }, ...received }, options)) && done;
  }
  return done;
}
