import { Annotations, Duration, Validations } from "aws-cdk-lib";
import { Certificate, CertificateValidation } from "aws-cdk-lib/aws-certificatemanager";
import { Peer, Port, SecurityGroup, SubnetType } from "aws-cdk-lib/aws-ec2";
import {
  type ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  type IApplicationTargetGroup,
  SslPolicy,
} from "aws-cdk-lib/aws-elasticloadbalancingv2";
import { ARecord, type IHostedZone, PublicHostedZone, RecordTarget } from "aws-cdk-lib/aws-route53";
import { LoadBalancerTarget } from "aws-cdk-lib/aws-route53-targets";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import type { Settings } from "#infra/settings.ts";
import { enableAccessLogs } from "./access-logs.ts";
import type { Network } from "./network.ts";

/** Below the 75 s that the server keeps a quiet connection (src/server/http.ts): else it would close one that is in use. */
const IDLE_TIMEOUT = Duration.seconds(60);

export interface LoadBalancerProps {
  settings: Settings;
  network: Network;
  logs: Bucket;
}

/** The load balancer: the one thing that strangers reach. */
export class LoadBalancer extends Construct {
  readonly alb: ApplicationLoadBalancer;
  readonly securityGroup: SecurityGroup;
  /** where people find the site */
  readonly url: string;
  private readonly listener: ApplicationListener;

  constructor(scope: Construct, id: string, { settings, network, logs }: LoadBalancerProps) {
    super(scope, id);
    const { vpc } = network;
    this.securityGroup = new SecurityGroup(this, "Group", {
      vpc,
      description: "Load balancer",
      allowAllOutbound: false,
    });
    this.alb = new ApplicationLoadBalancer(this, "LoadBalancer", {
      vpc,
      vpcSubnets: { subnetType: SubnetType.PUBLIC },
      internetFacing: true,
      securityGroup: this.securityGroup,
      idleTimeout: IDLE_TIMEOUT,
      dropInvalidHeaderFields: true,
    });
    enableAccessLogs(this.alb, logs);
    this.listener = settings.domain ? this.overHttps(settings, settings.domain) : this.overHttp();
    this.url = settings.domain ? `https://${settings.domain}` : `http://${this.alb.loadBalancerDnsName}`;
    Validations.of(this.securityGroup).acknowledge({
      id: "AwsSolutions-EC23",
      reason: "A public site: anybody may come to these ports, and the firewall is asked about each request.",
    });
  }

  /** Sends every request there. */
  forwardTo(targetGroup: IApplicationTargetGroup): void {
    this.listener.addTargetGroups("Web", { targetGroups: [targetGroup] });
  }

  private overHttps({ hostedZoneId = "", hostedZoneName = "" }: Settings, domain: string): ApplicationListener {
    const zone = PublicHostedZone.fromHostedZoneAttributes(this, "Zone", { hostedZoneId, zoneName: hostedZoneName });
    this.aliasRecord(zone, domain);
    const validation = CertificateValidation.fromDns(zone);
    const certificate = new Certificate(this, "Certificate", { domainName: domain, validation });
    this.allowPort(80);
    this.alb.addRedirect({ open: false });
    this.allowPort(443);
    return this.alb.addListener("Https", {
      protocol: ApplicationProtocol.HTTPS,
      certificates: [certificate],
      sslPolicy: SslPolicy.TLS13_RES, // TLS 1.2 and 1.3
      open: false,
    });
  }

  private overHttp(): ApplicationListener {
    Annotations.of(this).addWarningV2(
      "proofsheet:plain-http",
      "NO DOMAIN IS SET: the site will speak plain HTTP. Pictures, cookies and everything else can be read and changed " +
        "on their way. For trying it out alone; set domain, hostedZoneId and hostedZoneName.",
    );
    this.allowPort(80);
    return this.alb.addListener("Http", { protocol: ApplicationProtocol.HTTP, open: false });
  }

  private allowPort(port: number): void {
    this.securityGroup.addIngressRule(Peer.anyIpv4(), Port.tcp(port), "from everywhere");
  }

  private aliasRecord(zone: IHostedZone, recordName: string): void {
    const target = RecordTarget.fromAlias(new LoadBalancerTarget(this.alb));
    new ARecord(this, "Name", { zone, recordName, target });
  }
}
