import { expect, test } from "vitest";
import { resourceOf, resourcesOf, synthesize, text } from "#infra/stacks.fixture.ts";

const { app, data } = synthesize();
const uploads = resourceOf(data, "AWS::SQS::Queue", "QueuesUploads");
const deadLetters = resourceOf(data, "AWS::SQS::Queue", "QueuesDeadLetters");

test("keep messages encrypted and take none without TLS", () => {
  for (const { Properties } of [uploads, deadLetters]) expect(Properties.SqsManagedSseEnabled).toBe(true);
  const policies = resourcesOf(data, "AWS::SQS::QueuePolicy");
  expect(policies).toHaveLength(2);
  for (const { Properties } of policies) {
    expect(Properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    );
  }
});

test("give up a message after three receives, and keep it for longer than it waited", () => {
  const { RedrivePolicy, MessageRetentionPeriod } = uploads.Properties;
  expect(RedrivePolicy.maxReceiveCount).toBe(3);
  expect(text(RedrivePolicy.deadLetterTargetArn)).toBe(`<${deadLetters.id}.Arn>`);
  expect(deadLetters.Properties.MessageRetentionPeriod).toBeGreaterThan(MessageRetentionPeriod);
});

test("hide a message for six times what its function may take, at least", () => {
  const mappings = resourcesOf(app, "AWS::Lambda::EventSourceMapping");
  const timeout = (id: string) => resourceOf(app, "AWS::Lambda::Function", id).Properties.Timeout;
  expect(mappings).toHaveLength(2);
  expect(uploads.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeout("WorkerFunction"));
  expect(deadLetters.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeout("DeadLettersFunction"));
});

test("let S3 announce in the name of our bucket and our account alone", () => {
  const { Statement } = resourceOf(data, "AWS::SQS::QueuePolicy", "QueuesUploads").Properties.PolicyDocument;
  const allowed = Statement.filter(({ Effect }: { Effect: string }) => Effect === "Allow");
  expect(allowed).toHaveLength(1);
  expect(allowed[0]).toMatchObject({ Action: "sqs:SendMessage", Principal: { Service: "s3.amazonaws.com" } });
  expect(text(allowed[0].Resource)).toBe(`<${uploads.id}.Arn>`);
  const { ArnEquals, StringEquals } = allowed[0].Condition;
  expect(text(ArnEquals["aws:SourceArn"])).toBe("arn:<Partition>:s3:::proofsheet-images-<AccountId>-<Region>");
  expect(text(StringEquals["aws:SourceAccount"])).toBe("<AccountId>");
});

test("let nobody else in by a policy", () => {
  const { Statement } = resourceOf(data, "AWS::SQS::QueuePolicy", "QueuesDeadLetters").Properties.PolicyDocument;
  expect(Statement.filter(({ Effect }: { Effect: string }) => Effect === "Allow")).toEqual([]);
});
