import { Stack } from "aws-cdk-lib";
import { Effect, type IRole, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { createRole, type Permission } from "./role.ts";

/** AWS Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC": what Lambda itself does. */
const INTERFACES = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:UnassignPrivateIpAddresses",
];
const LOOK = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"];

export interface FunctionRoleProps {
  functionName: string;
  log: ILogGroup;
  /** of the program */
  permissions: Permission[];
}

/** What a program calls, and what Lambda needs in its name to run it: a log, and a foot in the network. */
export function functionRole(scope: Construct, { functionName, log, permissions }: FunctionRoleProps): IRole {
  const { account, partition, region } = Stack.of(scope);
  const arn = (service: string, rest: string) => `arn:${partition}:${service}:${region}:${account}:${rest}`;
  const needed: Permission[] = [
    { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [log.logGroupArn] },
    {
      actions: INTERFACES,
      resources: [arn("ec2", "*/*")],
      wide: "Lambda makes and removes its interfaces, whose ids nobody knows before; this is the guide's own form.",
    },
    { actions: LOOK, resources: ["*"], wide: "These calls know no narrower resource." },
  ];
  // The program itself runs in the same role and has no business with the network (the guide's own advice).
  const notByItself = new PolicyStatement({
    effect: Effect.DENY,
    actions: [...INTERFACES, ...LOOK],
    resources: ["*"],
    conditions: { ArnEquals: { "lambda:SourceFunctionArn": arn("lambda", `function:${functionName}`) } },
  });
  return createRole(scope, "Role", "lambda.amazonaws.com", {
    permissions: [...permissions, ...needed],
    denied: [notByItself],
  });
}
