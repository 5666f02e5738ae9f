import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import { Key } from "aws-cdk-lib/aws-kms";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";

/** Where builds put things: `artifacts` between stages, with the cache of packages; `packages` for Lambda. One key for both. */
export class PipelineBuckets extends Construct {
  readonly key: Key;
  readonly artifacts: Bucket;
  readonly packages: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, "Key", { enableKeyRotation: true, removalPolicy: RemovalPolicy.DESTROY });
    this.artifacts = this.bucket("Artifacts", Duration.days(30));
    // Every push puts its package there anew; one that nobody deployed for a year is not rolled back to.
    this.packages = this.bucket("Packages", Duration.days(365));
  }

  private bucket(id: string, expiration: Duration): Bucket {
    const bucket = new Bucket(this, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [{ expiration, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(bucket).acknowledge({
      id: "AwsSolutions-S1",
      reason: "Only the roles of this stack reach the bucket; the pipeline's history says which build wrote what.",
    });
    return bucket;
  }
}
