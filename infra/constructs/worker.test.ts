import { describe, expect, test } from "vitest";
import { readConfig } from "#config.ts";
import { BUILD, type Properties, resourceOf, resourcesOf, synthesize, text } from "#infra/stacks.fixture.ts";

const { app } = synthesize();
const worker = resourceOf(app, "AWS::Lambda::Function", "WorkerFunction").Properties;
const mapping = resourceOf(app, "AWS::Lambda::EventSourceMapping", "Worker").Properties;
const versions = (template = app) =>
  resourcesOf(template, "AWS::Lambda::Version")
    .map(({ id }) => id)
    .sort();

test("runs the package of this build, on the newest runtime and arm64", () => {
  expect(worker).toMatchObject({
    Code: { S3Bucket: BUILD.workerBucket, S3Key: BUILD.workerKey },
    Handler: "dist/handler.handler",
    Runtime: "nodejs24.x",
    Architectures: ["arm64"],
    FunctionName: "proofsheet-worker",
  });
});

test("takes one upload an invocation, through its alias, and so many at once", () => {
  expect(mapping).toMatchObject({
    BatchSize: 1,
    FunctionResponseTypes: ["ReportBatchItemFailures"],
    ScalingConfig: { MaximumConcurrency: 50 },
  });
  expect(text(mapping.EventSourceArn)).toMatch(/^<QueuesUploads/);
  expect(JSON.stringify(mapping.FunctionName)).toMatch(/WorkerLive.*:live/);
  const bounded = resourceOf(synthesize({ workerConcurrency: "7" }).app, "AWS::Lambda::EventSourceMapping", "Worker");
  expect(bounded.Properties.ScalingConfig).toEqual({ MaximumConcurrency: 7 });
});

test("gets settings that it takes, and time for its longest image", () => {
  const known = { NODE_ENV: "production" as const, AWS_REGION: "eu-central-1" }; // set by Lambda itself
  const variables = Object.fromEntries(
    Object.entries(worker.Environment.Variables).map(([name, value]) => [name, text(value)]),
  );
  expect(variables.QUEUE_URL).toMatch(/^<QueuesUploads/);
  const config = readConfig({ ...variables, ...known, QUEUE_URL: "https://sqs.example/uploads" }, "/", "function");
  expect(config.convert.concurrency).toBe(1);
  expect(config.aws?.workspaceInWork).toBe(12); // a quarter of the fifty
  expect(worker.Timeout * 1000).toBeGreaterThanOrEqual(config.convert.timeoutMs + 5000);
  expect(worker.MemorySize * 1024 ** 2).toBeGreaterThan(config.convert.memoryBytes + 512 * 1024 ** 2);
  expect(worker.EphemeralStorage.Size * 1024 ** 2).toBeGreaterThan(2 * config.limits.maxUploadBytes);
});

test("knows no key of the site, as the other functions", () => {
  const functions = resourcesOf(app, "AWS::Lambda::Function");
  expect(functions).toHaveLength(3);
  for (const { Properties } of functions)
    expect(JSON.stringify(Properties)).not.toMatch(/secret|SESSION|ENCRYPTION|Keys/i);
});

describe("a new package", () => {
  test("is a new version of each function, and the same one none", () => {
    const same = synthesize({ rateLimit: "400" }).app;
    const other = synthesize({ workerKey: "worker/two.zip" }).app;
    expect(versions(same)).toEqual(versions());
    expect(versions(other)).toHaveLength(3);
    for (const id of versions(other)) expect(versions()).not.toContain(id);
  });

  test("gets a tenth of the uploads first, and goes at an alarm", () => {
    const { UpdatePolicy } = resourceOf(app, "AWS::Lambda::Alias", "Worker");
    expect(UpdatePolicy).toHaveProperty("CodeDeployLambdaAliasUpdate");
    const { Properties } = resourceOf(app, "AWS::CodeDeploy::DeploymentGroup");
    expect(Properties.DeploymentConfigName).toBe("CodeDeployDefault.LambdaCanary10Percent5Minutes");
    expect(Properties.AutoRollbackConfiguration.Events).toEqual(["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"]);
    const alarms = Properties.AlarmConfiguration.Alarms.map(({ Name }: Properties) => text(Name));
    expect(alarms).toEqual([expect.stringMatching(/workerErrors/), expect.stringMatching(/uploadsRetried/)]);
  });
});
