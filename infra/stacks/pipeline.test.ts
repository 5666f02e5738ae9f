import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Match, type Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, it } from "vitest";
import { CONNECTION, deployed } from "./pipeline.fixture.ts";

interface Action {
  Name: string;
  RunOrder: number;
  ActionTypeId: { Provider: string };
  // biome-ignore lint/suspicious/noExplicitAny: whatever the action takes
  Configuration: Record<string, any>;
}
interface Stage {
  Name: string;
  Actions: Action[];
}
interface Statement {
  Action: string | string[];
  Resource: unknown;
}

/** ms: a synthesis with every rule, on a busy machine */
const SLOW = 120_000;

let template: Template;
let stages: Stage[];
beforeAll(() => {
  template = deployed().pipeline;
  const [pipeline] = Object.values(template.findResources("AWS::CodePipeline::Pipeline"));
  stages = pipeline?.Properties.Stages;
}, SLOW);
const actionsOf = (name: string): Action[] => stages.find((stage) => stage.Name === name)?.Actions ?? [];
const all = (type: string) => Object.values(template.findResources(type));

describe("the pipeline", () => {
  it("goes from the push by a test and builds to the deployment", () => {
    expect(stages.map(({ Name }) => Name)).toEqual(["Source", "Test", "Build", "Synthesise", "Deploy"]);
    template.hasResourceProperties("AWS::CodePipeline::Pipeline", { PipelineType: "V2", ExecutionMode: "SUPERSEDED" });
  });

  it("starts at a push to the branch, by the connection of the context", () => {
    expect(actionsOf("Source")[0]?.Configuration).toMatchObject({
      ConnectionArn: CONNECTION,
      FullRepositoryId: "someone/proofsheet",
      BranchName: "main",
      DetectChanges: true,
    });
  });

  it("builds image and package at the same time", () => {
    expect(actionsOf("Build").map(({ Name, RunOrder }) => [Name, RunOrder])).toEqual([
      ["web", 1],
      ["worker", 1],
    ]);
  });

  it("hands the digest and the key of this build to the templates", () => {
    const variables = JSON.parse(actionsOf("Synthesise")[0]?.Configuration.EnvironmentVariables);
    expect(
      Object.fromEntries(variables.map(({ name, value }: { name: string; value: string }) => [name, value])),
    ).toEqual({ IMAGE_DIGEST: "#{web.IMAGE_DIGEST}", WORKER_KEY: "#{worker.WORKER_KEY}" });
  });

  it("deploys data, then app, each by a change set of the templates made there, with no parameter", () => {
    const deploy = actionsOf("Deploy").sort((a, b) => a.RunOrder - b.RunOrder);
    expect(deploy.map(({ Name }) => Name)).toEqual(["prepare-data", "deploy-data", "prepare-app", "deploy-app"]);
    expect(deploy.map(({ Configuration }) => Configuration.ActionMode)).toEqual([
      "CHANGE_SET_REPLACE",
      "CHANGE_SET_EXECUTE",
      "CHANGE_SET_REPLACE",
      "CHANGE_SET_EXECUTE",
    ]);
    expect(deploy[2]?.Configuration.TemplatePath).toBe("Templates::proofsheet-app.template.json");
    for (const { Configuration } of deploy) expect(Configuration.ParameterOverrides).toBeUndefined();
  });

  it("is not made without a connection; the repository is, so that there is a place for images", () => {
    const { pipeline: bare } = deployed({ githubConnection: undefined });
    bare.resourceCountIs("AWS::CodePipeline::Pipeline", 0);
    bare.resourceCountIs("AWS::ECR::Repository", 1);
  });
});

describe("its builds", () => {
  it("all run buildspec.yml on arm64, one a target", () => {
    const targets = all("AWS::CodeBuild::Project").map(({ Properties }) => {
      expect(Properties.Environment.Type).toBe("ARM_CONTAINER");
      expect(Properties.Source.BuildSpec).toBe("buildspec.yml");
      return Properties.Environment.EnvironmentVariables.find(({ Name }: { Name: string }) => Name === "TARGET").Value;
    });
    expect(targets.sort()).toEqual(["templates", "test", "web", "worker"]);
  });

  it("test on the system that the image is made from", () => {
    const [test] = all("AWS::CodeBuild::Project").filter(({ Properties }) =>
      /TARGET=test/.test(Properties.Description),
    );
    expect(readFileSync("Dockerfile", "utf8")).toContain(`FROM ${test?.Properties.Environment.Image}-slim`);
  });

  it("may start containers in the build of the image alone", () => {
    const privileged = all("AWS::CodeBuild::Project").filter(({ Properties }) => Properties.Environment.PrivilegedMode);
    expect(privileged.map(({ Properties }) => Properties.Description)).toEqual(["TARGET=web of buildspec.yml"]);
  });

  it("keep packages of npm for the next, and encrypt what they hand on", () => {
    for (const { Properties } of all("AWS::CodeBuild::Project")) {
      expect(Properties.Cache.Type).toBe("S3");
      expect(JSON.stringify(Properties.EncryptionKey)).toContain("StoresKey");
    }
  });

  it("know what the pipeline was deployed with, but no image and no package of before", () => {
    const domain = { domain: "a.example.org", hostedZoneId: "Z1", hostedZoneName: "example.org" };
    const json = settingsOf(deployed(domain).pipeline);
    expect(json).toMatchObject({ name: "proofsheet", domain: "a.example.org", retentionHours: 24, webMinTasks: 2 });
    expect(Object.keys(json)).not.toContain("imageDigest");
    expect(Object.keys(json)).not.toContain("workerKey");
  });
});

