import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type QueueAttributeName,
  SendMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";

/** How long a message is hidden, s: what a killed worker held comes again while a test waits for it. */
const VISIBILITY = 10;
const COUNTS: QueueAttributeName[] = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"];

export interface Queues {
  env: { QUEUE_URL: string; DEAD_LETTER_QUEUE_URL: string };
  /** Sends a message to the upload queue. */
  send(body: string): Promise<void>;
  /** messages in a queue: ready to be received, and hidden by a receive */
  waiting(queue: "uploads" | "dead"): Promise<{ ready: number; hidden: number }>;
}

/** An upload queue whose messages are dead after three receives, as the infrastructure says it, and where they go then. */
export async function openQueues(sqs: SQSClient, name: string): Promise<Queues> {
  async function make(QueueName: string, attributes: Record<string, string> = {}): Promise<string> {
    const Attributes = { VisibilityTimeout: String(VISIBILITY), ...attributes };
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
    return QueueUrl;
  }
  async function attributesOf(QueueUrl: string, AttributeNames: QueueAttributeName[]) {
    const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
    return AttributeNames.map((each) => Attributes[each]);
  }
  const dead = await make(`${name}-dead`);
  const [deadLetterTargetArn] = await attributesOf(dead, ["QueueArn"]);
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 3 });
  const uploads = await make(name, { RedrivePolicy });
  return {
    env: { QUEUE_URL: uploads, DEAD_LETTER_QUEUE_URL: dead },
    async send(MessageBody) {
      await sqs.send(new SendMessageCommand({ QueueUrl: uploads, MessageBody }));
    },
    async waiting(queue) {
      const [ready, hidden] = await attributesOf(queue === "dead" ? dead : uploads, COUNTS);
      return { ready: Number(ready), hidden: Number(hidden) };
    },
  };
}
