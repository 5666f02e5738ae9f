import { Stack, type StackProps } from "aws-cdk-lib";
import { Bucket } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { CatalogTable } from "#infra/constructs/catalog-table.ts";
import { ImageBucket } from "#infra/constructs/image-bucket.ts";
import { Secrets } from "#infra/constructs/secrets.ts";
import { UploadQueues } from "#infra/constructs/upload-queues.ts";
import { bucketName } from "#infra/names.ts";
import type { Stores } from "#infra/permissions.ts";
import type { Settings } from "#infra/settings.ts";

/** What is kept: pictures, records, notifications, secrets. It knows nothing of what uses it. */
export class DataStack extends Stack {
  readonly imageBucketName;
  readonly table;
  readonly uploads;
  readonly deadLetters;
  readonly secrets;

  constructor(scope: Construct, id: string, { settings, ...props }: StackProps & { settings: Settings }) {
    super(scope, id, { description: "Proofsheet: pictures, records and keys", ...props });
    this.imageBucketName = bucketName(this, settings);
    const { uploads, deadLetters, notifications } = new UploadQueues(this, "Queues", {
      bucketName: this.imageBucketName,
    });
    this.uploads = uploads;
    this.deadLetters = deadLetters;
    new ImageBucket(this, "Images", { settings, bucketName: this.imageBucketName, notifications });
    this.table = new CatalogTable(this, "Catalog", { settings }).table;
    this.secrets = new Secrets(this, "Keys", { settings });
  }

  /**
   * Bucket and table for another stack. The bucket by its name, which is known: permissions that end in a `*` can be
   * explained word for word then.
   */
  stores(scope: Construct): Stores {
    return { bucket: Bucket.fromBucketName(scope, "Images", this.imageBucketName), table: this.table };
  }
}