describe("what it stores", () => {
  it("is encrypted with a key that rotates, private, and over TLS alone", () => {
    template.hasResourceProperties("AWS::KMS::Key", { EnableKeyRotation: true });
    for (const { Properties } of all("AWS::S3::Bucket")) {
      const [rule] = Properties.BucketEncryption.ServerSideEncryptionConfiguration;
      expect(rule.ServerSideEncryptionByDefault.SSEAlgorithm).toBe("aws:kms");
      expect(Object.values(Properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
      expect(Properties.LifecycleConfiguration.Rules[0].ExpirationInDays).toBeGreaterThanOrEqual(30);
    }
    template.resourceCountIs("AWS::S3::BucketPolicy", all("AWS::S3::Bucket").length);
    template.allResourcesProperties("AWS::S3::BucketPolicy", {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
        ]),
      }),
    });
  });
});

describe("its roles", () => {
  const statements = (role: RegExp): Statement[] =>
    Object.entries({
      ...template.findResources("AWS::IAM::Policy"),
      ...template.findResources("AWS::IAM::ManagedPolicy"),
    })
      .filter(([id]) => role.test(id))
      .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
  const actions = (role: RegExp) => statements(role).flatMap(({ Action }) => Action);

  it("have no permission for everything", () => {
    for (const action of actions(/./)) expect(action).not.toMatch(/^\*|:\*$/);
  });

  it("of a build: its log, artefacts and key, and what its own commands call", () => {
    const common = ["kms:", "logs:", "s3:Get", "s3:PutObject"];
    const beside = (role: RegExp) =>
      actions(role).filter((action) => !common.some((start) => action.startsWith(start)));
    expect(beside(/TestRole/)).toEqual([]);
    expect(beside(/TemplatesRole/)).toEqual([]);
    expect(beside(/WorkerRole/)).toEqual(["s3:AbortMultipartUpload"]);
    expect(beside(/WebRole/).every((action) => action.startsWith("ecr:"))).toBe(true);
    const wide = statements(/(Test|Web|Worker|Templates)Role/).filter(({ Resource }) => Resource === "*");
    expect(wide.map(({ Action }) => Action)).toEqual(["ecr:GetAuthorizationToken"]);
  });

  it("of the pipeline: it deploys these two stacks and hands on CloudFormation's role alone", () => {
    const cloudformation = statements(/^Role/).filter(({ Action }) =>
      JSON.stringify(Action).includes("cloudformation"),
    );
    expect(JSON.stringify(cloudformation)).toContain("stack/proofsheet-data/*");
    expect(JSON.stringify(cloudformation)).toContain("stack/proofsheet-app/*");
    const handed = statements(/^Role/).find(({ Action }) => Action === "iam:PassRole");
    expect(JSON.stringify(handed?.Resource)).toContain("DeploymentRole");
  });

  it("of CloudFormation: reads no picture, record or secret, starts no machine, runs no function", () => {
    const all = actions(/^Deployment/);
    const covers = (action: string) =>
      all.filter((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(action));
    for (const action of [
      "dynamodb:GetItem",
      "dynamodb:Query",
      "dynamodb:Scan",
      "ec2:RunInstances",
      "ecs:RunTask",
      "kms:Encrypt",
      "lambda:InvokeFunction",
      "secretsmanager:GetSecretValue",
      "sqs:ReceiveMessage",
      "sts:AssumeRole",
    ])
      expect(covers(action), action).toEqual([]);
    for (const { Action, Resource } of statements(/^Deployment/))
      if (JSON.stringify(Action).includes('s3:GetObject"')) expect(JSON.stringify(Resource)).toContain("Stores");
  });
});

it("has no finding of cdk-nag without a reason at the resource", () => {
  const { app } = deployed().installation; // a synthesis with a finding would have thrown
  const { pluginReports } = JSON.parse(readFileSync(join(app.outdir, "validation-report.json"), "utf8"));
  const found: { ruleName: string; violatingConstructs: { constructPath: string }[] }[] = pluginReports.flatMap(
    ({ violations }: { violations: unknown[] }) => violations,
  );
  const ours = found.filter((finding) => JSON.stringify(finding).includes("proofsheet-pipeline"));
  expect(ours).toEqual([]);
});

function settingsOf(made: Template) {
  const found = made.findResources("AWS::CodeBuild::Project", {
    Properties: { Description: "TARGET=templates of buildspec.yml" },
  });
  const [project] = Object.values(found);
  const variables: { Name: string; Value: string }[] = project?.Properties.Environment.EnvironmentVariables;
  return JSON.parse(variables.find(({ Name }) => Name === "SETTINGS")?.Value ?? "null");
}
