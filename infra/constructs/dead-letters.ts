import { type Alias, EventSourceMapping, type Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { storeEnvironment } from "#infra/environment.ts";
import { deadLetterPermissions } from "#infra/permissions.ts";
import { consumeMessages } from "./consume-messages.ts";
import type { WorkerProps } from "./worker.ts";

/** Uploads that were received three times in vain: a function marks their images `failed`. */
export class DeadLetters extends Construct {
  readonly program: LambdaFunction;
  readonly live: Alias;

  constructor(scope: Construct, id: string, { settings, data, programs }: WorkerProps) {
    super(scope, id);
    const stores = data.stores(this);
    const { program, live } = programs.createFunction(this, "dead-letters", {
      handler: "dist/dead-letters.handler",
      memory: 512,
      timeout: 30,
      environment: storeEnvironment(stores, settings),
      permissions: [...deadLetterPermissions(stores), consumeMessages(data.deadLetters)],
    });
    this.program = program;
    this.live = live;
    new EventSourceMapping(this, "DeadLetters", {
      target: live,
      eventSourceArn: data.deadLetters.queueArn,
      batchSize: 10,
      maxConcurrency: 2,
      reportBatchItemFailures: true,
    });
  }
}
