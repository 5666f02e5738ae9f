import { Duration, Validations } from "aws-cdk-lib";
import { type Alarm, MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import { LambdaDeploymentConfig, LambdaDeploymentGroup } from "aws-cdk-lib/aws-codedeploy";
import { type Alias, EventSourceMapping, type Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { conversionEnvironment, storeEnvironment } from "#infra/environment.ts";
import { workerPermissions } from "#infra/permissions.ts";
import type { Settings } from "#infra/settings.ts";
import { WORKER_TIMEOUT_SECONDS, workspaceShare } from "#infra/sizes.ts";
import type { DataStack } from "#infra/stacks/data.ts";
import { consumeMessages } from "./consume-messages.ts";
import { createAlarm } from "./create-alarm.ts";
import type { WorkerFunctions } from "./worker-functions.ts";

const MINUTE = Duration.minutes(1);

export interface WorkerProps {
  settings: Settings;
  data: DataStack;
  functions: WorkerFunctions;
}

/** Uploads: from their queue, one an invocation, to a function whose new versions get a tenth of them first. */
export class Worker extends Construct {
  readonly lambda: LambdaFunction;
  readonly alias: Alias;
  readonly alarms: Alarm[];

  constructor(scope: Construct, id: string, { settings, data, functions }: WorkerProps) {
    super(scope, id);
    const stores = data.stores(this);
    const { lambda, alias } = functions.createFunction(this, "worker", {
      handler: "dist/handler.handler",
      memoryMegabytes: settings.workerMemory,
      timeoutSeconds: WORKER_TIMEOUT_SECONDS,
      ephemeralStorageMebibytes: 1536 + 2 * settings.maxUploadMegabytes,
      environment: {
        ...storeEnvironment(stores, settings),
        ...conversionEnvironment(settings, 1),
        QUEUE_URL: data.uploads.queueUrl,
        WORKSPACE_MAX_IN_WORK: String(workspaceShare(settings.workerConcurrency)),
      },
      permissions: [...workerPermissions({ ...stores, uploads: data.uploads }), consumeMessages(data.uploads)],
    });
    this.lambda = lambda;
    this.alias = alias;
    this.alarms = this.rollbackAlarms(settings, data.uploads);
    new EventSourceMapping(this, "Uploads", {
      target: alias,
      eventSourceArn: data.uploads.queueArn,
      batchSize: 1, // a decoder that dies costs no neighbour a receive
      maxConcurrency: settings.workerConcurrency, // of this queue; it takes nothing from other functions of the account
      reportBatchItemFailures: true,
    });
    const deployment = new LambdaDeploymentGroup(this, "Deployment", {
      alias,
      deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
      alarms: this.alarms,
      autoRollback: { deploymentInAlarm: true, failedDeployment: true },
    });
    Validations.of(deployment).acknowledge({
      id: "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]",
      reason:
        "The policy that AWS keeps for CodeDeploy with Lambda; what it may invoke are hooks, of which there are none.",
    });
  }

  /** The alarms at which CodeDeploy goes back: invocations that fail, and messages that have to come again. */
  private rollbackAlarms(settings: Settings, uploads: IQueue): Alarm[] {
    const errors = this.alias.metricErrors({ period: MINUTE });
    const retried = new MathExpression({
      expression: "IF(received >= 10, 100 * (received - deleted) / received, 0)",
      usingMetrics: {
        received: uploads.metricNumberOfMessagesReceived({ period: MINUTE }),
        deleted: uploads.metricNumberOfMessagesDeleted({ period: MINUTE }),
      },
      label: "Messages that come again, %",
      period: MINUTE,
    });
    return [
      createAlarm(this, "workerErrors", { settings, metric: errors, atLeast: 3, evaluationPeriods: 2 }),
      createAlarm(this, "uploadsRetried", { settings, metric: retried, atLeast: 5, evaluationPeriods: 2 }),
    ];
  }
}
