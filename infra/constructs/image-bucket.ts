import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  type LifecycleRule,
} from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { BUCKET_CORS } from "#adapters/aws/bucket-cors.ts";
import { DERIVED_PREFIX, UPLOADS_PREFIX } from "#infra/prefixes.ts";
import type { Settings } from "#infra/settings.ts";
import type { UploadNotifications } from "./upload-queues.ts";

export interface ImageBucketProps {
  settings: Settings;
  bucketName: string;
  notifications: UploadNotifications;
}

/** Originals and what is made of them. Not versioned: what is deleted is gone. */
export class ImageBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { settings, bucketName, notifications }: ImageBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, "Bucket", {
      bucketName,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: false,
      lifecycleRules: [UPLOADS_PREFIX, DERIVED_PREFIX].map((prefix) => expiryRule(prefix, settings.retentionHours)),
      cors: [corsRule(settings.domain)],
      removalPolicy: settings.deletionProtection ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    this.notifyQueue(notifications);
    Validations.of(this.bucket).acknowledge({
      id: "AwsSolutions-S1",
      reason:
        "S3's access log writes whole signed addresses, file names in them, and would keep them longer than the " +
        "pictures live. Requests are logged by the load balancer and by the tasks.",
    });
  }

  /** Without the CDK's own way, which adds a function that may change the notifications of every bucket. */
  private notifyQueue({ queue, policy }: UploadNotifications): void {
    const bucket = this.bucket.node.defaultChild as CfnBucket;
    bucket.notificationConfiguration = {
      queueConfigurations: [
        {
          event: "s3:ObjectCreated:*",
          queue: queue.queueArn,
          filter: { s3Key: { rules: [{ name: "prefix", value: UPLOADS_PREFIX }] } },
        },
      ],
    };
    bucket.node.addDependency(policy); // S3 sends a test message at once
  }
}

/** Stands behind the sweeper: a lifecycle rule knows whole days, and comes round once in one. */
function expiryRule(prefix: string, retentionHours: number): LifecycleRule {
  return {
    prefix,
    expiration: Duration.days(Math.ceil(retentionHours / 24)),
    abortIncompleteMultipartUploadAfter: Duration.days(1),
  };
}

/** As the program asks for it. Without a domain any origin: who may send what is in the signed policy of each upload. */
function corsRule(domain: string | undefined) {
  return {
    allowedMethods: BUCKET_CORS.allowedMethods.map((method) => HttpMethods[method]),
    allowedOrigins: [domain ? `https://${domain}` : "*"],
    allowedHeaders: BUCKET_CORS.allowedHeaders,
    exposedHeaders: [...BUCKET_CORS.exposedHeaders],
    maxAge: BUCKET_CORS.maxAgeSeconds,
  };
}
