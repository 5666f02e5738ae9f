import { AwsSolutionsChecks } from "cdk-nag";
import { describe, expect, test } from "vitest";
import { BUILD, DOMAIN, resourcesOf, synthesize } from "./stacks.fixture.ts";

const { installation, data, app } = synthesize();
const named = synthesize({ ...DOMAIN, alarmMail: "someone@example.org" });
const templates = { data, app, "app with a domain": named.app };

test("templates name no account, no region and no file to be uploaded", () => {
  for (const template of Object.values(templates)) {
    const body = JSON.stringify(template.toJSON());
    expect(body).not.toMatch(/\b\d{12}\b/);
    expect(body).not.toMatch(/(eu|us|ap)-[a-z]+-\d/);
    expect(body).not.toContain("cdk-hnb659fds");
    expect(template.toJSON().Parameters).toBeUndefined();
  }
  const { stacks } = installation.app.synth();
  for (const { assets } of stacks) expect(assets).toEqual([]);
});

test("data points at nothing of app", () => {
  expect(installation.data.dependencies).toEqual([]);
  expect(installation.site.dependencies).toEqual([installation.data]);
  expect(JSON.stringify(data.toJSON())).not.toContain("Fn::ImportValue");
});

test("no secret is in a template, only where it is kept", () => {
  for (const template of Object.values(templates)) {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/resolve:secretsmanager|resolve:ssm|SecretString":"/);
  }
  const { Environment, Secrets } =
    resourcesOf(app, "AWS::ECS::TaskDefinition")[0]?.Properties.ContainerDefinitions[0] ?? {};
  const names = Environment.map(({ Name }: { Name: string }) => Name);
  for (const { Name } of Secrets) expect(names).not.toContain(Name);
  for (const name of names) expect(name).not.toMatch(/SECRET|PASSWORD|ENCRYPTION|TOKEN/);
});

test("nothing but the load balancer has a public side, and no bucket", () => {
  for (const template of [data, app]) {
    for (const { Properties } of resourcesOf(template, "AWS::S3::Bucket")) {
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(Properties.BucketEncryption).toBeDefined();
    }
  }
  expect(resourcesOf(app, "AWS::Lambda::Url")).toEqual([]);
  expect(resourcesOf(app, "AWS::EC2::EIP")).toEqual([]);
});

test("logs end after the time that was set", () => {
  const groups = resourcesOf(synthesize({ logDays: "30" }).app, "AWS::Logs::LogGroup");
  expect(groups.length).toBeGreaterThanOrEqual(5);
  for (const { Properties } of groups) expect(Properties.RetentionInDays).toBe(30);
});

test("says where no build is named", () => {
  expect(synthesize().warnings.join()).not.toContain("No build is named");
  const { warnings } = synthesize({ imageDigest: `sha256:${"0".repeat(64)}` });
  expect(warnings.join()).toContain("No build is named");
  expect(BUILD.imageDigest).not.toContain("0000");
});

describe("cdk-nag (AwsSolutions)", () => {
  test.each([
    ["as it is at first", synthesize()],
    ["with a domain", named],
    ["with a way out", synthesize({ natGateways: "1" })],
  ])("finds nothing that is not explained: %s", (_, { installation: { app: tree } }) => {
    const { violations } = new AwsSolutionsChecks(tree).validateScope(tree);
    const found = violations.map(({ ruleName, violatingResources }) => [
      ruleName,
      violatingResources.map(({ constructPath }) => constructPath),
    ]);
    expect(found).toEqual([]);
  });
});

describe("resources", () => {
  test.each(Object.entries(templates))("of %s", (_, template) => {
    const counts: Record<string, number> = {};
    for (const { Type } of resourcesOf(template)) counts[Type] = (counts[Type] ?? 0) + 1;
    expect(
      Object.entries(counts)
        .map(([type, count]) => `${count} ${type}`)
        .sort(),
    ).toMatchSnapshot();
  });
});
