import { Aws, Stack } from "aws-cdk-lib";
import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import {
  GatewayVpcEndpoint,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpoint,
  InterfaceVpcEndpointAwsService,
  Peer,
  Port,
  SecurityGroup,
} from "aws-cdk-lib/aws-ec2";
import { AnyPrincipal, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { ISecret } from "aws-cdk-lib/aws-secretsmanager";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { repositoryName } from "#infra/names.ts";
import type { Settings } from "#infra/settings.ts";
import { type Network, VPC_CIDR } from "./network.ts";

export interface VpcEndpointsProps {
  settings: Settings;
  network: Network;
  bucket: IBucket;
  table: ITable;
  uploads: IQueue;
  secrets: ISecret[];
}

/** The only ways out of the private subnets: to AWS's own services, each for what tasks and functions ask of it. */
export class VpcEndpoints extends Construct {
  private readonly network: Network;

  constructor(scope: Construct, id: string, props: VpcEndpointsProps) {
    super(scope, id);
    this.network = props.network;
    this.gatewayEndpoints(props.bucket, props.table);
    if (props.settings.natGateways > 0) return; // the rest is reached through it
    const securityGroup = this.securityGroup();
    const { account, partition, region } = Stack.of(this);
    const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
    const images = arn("ecr", `repository/${repositoryName(props.settings)}`);
    const { ECR, ECR_DOCKER, CLOUDWATCH_LOGS, SECRETS_MANAGER, SQS } = InterfaceVpcEndpointAwsService;

    // A task that starts: says who it is, pulls the layers' list (the layers come from S3), gets its secrets.
    const pull = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
    for (const [name, service] of [["Ecr", ECR] as const, ["EcrDocker", ECR_DOCKER] as const]) {
      this.interfaceEndpoint(name, service, securityGroup, [
        allowOwnAccount(["ecr:GetAuthorizationToken"], "*"),
        allowOwnAccount(pull, images),
      ]);
    }
    const secrets = props.secrets.map(({ secretArn }) => secretArn);
    this.interfaceEndpoint("Secrets", SECRETS_MANAGER, securityGroup, [
      allowOwnAccount(["secretsmanager:GetSecretValue"], ...secrets),
    ]);
    // A task that runs: writes its log (a function's goes another way), and announces an image that is tried again.
    const write = ["logs:CreateLogStream", "logs:PutLogEvents"];
    this.interfaceEndpoint("Logs", CLOUDWATCH_LOGS, securityGroup, [
      allowOwnAccount(write, arn("logs", "log-group:*")),
    ]);
    this.interfaceEndpoint("Queues", SQS, securityGroup, [
      allowOwnAccount(["sqs:SendMessage"], props.uploads.queueArn),
    ]);
  }

  /** Through these no other bucket and no other table can be reached, whoever's credentials are used. */
  private gatewayEndpoints(bucket: IBucket, table: ITable): void {
    const { vpc, privateSubnets } = this.network;
    const { partition, region } = Stack.of(this);
    const s3 = new GatewayVpcEndpoint(this, "S3", {
      vpc,
      service: GatewayVpcEndpointAwsService.S3,
      subnets: [privateSubnets],
    });
    const objects = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"];
    s3.addToPolicy(allow(objects, bucket.arnForObjects("*")));
    s3.addToPolicy(allow(["s3:ListBucket"], bucket.bucketArn));
    // Where ECR keeps the layers of images, in each region one bucket; they are asked for by signed addresses.
    s3.addToPolicy(allow(["s3:GetObject"], `arn:${partition}:s3:::prod-${region}-starport-layer-bucket/*`));

    const service = GatewayVpcEndpointAwsService.DYNAMODB;
    const dynamodb = new GatewayVpcEndpoint(this, "DynamoDb", { vpc, service, subnets: [privateSubnets] });
    const items = ["BatchGetItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"];
    dynamodb.addToPolicy(
      allow(
        items.map((action) => `dynamodb:${action}`),
        table.tableArn,
        `${table.tableArn}/index/*`,
      ),
    );
  }

  private securityGroup(): SecurityGroup {
    const { vpc } = this.network;
    const group = new SecurityGroup(this, "Group", { vpc, description: "Endpoints", allowAllOutbound: false });
    group.addIngressRule(Peer.ipv4(VPC_CIDR), Port.tcp(443), "from inside");
    return group;
  }

  private interfaceEndpoint(
    name: string,
    service: InterfaceVpcEndpointAwsService,
    group: SecurityGroup,
    statements: PolicyStatement[],
  ): void {
    const { vpc, privateSubnets } = this.network;
    const placement = { vpc, subnets: privateSubnets, securityGroups: [group], open: false };
    const endpoint = new InterfaceVpcEndpoint(this, name, { ...placement, service, privateDnsEnabled: true });
    for (const statement of statements) endpoint.addToPolicy(statement);
  }
}

function allow(actions: string[], ...resources: string[]): PolicyStatement {
  return new PolicyStatement({ principals: [new AnyPrincipal()], actions, resources });
}

/** With our own credentials alone: what somebody smuggled in opens nothing. */
function allowOwnAccount(actions: string[], ...resources: string[]): PolicyStatement {
  const statement = allow(actions, ...resources);
  statement.addCondition("StringEquals", { "aws:PrincipalAccount": Aws.ACCOUNT_ID });
  return statement;
}
