import { expect, test } from "vitest";
import { TABLE, tableDescription } from "#adapters/aws/table-description.ts";
import { dataTemplate, resourceOf, synthesize } from "#infra/stacks.fixture.ts";

const { data } = synthesize();
const { Properties, DeletionPolicy } = resourceOf(data, "AWS::DynamoDB::Table");

test("has the keys, the index and the billing of the adapter's own description", () => {
  const { TableName, AttributeDefinitions = [], ...described } = tableDescription("any");
  expect(TableName).toBe("any");
  expect(Properties).toMatchObject(described);
  expect(Properties.AttributeDefinitions).toHaveLength(AttributeDefinitions.length);
  expect(Properties.AttributeDefinitions).toEqual(expect.arrayContaining(AttributeDefinitions));
});

test("lets items expire by the attribute that the adapter sets", () => {
  expect(Properties.TimeToLiveSpecification).toEqual({ AttributeName: TABLE.ttl, Enabled: true });
});

test("keeps no backup of what people were told is gone", () => {
  expect(Properties.PointInTimeRecoverySpecification).toBeUndefined();
  data.resourceCountIs("AWS::Backup::BackupPlan", 0);
});

test("is protected from deletion by the settings", () => {
  expect(Properties.DeletionProtectionEnabled).toBe(true);
  expect(DeletionPolicy).toBe("Retain");
  const open = resourceOf(dataTemplate({ deletionProtection: "false" }), "AWS::DynamoDB::Table");
  expect(open.Properties.DeletionProtectionEnabled).toBe(false);
  expect(open.DeletionPolicy).toBe("Delete");
});
