import { expect, test } from "vitest";
import { resourcesOf, synthesize, text } from "#infra/stacks.fixture.ts";

const endpoints = resourcesOf(synthesize().app, "AWS::EC2::VPCEndpoint").map(({ Properties }) => ({
  name: text(Properties.ServiceName).split(".").slice(3).join("."),
  type: Properties.VpcEndpointType,
  statements: Properties.PolicyDocument.Statement as Record<string, unknown>[],
  properties: Properties,
}));
const BUCKET = "arn:<Partition>:s3:::proofsheet-images-<AccountId>-<Region>";

function allowed(name: string): string[] {
  const endpoint = endpoints.find((each) => each.name === name);
  return (endpoint?.statements ?? []).flatMap(({ Action, Resource }) =>
    [Action]
      .flat()
      .flatMap((action) => (Array.isArray(Resource) ? Resource : [Resource]).map((arn) => `${action} ${text(arn)}`)),
  );
}

test("are those that tasks and functions ask, and no more", () => {
  const names = (type: string) =>
    endpoints
      .filter((each) => each.type === type)
      .map(({ name }) => name)
      .sort();
  expect(names("Gateway")).toEqual(["dynamodb", "s3"]);
  expect(names("Interface")).toEqual(["ecr.api", "ecr.dkr", "logs", "secretsmanager", "sqs"]);
});

test("lead to our bucket and the region's bucket of image layers alone", () => {
  expect(allowed("s3").sort()).toEqual(
    ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"]
      .map((action, index) => {
        if (action === "s3:ListBucket") return `${action} ${BUCKET}`;
        return index === 2
          ? `${action} arn:<Partition>:s3:::prod-<Region>-starport-layer-bucket/*`
          : `${action} ${BUCKET}/*`;
      })
      .sort(),
  );
});

test("lead to our table alone", () => {
  const resources = new Set(allowed("dynamodb").map((each) => each.split(" ")[1]));
  expect([...resources]).toEqual([
    expect.stringMatching(/^<CatalogTable\w+>$/),
    expect.stringMatching(/^<CatalogTable\w+>\/index\/\*$/),
  ]);
});

test("take our own credentials alone, where more than one account's could be used", () => {
  for (const { type, statements } of endpoints) {
    for (const { Condition } of statements) {
      const ours = { StringEquals: { "aws:PrincipalAccount": { Ref: "AWS::AccountId" } } };
      expect(Condition).toEqual(type === "Interface" ? ours : undefined);
    }
  }
});

test("name what may be asked", () => {
  expect(allowed("sqs")).toEqual([expect.stringMatching(/^sqs:SendMessage <QueuesUploads\w+>$/)]);
  expect(allowed("secretsmanager").map((each) => each.split(" ")[0])).toEqual(
    Array(2).fill("secretsmanager:GetSecretValue"),
  );
  expect(allowed("ecr.api")).toContain(
    "ecr:BatchGetImage arn:<Partition>:ecr:<Region>:<AccountId>:repository/proofsheet-web",
  );
  for (const { name } of endpoints) for (const each of allowed(name)) expect(each).not.toMatch(/^\S*\*/);
});

test("answer under the services' own names", () => {
  for (const { type, properties } of endpoints) {
    if (type === "Interface") expect(properties.PrivateDnsEnabled).toBe(true);
    else expect(properties.RouteTableIds).toHaveLength(3);
  }
});
