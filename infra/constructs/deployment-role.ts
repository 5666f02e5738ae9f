import { Stack } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { type ExplainedPermission, grantExplained } from "./explained-permissions.ts";

export interface DeploymentRoleProps {
  /** what names of our things begin with */
  name: string;
  templates: IBucket;
  packages: IBucket;
  key: IKey;
}

/** Services that run our programs or change their versions, and may be handed a role of ours for it. */
const ROLE_TAKERS = ["codedeploy", "ecs-tasks", "lambda"].map((service) => `${service}.amazonaws.com`);
const CRUD = ["Create*", "Delete*", "Describe*", "Get*", "List*", "Put*", "Tag*", "Untag*", "Update*"];
const verbs = (service: string, ...list: string[]): string[] => list.map((verb) => `${service}:${verb}`);

/**
 * The role with which CloudFormation deploys `data` and `app`. Names begin with the installation's wherever AWS lets them be
 * told beforehand. It reads no picture, record or secret, and starts no machine. Since it makes roles it is as strong as
 * they are: who may push to the branch may, in the end, do what these services can do in this account.
 */
export class DeploymentRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: DeploymentRoleProps) {
    super(scope, id);
    this.role = new Role(this, "Role", { assumedBy: new ServicePrincipal("cloudformation.amazonaws.com") });
    grantExplained(this.role, [
      ...named(this, props.name),
      ...unnamed(this),
      ...roles(this, props.name),
      ...builds(props),
    ]);
  }
}

/** Things whose ARN says whose they are. */
function named(scope: Construct, name: string): ExplainedPermission[] {
  const why = "CloudFormation makes, reads, changes and deletes it; the end of its name comes with its making.";
  const arn = (service: string, resource: string) => Stack.of(scope).formatArn({ service, resource });
  const permission = (service: string, list: string[], ...resources: string[]): ExplainedPermission => ({
    why,
    actions: verbs(service, ...list),
    resources: resources.map((resource) => arn(service, resource)),
  });
  const table = ["CreateTable", "DeleteTable", "Describe*", "GetResourcePolicy", "ListTagsOfResource"];
  const bucket = [
    "CreateBucket",
    "DeleteBucket*",
    "GetBucket*",
    "Get*Configuration",
    "ListBucket",
    "ListTagsForResource",
  ];
  const queue = ["AddPermission", "CreateQueue", "DeleteQueue", "GetQueue*", "ListQueueTags", "RemovePermission"];
  const topic = ["CreateTopic", "DeleteTopic", "Get*", "List*", "Subscribe", "Unsubscribe"];
  return [
    // What is done with buckets alone: a `*` reaches past the slash, to the objects in them.
    {
      why,
      actions: verbs("s3", ...bucket, "PutBucket*", "Put*Configuration", "TagResource", "UntagResource"),
      resources: [`arn:${Stack.of(scope).partition}:s3:::${name}-*`],
    },
    permission("dynamodb", [...table, "TagResource", "UntagResource", "Update*"], `table/${name}-*`),
    permission("sqs", [...queue, "SetQueueAttributes", "TagQueue", "UntagQueue"], `${name}-*`),
    permission("sns", [...topic, "SetSubscriptionAttributes", "SetTopicAttributes", "Tag*", "Untag*"], `${name}-*`),
    permission("lambda", [...CRUD, "AddPermission", "PublishVersion", "RemovePermission"], `function:${name}-*`),
    permission(
      "codedeploy",
      [...CRUD, "AddTags*", "RegisterApplicationRevision", "RemoveTags*", "StopDeployment"],
      ...[`application:${name}-*`, `deploymentgroup:${name}-*`, "deploymentconfig:*"],
    ),
    permission("events", [...CRUD, "DisableRule", "EnableRule", "RemoveTargets"], `rule/${name}-*`),
    permission("cloudwatch", ["Delete*", "Put*", "TagResource", "UntagResource"], `alarm:${name}-*`),
    // A dashboard belongs to no region.
    {
      why,
      actions: verbs("cloudwatch", "DeleteDashboards", "GetDashboard", "PutDashboard"),
      resources: [Stack.of(scope).formatArn({ service: "cloudwatch", region: "", resource: `dashboard/${name}*` })],
    },
  ];
}

