import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { expect, it } from "vitest";
import { grantExplained } from "./explained-permissions.ts";

function granted(resource: (stack: Stack) => string) {
  const stack = new Stack(new App(), "stack");
  const role = new Role(stack, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  const resources = [resource(stack)];
  grantExplained(role, [
    { why: "because", actions: ["s3:Get*", "s3:PutObject"], resources, conditions: { Bool: { a: "b" } } },
  ]);
  return { stack, reasons: JSON.stringify(role.node.metadata) };
}

it("gives the permission with its condition", () => {
  const { stack } = granted(() => "arn:aws:s3:::a");
  Template.fromStack(stack).hasResourceProperties("AWS::IAM::Policy", {
    PolicyDocument: {
      Statement: [
        {
          Effect: "Allow",
          Action: ["s3:Get*", "s3:PutObject"],
          Resource: "arn:aws:s3:::a",
          Condition: { Bool: { a: "b" } },
        },
      ],
    },
  });
});

it("explains each star, by the name that the report gives it, and nothing else", () => {
  const { reasons } = granted((stack) => `arn:${stack.partition}:s3:::a/*`);
  expect(reasons).toContain("AwsSolutions-IAM5[Action::s3:Get*]");
  expect(reasons).toContain("AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::a/*]");
  expect(reasons).toContain("because");
  expect(reasons).not.toContain("PutObject");
});
