/** SQS as fauxqs, in the test's own process: in memory, on an address of this machine alone. */
import type { AddressInfo } from "node:net";
import { CreateQueueCommand, GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { buildApp } from "fauxqs";
import { CREDENTIALS, REGION, type StandIn } from "./dynamo.fixture.ts";
import { createSqsQueue } from "./queue.ts";
import { createSqs } from "./sqs-client.ts";

export const BUCKET = "proofsheet-test";
/** How long the queues hide a message, s. */
export const VISIBILITY = 60;

/** Long polls, visibility timeouts, counts of receives and dead letters are real. */
export async function startSqs(): Promise<StandIn> {
  const app = buildApp({ logger: false });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, port, close: () => app.close() };
}

let queues = 0;

/** A new pair of queues as the infrastructure makes them: dead after three receives. */
export async function openTestQueues(endpoint: string) {
  const name = `uploads-${++queues}`;
  const connect = (to: string) => createSqs({ region: REGION, endpoint: to, credentials: CREDENTIALS });
  const sqs = connect(endpoint);
  const lines: string[] = [];
  const log = { warn: (_fields: object, message: string) => void lines.push(message) };

  async function make(QueueName: string, attributes: Record<string, string> = {}): Promise<string> {
    const Attributes = { VisibilityTimeout: String(VISIBILITY), ...attributes };
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
    return QueueUrl;
  }
  const deadUrl = await make(`${name}-dead`);
  const asked = new GetQueueAttributesCommand({ QueueUrl: deadUrl, AttributeNames: ["QueueArn"] });
  const deadLetterTargetArn = (await sqs.send(asked)).Attributes?.QueueArn;
  const url = await make(name, { RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 3 }) });
  const opened = [sqs];
  const queue = (address: string, to = endpoint) => {
    const client = connect(to);
    opened.push(client);
    return createSqsQueue({ sqs: client, url: address, bucket: BUCKET, visibilitySeconds: VISIBILITY, log });
  };
  return {
    sqs,
    url,
    deadUrl,
    lines,
    /** @param to where the client turns to, if not to the queue itself */
    uploads: (to?: string) => queue(url, to),
    deadLetters: () => queue(deadUrl),
    close() {
      for (const client of opened) client.destroy();
    },
  };
}
