import { describe, expect, test } from "vitest";
import { DOMAIN, dataTemplate, type Properties as Json, resourceOf, synthesize, text } from "#infra/stacks.fixture.ts";

const bucketOf = (context: Record<string, unknown> = {}) => resourceOf(dataTemplate(context), "AWS::S3::Bucket");
const { Properties, DependsOn, DeletionPolicy } = bucketOf();

test("is private, encrypted and remembers nothing that was deleted", () => {
  expect(Properties.PublicAccessBlockConfiguration).toEqual({
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  });
  expect(Properties.BucketEncryption.ServerSideEncryptionConfiguration).toEqual([
    { ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } },
  ]);
  expect(Properties.VersioningConfiguration).toBeUndefined();
});

test("refuses what comes without TLS 1.2, and lets nobody in by its policy", () => {
  const { Statement } = resourceOf(synthesize().data, "AWS::S3::BucketPolicy").Properties.PolicyDocument;
  for (const { Effect } of Statement) expect(Effect).toBe("Deny");
  const conditions = Statement.map(({ Condition }: Json) => Condition);
  expect(conditions).toContainEqual({ Bool: { "aws:SecureTransport": "false" } });
  expect(conditions).toContainEqual({ NumericLessThan: { "s3:TlsVersion": 1.2 } });
});

describe("forgets behind the sweeper", () => {
  const rulesOf = (retentionHours?: string) =>
    bucketOf(retentionHours ? { retentionHours } : {}).Properties.LifecycleConfiguration.Rules as Json[];

  test("under both prefixes, and unfinished uploads", () => {
    expect(rulesOf().map(({ Prefix }) => Prefix)).toEqual(["uploads/", "derived/"]);
    for (const rule of rulesOf()) {
      expect(rule).toMatchObject({ Status: "Enabled", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } });
    }
  });

  test.each([
    ["0.5", 1],
    ["24", 1],
    ["24.5", 2],
    ["48", 2],
    ["100", 5],
  ])("after %s hours: %i whole days, rounded up", (hours, days) => {
    for (const { ExpirationInDays } of rulesOf(hours)) expect(ExpirationInDays).toBe(days);
  });
});

describe("lets pages read and send", () => {
  const corsOf = (context?: Record<string, unknown>) =>
    bucketOf(context).Properties.CorsConfiguration.CorsRules as Json[];

  test("of the site alone, with a domain", () => {
    expect(corsOf(DOMAIN)).toMatchObject([
      {
        AllowedOrigins: ["https://photos.example.org"],
        AllowedMethods: ["GET", "HEAD", "POST"],
        ExposedHeaders: ["ETag", "Content-Disposition"],
      },
    ]);
  });

  test("of any origin without one: the signed policy is the authority", () => {
    expect(corsOf()).toMatchObject([{ AllowedOrigins: ["*"] }]);
  });
});

test("announces what comes under uploads/, and only once the queue lets it", () => {
  const { QueueConfigurations, ...others } = Properties.NotificationConfiguration;
  expect(others).toEqual({});
  expect(QueueConfigurations).toHaveLength(1);
  expect(QueueConfigurations[0]).toMatchObject({
    Event: "s3:ObjectCreated:*",
    Filter: { S3Key: { Rules: [{ Name: "prefix", Value: "uploads/" }] } },
  });
  expect(text(QueueConfigurations[0].Queue)).toMatch(/^<QueuesUploads/);
  expect(DependsOn).toContainEqual(expect.stringMatching(/^QueuesUploadsPolicy/));
});

test("outlives its stack, unless the settings say otherwise", () => {
  expect(DeletionPolicy).toBe("RetainExceptOnCreate"); // a first deploy that failed can be tried again
  expect(bucketOf({ deletionProtection: "false" }).DeletionPolicy).toBe("Delete");
});
