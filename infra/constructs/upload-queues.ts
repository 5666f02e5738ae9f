import { Duration, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type CfnQueuePolicy, type IQueue, Queue, QueueEncryption, type QueueProps } from "aws-cdk-lib/aws-sqs";
import { Construct, type IDependable } from "constructs";
import { VISIBILITY_TIMEOUT_SECONDS } from "#infra/sizes.ts";

/** As in the embedded queue: who kills its reader three times is dead. */
const MAX_RECEIVES = 3;

export interface UploadNotifications {
  queue: IQueue;
  /** what has to stand before the bucket may be told of the queue */
  policy: IDependable;
}

/** The queue that the bucket announces uploads to, and the one for those that were received in vain. */
export class UploadQueues extends Construct {
  readonly uploads: Queue;
  readonly deadLetters: Queue;
  readonly notifications: UploadNotifications;

  constructor(scope: Construct, id: string, props: { bucketName: string }) {
    super(scope, id);
    // A dead letter keeps the age that it had: the queue for them must keep longer.
    this.deadLetters = this.createQueue("DeadLetters", { retentionPeriod: Duration.days(14) });
    this.uploads = this.createQueue("Uploads", {
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
    this.allowBucketToSend(props.bucketName);
    const policy = this.uploads.node.findChild("Policy").node.defaultChild as CfnQueuePolicy;
    this.notifications = { queue: this.uploads, policy };
  }

  private createQueue(id: string, props: QueueProps): Queue {
    return new Queue(this, id, {
      encryption: QueueEncryption.SQS_MANAGED, // S3 can send to it without a key of ours
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(VISIBILITY_TIMEOUT_SECONDS),
      ...props,
    });
  }

  private allowBucketToSend(bucketName: string): void {
    const { account, partition } = Stack.of(this);
    this.uploads.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("s3.amazonaws.com")],
        actions: ["sqs:SendMessage"],
        resources: [this.uploads.queueArn],
        conditions: {
          ArnEquals: { "aws:SourceArn": `arn:${partition}:s3:::${bucketName}` },
          StringEquals: { "aws:SourceAccount": account }, // the name alone could be another's after a deletion
        },
      }),
    );
  }
}
