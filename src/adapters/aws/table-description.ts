import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";

/** What the table's keys and attributes are called: the one source for the adapter, its tests and the infrastructure. */
export const TABLE = {
  partitionKey: "pk",
  sortKey: "sk",
  /** s since 1970; DynamoDB's own expiry, which may lag two days, stands behind the sweeper */
  ttl: "ttl",
  /** Items that somebody must come for, and when (ms since 1970). For the sweeper alone; holds keys and no more. */
  dueIndex: { name: "due", partitionKey: "due", sortKey: "dueAt" },
} as const;

/** The table as `CreateTable` takes it; expiry is switched on apart (`UpdateTimeToLive` on `TABLE.ttl`). */
export function tableDescription(name: string): CreateTableCommandInput {
  const { partitionKey, sortKey, dueIndex } = TABLE;
  return {
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: partitionKey, AttributeType: "S" },
      { AttributeName: sortKey, AttributeType: "S" },
      { AttributeName: dueIndex.partitionKey, AttributeType: "S" },
      { AttributeName: dueIndex.sortKey, AttributeType: "N" },
    ],
    KeySchema: [
      { AttributeName: partitionKey, KeyType: "HASH" },
      { AttributeName: sortKey, KeyType: "RANGE" },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: dueIndex.name,
        KeySchema: [
          { AttributeName: dueIndex.partitionKey, KeyType: "HASH" },
          { AttributeName: dueIndex.sortKey, KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
    ],
  };
}
