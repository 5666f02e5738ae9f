import { Duration } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction as Target } from "aws-cdk-lib/aws-events-targets";
import type { Alias, Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { storeEnvironment } from "#infra/environment.ts";
import { sweeperPermissions } from "#infra/permissions.ts";
import type { WorkerProps } from "./worker.ts";

/** Every minute: deletes what is past its time. Lifecycle rules and the table's own expiry stand behind it. */
export class Sweeper extends Construct {
  readonly lambda: LambdaFunction;
  readonly alias: Alias;

  constructor(scope: Construct, id: string, { settings, data, functions }: WorkerProps) {
    super(scope, id);
    const stores = data.stores(this);
    const { lambda, alias } = functions.createFunction(this, "sweeper", {
      handler: "dist/sweep.handler",
      memoryMegabytes: 512,
      timeoutSeconds: 300, // a pass that has more to do stops by itself, and the next one goes on
      environment: { ...storeEnvironment(stores, settings), QUEUE_URL: data.uploads.queueUrl },
      permissions: sweeperPermissions({ ...stores, uploads: data.uploads }),
    });
    this.lambda = lambda;
    this.alias = alias;
    // A pass that failed or came too late is not tried again, on the way to the function nor by it: the next one comes anyway.
    const once = { retryAttempts: 0, maxEventAge: Duration.minutes(1) };
    alias.configureAsyncInvoke(once);
    const target = new Target(alias, once);
    new Rule(this, "EveryMinute", { schedule: Schedule.rate(Duration.minutes(1)), targets: [target] });
  }
}
