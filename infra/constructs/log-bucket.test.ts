import { expect, test } from "vitest";
import { type Properties as Json, resourceOf, synthesize } from "#infra/stacks.fixture.ts";

const { Properties } = resourceOf(synthesize().app, "AWS::S3::Bucket", "LogsBucket");

test("forgets as the other logs do", () => {
  const rules = Properties.LifecycleConfiguration.Rules as Json[];
  expect(rules).toMatchObject([{ Status: "Enabled", ExpirationInDays: 14 }]);
  expect(rules[0]).not.toHaveProperty("Prefix");
});

test("takes logs from AWS's own deliveries of this account alone, each under its prefix", () => {
  const { Statement } = resourceOf(synthesize().app, "AWS::S3::BucketPolicy", "LogsBucket").Properties.PolicyDocument;
  const writers = Statement.filter(
    ({ Effect, Action }: Json) => Effect === "Allow" && [Action].flat().includes("s3:PutObject"),
  );
  expect(writers.map(({ Principal }: Json) => Principal.Service).sort()).toEqual([
    "delivery.logs.amazonaws.com",
    "logdelivery.elasticloadbalancing.amazonaws.com",
  ]);
  for (const { Resource } of writers) {
    expect(JSON.stringify(Resource)).toMatch(/\/(flows|requests)\/AWSLogs\/",\{"Ref":"AWS::AccountId"\},"\/\*"/);
  }
});
