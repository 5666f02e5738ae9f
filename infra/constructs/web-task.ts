import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import { Repository } from "aws-cdk-lib/aws-ecr";
import {
  ContainerImage,
  CpuArchitecture,
  FargateTaskDefinition,
  LogDriver,
  OperatingSystemFamily,
  Secret,
} from "aws-cdk-lib/aws-ecs";
import type { IRole } from "aws-cdk-lib/aws-iam";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { webEnvironment } from "#infra/environment.ts";
import { repositoryName } from "#infra/names.ts";
import { webPermissions } from "#infra/permissions.ts";
import type { Settings } from "#infra/settings.ts";
import { CONVERT_TIMEOUT_SECONDS } from "#infra/sizes.ts";
import type { DataStack } from "#infra/stacks/data.ts";
import { createRole } from "./role.ts";

/**
 * The one folder that may be written. The image declares it as a volume that belongs to its user (`install -o node`,
 * `VOLUME /data` in the Dockerfile): ECS gives an empty bind mount there the owner and mode that the image says. At
 * any other path, /tmp too, it would belong to root.
 */
const SCRATCH = "/data";
export const PORT = 3000;
/** SIGTERM lets requests in work finish, for 30 s at most; this is the kill. */
const STOP = Duration.seconds(CONVERT_TIMEOUT_SECONDS + 15);

/** One web server: the image by digest, nothing to write to but scratch, secrets from where they are kept. */
export class WebTask extends Construct {
  readonly definition: FargateTaskDefinition;
  readonly log: LogGroup;

  constructor(scope: Construct, id: string, { settings, data }: { settings: Settings; data: DataStack }) {
    super(scope, id);
    const stores = { ...data.stores(this), uploads: data.uploads };
    const name = repositoryName(settings);
    const repository = Repository.fromRepositoryName(this, "Repository", name);
    this.log = new LogGroup(this, "Log", {
      retention: settings.logDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.definition = new FargateTaskDefinition(this, "Definition", {
      cpu: settings.webCpu,
      memoryLimitMiB: settings.webMemory,
      runtimePlatform: { cpuArchitecture: CpuArchitecture.ARM64, operatingSystemFamily: OperatingSystemFamily.LINUX },
      taskRole: createRole(this, "Role", "ecs-tasks.amazonaws.com", { permissions: webPermissions(stores) }),
      executionRole: this.executionRole(repository.repositoryArn, data),
      volumes: [{ name: "scratch" }],
    });
    const container = this.definition.addContainer("web", {
      image: ContainerImage.fromEcrRepository(repository, settings.imageDigest),
      readonlyRootFilesystem: true,
      stopTimeout: STOP,
      portMappings: [{ containerPort: PORT }],
      logging: LogDriver.awsLogs({ logGroup: this.log, streamPrefix: "web" }),
      environment: webEnvironment({
        settings,
        ...stores,
        queueUrl: data.uploads.queueUrl,
        deadLetterQueueUrl: data.deadLetters.queueUrl,
        scratch: SCRATCH,
      }),
      secrets: {
        SESSION_SECRET: Secret.fromSecretsManager(data.secrets.session),
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Secret.fromSecretsManager(data.secrets.actions),
      },
    });
    container.addMountPoints({ sourceVolume: "scratch", containerPath: SCRATCH, readOnly: false });
    Validations.of(this.definition).acknowledge({
      id: "AwsSolutions-ECS2",
      reason: "Names and limits alone; the two secrets are read from Secrets Manager when the task starts.",
    });
  }

  /** What ECS does before and beside the program: pulls the image, reads the secrets, writes the log. */
  private executionRole(repository: string, { secrets }: DataStack): IRole {
    return createRole(this, "ExecutionRole", "ecs-tasks.amazonaws.com", {
      permissions: [
        { actions: ["ecr:GetAuthorizationToken"], resources: ["*"], wide: "This call knows no narrower resource." },
        {
          actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          resources: [repository],
        },
        {
          actions: ["secretsmanager:GetSecretValue"],
          resources: [secrets.session.secretArn, secrets.actions.secretArn],
        },
        { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [this.log.logGroupArn] },
      ],
    });
  }
}
