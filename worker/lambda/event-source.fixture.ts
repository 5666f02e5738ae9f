/** What stands between SQS and a function: takes messages, invokes, deletes what was done and lets the rest come again. */
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";

export type SqsFunction = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/** The batch that waits in a queue, as Lambda hands it to a function. */
export async function receiveBatch(sqs: SQSClient, QueueUrl: string): Promise<SQSEvent> {
  const options = { MaxNumberOfMessages: 10, WaitTimeSeconds: 0 };
  const attributes = { MessageSystemAttributeNames: ["All" as const] };
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, ...options, ...attributes }));
  return { Records: Messages.map(toRecord) };
}

/** One round: how many messages were handed out, and which of them must come again. */
export async function invoke(sqs: SQSClient, queueUrl: string, handler: SqsFunction, context = invocation()) {
  const event = await receiveBatch(sqs, queueUrl);
  const { batchItemFailures } = await handler(event, context);
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  for (const { messageId, receiptHandle: ReceiptHandle } of event.Records) {
    const message = { QueueUrl: queueUrl, ReceiptHandle };
    if (failed.has(messageId)) await sqs.send(new ChangeMessageVisibilityCommand({ ...message, VisibilityTimeout: 0 }));
    else await sqs.send(new DeleteMessageCommand(message));
  }
  return { received: event.Records.length, failed: event.Records.filter(({ messageId }) => failed.has(messageId)) };
}

/** @param ms until Lambda ends it */
export function invocation(ms = 120_000): Context {
  const end = Date.now() + ms;
  const identity = { functionName: "worker", awsRequestId: "00000000-0000-4000-8000-000000000001" };
  return { ...identity, memoryLimitInMB: "3008", getRemainingTimeInMillis: () => end - Date.now() } as Context;
}

function toRecord({ MessageId = "", ReceiptHandle = "", Body = "", Attributes = {} }: Message): SQSRecord {
  const attributes = Attributes as unknown as SQSRecord["attributes"];
  const rest = { messageAttributes: {}, md5OfBody: "", eventSource: "aws:sqs", eventSourceARN: "", awsRegion: "" };
  return { messageId: MessageId, receiptHandle: ReceiptHandle, body: Body, attributes, ...rest };
}
