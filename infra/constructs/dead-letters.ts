import { type Alias, EventSourceMapping, type Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { storeEnvironment } from "#infra/environment.ts";
import { deadLetterPermissions } from "#infra/permissions.ts";
import { consumeMessages } from "./consume-messages.ts";
import type { WorkerProps } from "./worker.ts";

/** Uploads that were received three times in vain: a function marks their images `failed`. */
export class DeadLetters extends Construct {
  readonly lambda: LambdaFunction;
  readonly alias: Alias;

  constructor(scope: Construct, id: string, { settings, data, functions }: WorkerProps) {
    super(scope, id);
    const stores = data.stores(this);
    const { lambda, alias } = functions.createFunction(this, "dead-letters", {
      handler: "dist/dead-letters.handler",
      memoryMegabytes: 512,
      timeoutSeconds: 30,
      environment: storeEnvironment(stores, settings),
      permissions: [...deadLetterPermissions(stores), consumeMessages(data.deadLetters)],
    });
    this.lambda = lambda;
    this.alias = alias;
    new EventSourceMapping(this, "DeadLetters", {
      target: alias,
      eventSourceArn: data.deadLetters.queueArn,
      batchSize: 10,
      maxConcurrency: 2,
      reportBatchItemFailures: true,
    });
  }
}