/** Things that AWS names, or knows by no name before they are there; in this region alone. */
function unnamed(scope: Construct): ExplainedPermission[] {
  const why = "CloudFormation makes it; AWS gives it its name, or asks for the right on everything. This region alone.";
  const conditions = { StringEquals: { "aws:RequestedRegion": Stack.of(scope).region } };
  const network = ["Allocate*", "Associate*", "Attach*", "Authorize*", "Create*", "Delete*", "Describe*", "Detach*"];
  const secret = ["CreateSecret", "DeleteSecret", "DescribeSecret", "GetRandomPassword", "GetResourcePolicy"];
  const services: [string, string[]][] = [
    ["ec2", [...network, "Disassociate*", "GetSecurityGroups*", "Modify*", "Release*", "Replace*", "Revoke*"]],
    ["elasticloadbalancing", ["Add*", "Create*", "Delete*", "Describe*", "Modify*", "Remove*", "Set*"]],
    ["wafv2", [...CRUD, "AssociateWebACL", "DisassociateWebACL"]],
    ["ecs", [...CRUD, "DeregisterTaskDefinition", "RegisterTaskDefinition"]],
    ["application-autoscaling", [...CRUD, "DeregisterScalableTarget", "RegisterScalableTarget"]],
    ["logs", CRUD],
    ["cloudwatch", ["DescribeAlarms", "ListTagsForResource"]],
    ["lambda", ["*EventSourceMapping*", "ListTags", "TagResource", "UntagResource"]],
    ["secretsmanager", [...secret, "PutResourcePolicy", "TagResource", "UntagResource", "UpdateSecret"]],
    ["acm", ["*Certificate*"]],
  ];
  return [
    ...services.map(([service, list]) => ({ why, actions: verbs(service, ...list), resources: ["*"], conditions })),
    // The service of the whole world answers in another region.
    { why, actions: verbs("route53", "ChangeResourceRecordSets", "Get*", "List*"), resources: ["*"] },
  ];
}

/** Roles under our name, handed to the services that run our programs; and the services' own. */
function roles(scope: Construct, name: string): ExplainedPermission[] {
  const why = "CloudFormation makes the roles of tasks and functions; the end of their names comes with their making.";
  const arn = (resource: string) => Stack.of(scope).formatArn({ service: "iam", region: "", resource });
  const kinds = ["Attach", "Create", "Delete", "Detach", "Get", "List", "Put", "Tag", "Untag", "Update"];
  const list = [...kinds.map((kind) => `${kind}Role*`), "ListAttachedRolePolicies", "UpdateAssumeRolePolicy"];
  const conditions = { StringEquals: { "iam:PassedToService": ROLE_TAKERS } };
  return [
    { why, actions: verbs("iam", ...list), resources: [arn(`role/${name}-app-*`)] }, // not the pipeline's own
    { why, actions: ["iam:PassRole"], resources: [arn(`role/${name}-app-*`)], conditions },
    { why, actions: ["iam:CreateServiceLinkedRole"], resources: [arn("role/aws-service-role/*")] },
  ];
}

function builds({ templates, packages, key }: DeploymentRoleProps): ExplainedPermission[] {
  const why = "Templates and packages bear the names of their builds.";
  const objects = [templates.arnForObjects("*"), packages.arnForObjects("worker/*")];
  return [
    { why, actions: ["s3:GetObject", "s3:GetObjectVersion"], resources: objects },
    { why, actions: ["kms:Decrypt"], resources: [key.keyArn] },
  ];
}
