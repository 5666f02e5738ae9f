import { Stack } from "aws-cdk-lib";
import type { IProject } from "aws-cdk-lib/aws-codebuild";
import { type IRole, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { grantExplained } from "./explained-permissions.ts";
import type { PipelineBuckets } from "./pipeline-buckets.ts";

/** The role of the pipeline itself: it carries artefacts, starts builds and asks CloudFormation; it makes nothing by itself. */
export class PipelineRole extends Construct {
  readonly role: Role;

  constructor(
    scope: Construct,
    id: string,
    props: {
      buckets: PipelineBuckets;
      projects: IProject[];
      connection: string;
      stackNames: string[];
      deployment: IRole;
    },
  ) {
    super(scope, id);
    const { buckets, projects, connection, stackNames, deployment } = props;
    const stacks = stackNames.map((stack) =>
      Stack.of(this).formatArn({ service: "cloudformation", resource: `stack/${stack}/*` }),
    );
    this.role = new Role(this, "Role", { assumedBy: new ServicePrincipal("codepipeline.amazonaws.com") });
    grantExplained(this.role, [
      {
        why: "The service had another name; its rights are asked by either.",
        actions: ["codestar-connections:UseConnection", "codeconnections:UseConnection"],
        resources: [connection],
      },
      {
        why: "The pipeline names the objects; the bucket holds nothing else.",
        actions: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
        resources: [buckets.artifacts.arnForObjects("*")],
      },
      {
        why: "It looks at the bucket before it uses it.",
        actions: ["s3:GetBucketLocation", "s3:GetBucketVersioning"],
        resources: [buckets.artifacts.bucketArn],
      },
      {
        why: "Artefacts are encrypted.",
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: [buckets.key.keyArn],
      },
      {
        why: "It starts the builds and waits for them.",
        actions: ["codebuild:BatchGetBuilds", "codebuild:StartBuild", "codebuild:StopBuild"],
        resources: projects.map(({ projectArn }) => projectArn),
      },
      {
        why: "The ARN of a stack ends with an id that it gets when it is made.",
        actions: ["CreateChangeSet", "DeleteChangeSet", "DescribeChangeSet", "DescribeStacks", "ExecuteChangeSet"].map(
          (action) => `cloudformation:${action}`,
        ),
        resources: stacks,
      },
      {
        why: "CloudFormation deploys with a role of its own.",
        actions: ["iam:PassRole"],
        resources: [deployment.roleArn],
        conditions: { StringEquals: { "iam:PassedToService": "cloudformation.amazonaws.com" } },
      },
    ]);
  }
}
