import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Key } from "aws-cdk-lib/aws-kms";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { expect, it } from "vitest";
import { DOMAIN, resourcesOf, synthesize } from "#infra/stacks.fixture.ts";
import { DeploymentRole } from "./deployment-role.ts";

/** What IAM calls the services of CloudFormation's types, where it is not the same in small letters. */
const SERVICE: Record<string, string> = {
  ApplicationAutoScaling: "application-autoscaling",
  CertificateManager: "acm",
  ElasticLoadBalancingV2: "elasticloadbalancing",
};

const stack = new Stack(new App(), "proofsheet-pipeline");
const templates = new Bucket(stack, "Templates");
const packages = new Bucket(stack, "Packages");
new DeploymentRole(stack, "Deployment", { name: "proofsheet", templates, packages, key: new Key(stack, "Key") });
const made = Template.fromStack(stack);
const actions: string[] = Object.values({
  ...made.findResources("AWS::IAM::Policy"),
  ...made.findResources("AWS::IAM::ManagedPolicy"),
})
  .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
  .flatMap(({ Action }: { Action: string | string[] }) => Action);

it("may do something with every service that is in the templates, and with no other", () => {
  const { data, app } = synthesize(DOMAIN);
  const types = [...resourcesOf(data), ...resourcesOf(app)];
  const services = types
    .map(({ Type }) => Type.split("::")[1] ?? "")
    .map((name) => SERVICE[name] ?? name.toLowerCase());
  const beside = ["kms"]; // the key of templates and packages
  const allowed = actions.map((action) => action.split(":")[0]);
  expect([...new Set(allowed)].sort()).toEqual([...new Set([...services, ...beside])].sort());
});

it("hands roles to those alone who run programs or change their versions", () => {
  const pass = Object.values({
    ...made.findResources("AWS::IAM::Policy"),
    ...made.findResources("AWS::IAM::ManagedPolicy"),
  })
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .find(({ Action }: { Action: string }) => Action === "iam:PassRole");
  expect(pass.Condition.StringEquals["iam:PassedToService"]).toEqual([
    "codedeploy.amazonaws.com",
    "ecs-tasks.amazonaws.com",
    "lambda.amazonaws.com",
  ]);
  expect(JSON.stringify(pass.Resource)).toContain("role/proofsheet-app-*");
});
