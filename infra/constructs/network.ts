import { Fn } from "aws-cdk-lib";
import {
  FlowLogDestination,
  IpAddresses,
  Peer,
  Port,
  type SecurityGroup,
  type SubnetSelection,
  SubnetType,
  Vpc,
} from "aws-cdk-lib/aws-ec2";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { Settings } from "#infra/settings.ts";

export const VPC_CIDR = "10.0.0.0/16";
const ZONES = [0, 1, 2];

/** Three zones: public subnets for the load balancer alone, and subnets without a way out for all that runs. */
export class Network extends Construct {
  readonly vpc: Vpc;
  /** where tasks and functions are */
  readonly privateSubnets: SubnetSelection;

  constructor(scope: Construct, id: string, { settings, logs }: { settings: Settings; logs: IBucket }) {
    super(scope, id);
    const { natGateways } = settings;
    const subnetType = natGateways > 0 ? SubnetType.PRIVATE_WITH_EGRESS : SubnetType.PRIVATE_ISOLATED;
    this.vpc = new Vpc(this, "Vpc", {
      ipAddresses: IpAddresses.cidr(VPC_CIDR),
      availabilityZones: ZONES.map((index) => Fn.select(index, Fn.getAzs())), // whatever the region calls them
      natGateways,
      subnetConfiguration: [
        { name: "edge", subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: "inside", subnetType, cidrMask: 20 }, // each task and each set of functions takes an address
      ],
      restrictDefaultSecurityGroup: false, // nothing is in it
    });
    this.privateSubnets = { subnetType };
    this.vpc.addFlowLog("Flows", { destination: FlowLogDestination.toS3(logs, "flows") });
  }

  /** To AWS's services: the stores have addresses of their own, and where the routes lead to nothing else there is nothing else. */
  allowHttpsEgress(group: SecurityGroup): void {
    group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "to the stores and the endpoints");
  }
}
