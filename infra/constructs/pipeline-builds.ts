import { readFileSync } from "node:fs";
import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import {
  BuildEnvironmentVariableType,
  BuildSpec,
  Cache,
  ComputeType,
  type IBuildImage,
  LinuxArmBuildImage,
  PipelineProject,
} from "aws-cdk-lib/aws-codebuild";
import type { IRepository } from "aws-cdk-lib/aws-ecr";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { type ExplainedPermission, grantExplained } from "./explained-permissions.ts";
import type { PipelineBuckets } from "./pipeline-buckets.ts";

/** Node 24, docker with buildx, the AWS CLI. */
const AMAZON_LINUX = LinuxArmBuildImage.AMAZON_LINUX_2023_STANDARD_4_0;
/** The base of the web image with a compiler's tools; the tests install Chromium there, which Amazon Linux does not have. */
const DEBIAN = LinuxArmBuildImage.fromDockerRegistry(baseImage().replace(/-slim$/, ""));

export type BuildName = "test" | "web" | "worker" | "templates";

interface Build {
  image: IBuildImage;
  computeType: ComputeType;
  timeoutMinutes: number;
  /** may start containers: docker needs it */
  privileged?: boolean;
  variables: Record<string, string>;
  /** beside its log, the artefacts and the key */
  permissions: ExplainedPermission[];
}

/** One CodeBuild project a TARGET of buildspec.yml, each with the permissions of its own commands. */
export class PipelineBuilds extends Construct {
  readonly projects: Record<BuildName, PipelineProject>;

  constructor(
    scope: Construct,
    id: string,
    props: { buckets: PipelineBuckets; repository: IRepository; logDays: RetentionDays; settings: string },
  ) {
    super(scope, id);
    const { buckets, repository, settings } = props;
    const packages = { WORKER_BUCKET: buckets.packages.bucketName };
    const builds: Record<BuildName, Build> = {
      test: { image: DEBIAN, computeType: ComputeType.LARGE, timeoutMinutes: 60, variables: {}, permissions: [] },
      web: {
        image: AMAZON_LINUX,
        computeType: ComputeType.LARGE,
        timeoutMinutes: 30,
        privileged: true,
        variables: { REPOSITORY_URI: repository.repositoryUri },
        permissions: pushTo(repository),
      },
      worker: {
        image: AMAZON_LINUX,
        computeType: ComputeType.SMALL,
        timeoutMinutes: 20,
        variables: packages,
        permissions: [
          {
            why: "A package is named by its content.",
            actions: ["s3:PutObject", "s3:AbortMultipartUpload"],
            resources: [buckets.packages.arnForObjects("worker/*")],
          },
        ],
      },
      templates: {
        image: AMAZON_LINUX,
        computeType: ComputeType.SMALL,
        timeoutMinutes: 20,
        variables: { ...packages, SETTINGS: settings },
        permissions: [],
      },
    };
    this.projects = {
      test: this.project("Test", "test", builds.test, props),
      web: this.project("Web", "web", builds.web, props),
      worker: this.project("Worker", "worker", builds.worker, props),
      templates: this.project("Templates", "templates", builds.templates, props),
    };
  }

  private project(
    id: string,
    name: BuildName,
    build: Build,
    { buckets, logDays }: { buckets: PipelineBuckets; logDays: RetentionDays },
  ): PipelineProject {
    const logGroup = new LogGroup(this, `${id}Log`, { retention: logDays, removalPolicy: RemovalPolicy.DESTROY });
    const role = new Role(this, `${id}Role`, { assumedBy: new ServicePrincipal("codebuild.amazonaws.com") });
    const objects = [buckets.artifacts.arnForObjects("*")];
    grantExplained(role, [
      { why: "its log", actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [logGroup.logGroupArn] },
      {
        why: "Pipeline and cache name the objects; the bucket holds nothing else.",
        actions: ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
        resources: objects,
      },
      {
        why: "It looks at the bucket before it uses it.",
        actions: ["s3:GetBucketAcl", "s3:GetBucketLocation"],
        resources: [buckets.artifacts.bucketArn],
      },
      {
        why: "Artefacts are encrypted.",
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: [buckets.key.keyArn],
      },
      ...build.permissions,
    ]);
    const project = new PipelineProject(this, id, {
      description: `TARGET=${name} of buildspec.yml`,
      // What it may do is written here and nowhere else: the library would add more.
      role: role.withoutPolicyUpdates(),
      buildSpec: BuildSpec.fromSourceFilename("buildspec.yml"),
      environment: { buildImage: build.image, computeType: build.computeType, privileged: build.privileged },
      environmentVariables: variables({ TARGET: name, ...build.variables }),
      encryptionKey: buckets.key,
      cache: Cache.bucket(buckets.artifacts, { prefix: `cache/${name}` }),
      logging: { cloudWatch: { logGroup } },
      timeout: Duration.minutes(build.timeoutMinutes),
      queuedTimeout: Duration.hours(1),
    });
    const findings = [
      ...(build.privileged ? [{ id: "AwsSolutions-CB3", reason: "docker builds the image in there." }] : []),
      ...(build.image === DEBIAN ? [{ id: "AwsSolutions-CB5", reason: "The tests' browser is Debian's." }] : []),
    ];
    if (findings.length > 0) Validations.of(project).acknowledge(...findings);
    return project;
  }
}

/** What the Dockerfile's first line with FROM names. */
function baseImage(): string {
  const [, image] = /^FROM (\S+)/m.exec(readFileSync(new URL("../../Dockerfile", import.meta.url), "utf8")) ?? [];
  if (!image) throw new Error("Dockerfile: no FROM");
  return image;
}

/** What a push of layers and one manifest needs, and the login that has no narrower form. */
function pushTo(repository: IRepository): ExplainedPermission[] {
  const read = ["BatchCheckLayerAvailability", "BatchGetImage", "GetDownloadUrlForLayer"];
  const write = ["CompleteLayerUpload", "InitiateLayerUpload", "PutImage", "UploadLayerPart"];
  return [
    {
      why: "It pushes the image, and the layers for the next build.",
      actions: [...read, ...write].map((action) => `ecr:${action}`),
      resources: [repository.repositoryArn],
    },
    { why: "A login has no narrower form.", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
  ];
}

const variables = (values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { type: BuildEnvironmentVariableType.PLAINTEXT, value }]),
  );
