import { Duration } from "aws-cdk-lib";
import { type Alarm, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { Port, SecurityGroup } from "aws-cdk-lib/aws-ec2";
import {
  AlarmBehavior,
  AvailabilityZoneRebalancing,
  Cluster,
  ContainerInsights,
  FargateService,
} from "aws-cdk-lib/aws-ecs";
import {
  ApplicationProtocol,
  ApplicationTargetGroup,
  HttpCodeTarget,
  TargetType,
} from "aws-cdk-lib/aws-elasticloadbalancingv2";
import { Construct } from "constructs";
import type { Settings } from "#infra/settings.ts";
import type { DataStack } from "#infra/stacks/data.ts";
import { createAlarm } from "./create-alarm.ts";
import type { LoadBalancer } from "./load-balancer.ts";
import type { Network } from "./network.ts";
import { PORT, WebTask } from "./web-task.ts";

/** Share of its CPU at which a task should run, %: room for what comes until the next one is up. */
const CPU_TARGET = 60;
const MINUTE = Duration.minutes(1);

export interface WebServiceProps {
  settings: Settings;
  data: DataStack;
  network: Network;
  loadBalancer: LoadBalancer;
}

/** The web servers on Fargate behind the load balancer: how many, how they come and go, what calls a new version back. */
export class WebService extends Construct {
  readonly service: FargateService;
  readonly targetGroup: ApplicationTargetGroup;
  readonly task: WebTask;
  readonly alarms: Alarm[];
  private readonly network: Network;

  constructor(scope: Construct, id: string, { settings, data, network, loadBalancer }: WebServiceProps) {
    super(scope, id);
    this.network = network;
    this.task = new WebTask(this, "Task", { settings, data });
    this.targetGroup = this.createTargetGroup();
    loadBalancer.forwardTo(this.targetGroup);
    this.alarms = this.rollbackAlarms(settings);
    this.service = this.createService(this.securityGroup(loadBalancer));
    this.targetGroup.addTarget(this.service);
    this.scale(settings);
  }

  private createTargetGroup(): ApplicationTargetGroup {
    return new ApplicationTargetGroup(this, "Target", {
      vpc: this.network.vpc,
      port: PORT,
      protocol: ApplicationProtocol.HTTP,
      targetType: TargetType.IP,
      // Says that the process is up: a store that is away must not take every task with it.
      healthCheck: {
        path: "/api/health",
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
      },
      // A task that goes gets no new request and finishes what it has: a slow upload has so long, and the drain after it.
      deregistrationDelay: Duration.minutes(2),
    });
  }

  private securityGroup(loadBalancer: LoadBalancer): SecurityGroup {
    const { vpc } = this.network;
    const group = new SecurityGroup(this, "Group", { vpc, description: "Web tasks", allowAllOutbound: false });
    group.addIngressRule(loadBalancer.securityGroup, Port.tcp(PORT), "from the load balancer");
    loadBalancer.securityGroup.addEgressRule(group, Port.tcp(PORT), "to the web tasks");
    this.network.allowHttpsEgress(group);
    return group;
  }

  private createService(group: SecurityGroup): FargateService {
    const cluster = new Cluster(this, "Cluster", {
      vpc: this.network.vpc,
      containerInsightsV2: ContainerInsights.ENABLED,
    });
    return new FargateService(this, "Service", {
      cluster,
      taskDefinition: this.task.definition,
      vpcSubnets: this.network.privateSubnets,
      securityGroups: [group],
      assignPublicIp: false,
      availabilityZoneRebalancing: AvailabilityZoneRebalancing.ENABLED,
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      healthCheckGracePeriod: Duration.seconds(60),
      circuitBreaker: { rollback: true },
      deploymentAlarms: {
        alarmNames: this.alarms.map(({ alarmName }) => alarmName),
        behavior: AlarmBehavior.ROLLBACK_ON_ALARM,
      },
    });
  }

  private scale({ webMinTasks, webMaxTasks, webRequestsPerTask }: Settings): void {
    const tasks = this.service.autoScaleTaskCount({ minCapacity: webMinTasks, maxCapacity: webMaxTasks });
    // Quick to come, slow to go: a conversion that finds no room is refused.
    const cooldown = { scaleOutCooldown: MINUTE, scaleInCooldown: Duration.minutes(5) };
    tasks.scaleOnCpuUtilization("Cpu", { targetUtilizationPercent: CPU_TARGET, ...cooldown });
    tasks.scaleOnRequestCount("Requests", {
      targetGroup: this.targetGroup,
      requestsPerTarget: webRequestsPerTask,
      ...cooldown,
    });
  }

  /** The alarms at which ECS goes back to the version before. */
  private rollbackAlarms(settings: Settings): Alarm[] {
    const errors = this.targetGroup.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, {
      period: MINUTE,
      statistic: Stats.SUM,
    });
    const unhealthy = this.targetGroup.metrics.unhealthyHostCount({ period: MINUTE, statistic: Stats.MAXIMUM });
    return [
      createAlarm(this, "siteErrors", { settings, metric: errors, atLeast: 10, evaluationPeriods: 2 }),
      createAlarm(this, "tasksUnhealthy", { settings, metric: unhealthy, evaluationPeriods: 3 }),
    ];
  }
}
