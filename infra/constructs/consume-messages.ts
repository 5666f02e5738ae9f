import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Permission } from "./role.ts";

/** What Lambda does in a function's name to hand it the messages of a queue (AWSLambdaSQSQueueExecutionRole). */
export function consumeMessages(queue: IQueue): Permission {
  return {
    actions: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
    resources: [queue.queueArn],
  };
}
