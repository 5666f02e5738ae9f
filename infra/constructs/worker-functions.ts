import { Duration, RemovalPolicy, Size, Validations } from "aws-cdk-lib";
import { SecurityGroup } from "aws-cdk-lib/aws-ec2";
import { Alias, Architecture, Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { Settings } from "#infra/settings.ts";
import { functionRole } from "./function-role.ts";
import type { Network } from "./network.ts";
import type { Permission } from "./role.ts";

export interface FunctionProps {
  /** file.export in the package */
  handler: string;
  memoryMegabytes: number;
  /** s */
  timeoutSeconds: number;
  /** of /tmp */
  ephemeralStorageMebibytes?: number;
  environment: Record<string, string>;
  permissions: Permission[];
}

/** Lambda functions of the worker package. */
export class WorkerFunctions extends Construct {
  private readonly settings: Settings;
  private readonly network: Network;
  private readonly code: Code;
  private readonly group: SecurityGroup;

  constructor(scope: Construct, id: string, { settings, network }: { settings: Settings; network: Network }) {
    super(scope, id);
    this.settings = settings;
    this.network = network;
    // Its key is the hash of its content: another package is another version, the same one stays what it is.
    const { workerBucket, workerKey } = settings;
    const bucket = Bucket.fromBucketName(this, "Bucket", workerBucket);
    this.code = Code.fromBucketV2(bucket, workerKey);
    Validations.of(bucket).acknowledge({
      id: "@aws-cdk/aws-lambda:codeFromBucketObjectVersionNotSpecified",
      reason: "The key is the hash of the content: what changes has another key.",
    });
    const { vpc } = network;
    this.group = new SecurityGroup(this, "Group", { vpc, description: "Functions", allowAllOutbound: false });
    network.allowHttpsEgress(this.group);
  }

  /** A function below `scope`, and its alias: what calls it calls that, so that a new version can come step by step. */
  createFunction(scope: Construct, name: string, props: FunctionProps): { lambda: LambdaFunction; alias: Alias } {
    const functionName = `${this.settings.name}-${name}`;
    const log = new LogGroup(scope, "Log", {
      retention: this.settings.logDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const lambda = new LambdaFunction(scope, "Function", {
      functionName,
      code: this.code,
      handler: props.handler,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMegabytes,
      timeout: Duration.seconds(props.timeoutSeconds),
      ephemeralStorageSize: Size.mebibytes(props.ephemeralStorageMebibytes ?? 512),
      environment: props.environment,
      role: functionRole(scope, { functionName, log, permissions: props.permissions }),
      logGroup: log,
      vpc: this.network.vpc,
      vpcSubnets: this.network.privateSubnets,
      securityGroups: [this.group],
    });
    const alias = new Alias(scope, "Live", { aliasName: "live", version: lambda.currentVersion });
    return { lambda, alias };
  }
}
