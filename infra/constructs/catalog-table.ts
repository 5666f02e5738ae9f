import { RemovalPolicy, Validations } from "aws-cdk-lib";
import { type Attribute, type AttributeType, BillingMode, ProjectionType, Table } from "aws-cdk-lib/aws-dynamodb";
import { Construct } from "constructs";
import { TABLE, tableDescription } from "#adapters/aws/table-description.ts";
import type { Settings } from "#infra/settings.ts";

const { AttributeDefinitions: ATTRIBUTES = [] } = tableDescription("");

/** The one table, as the adapter describes it. Encrypted by DynamoDB with keys that it owns. */
export class CatalogTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { settings }: { settings: Settings }) {
    super(scope, id);
    const { deletionProtection } = settings;
    this.table = new Table(this, "Table", {
      partitionKey: attribute(TABLE.partitionKey),
      sortKey: attribute(TABLE.sortKey),
      timeToLiveAttribute: TABLE.ttl,
      billingMode: BillingMode.PAY_PER_REQUEST,
      deletionProtection,
      removalPolicy: deletionProtection ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: TABLE.dueIndex.name,
      partitionKey: attribute(TABLE.dueIndex.partitionKey),
      sortKey: attribute(TABLE.dueIndex.sortKey),
      projectionType: ProjectionType.KEYS_ONLY,
    });
    Validations.of(this.table).acknowledge({
      id: "AwsSolutions-DDB3",
      reason: "A backup would remember for weeks what people were told is gone after a day.",
    });
  }
}

function attribute(name: string): Attribute {
  const type = ATTRIBUTES.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
  if (!type) throw new Error(`the table's description has no attribute ${name}`);
  return { name, type: type as AttributeType };
}
