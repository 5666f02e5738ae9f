import { Duration } from "aws-cdk-lib";
import { type Alarm, MathExpression, Metric, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { HttpCodeElb } from "aws-cdk-lib/aws-elasticloadbalancingv2";
import { Construct } from "constructs";
import { VISIBILITY_TIMEOUT_SECONDS } from "#infra/sizes.ts";
import { AlarmTopic } from "./alarm-topic.ts";
import { createAlarm } from "./create-alarm.ts";
import { Dashboard } from "./dashboard.ts";
import type { MonitoredParts } from "./monitored-parts.ts";

const MINUTE = Duration.minutes(1);
const FIVE = Duration.minutes(5);

/** Alarms beside those that call a new version back, somebody who hears of all of them, and the dashboard. */
export class Monitoring extends Construct {
  private readonly props: MonitoredParts;

  constructor(scope: Construct, id: string, props: MonitoredParts) {
    super(scope, id);
    this.props = props;
    const { settings, web, worker } = props;
    const alarms = [
      ...web.alarms,
      ...worker.alarms,
      ...this.siteAlarms(),
      ...this.uploadAlarms(),
      ...this.sweeperAlarms(),
    ];
    new AlarmTopic(this, "Alarms", { settings }).notify([...alarms, ...this.tableAlarms()]);
    new Dashboard(this, "Dashboard", props);
  }

  private siteAlarms(): Alarm[] {
    const { settings, loadBalancer, web } = this.props;
    const errors = loadBalancer.alb.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, { period: MINUTE });
    // Half of the answers, and not the slowest: a conversion may take its seconds.
    const time = web.targetGroup.metrics.targetResponseTime({ period: FIVE, statistic: Stats.percentile(50) });
    const dimensionsMap = { ClusterName: web.service.cluster.clusterName, ServiceName: web.service.serviceName };
    const tasks = new Metric({
      namespace: "ECS/ContainerInsights",
      metricName: "RunningTaskCount",
      dimensionsMap,
      period: FIVE,
      statistic: Stats.MINIMUM,
    });
    const { webMinTasks, webMaxTasks } = settings;
    const treatMissingData = TreatMissingData.BREACHING;
    const atMaximum = { settings, metric: tasks, atLeast: webMaxTasks, evaluationPeriods: 3 };
    return [
      createAlarm(this, "tasksMissing", {
        settings,
        metric: tasks,
        below: webMinTasks,
        evaluationPeriods: 3,
        treatMissingData,
      }),
      createAlarm(this, "edgeErrors", { settings, metric: errors, atLeast: 10, evaluationPeriods: 3 }),
      createAlarm(this, "slowAnswers", { settings, metric: time, atLeast: 2, evaluationPeriods: 2 }),
      ...(webMaxTasks > webMinTasks ? [createAlarm(this, "tasksAtBound", atMaximum)] : []),
    ];
  }

  private uploadAlarms(): Alarm[] {
    const { settings, data, worker, deadLetters, sweeper } = this.props;
    const age = data.uploads.metricApproximateAgeOfOldestMessage({ period: MINUTE, statistic: Stats.MAXIMUM });
    const deadAge = data.deadLetters.metricApproximateAgeOfOldestMessage({ period: MINUTE, statistic: Stats.MAXIMUM });
    const dead = data.deadLetters.metricNumberOfMessagesReceived({ period: FIVE, statistic: Stats.SUM });
    const [a, b, c] = [worker, deadLetters, sweeper].map(({ lambda }) => lambda.metricThrottles({ period: FIVE }));
    const throttles = new MathExpression({
      expression: "FILL(a, 0) + FILL(b, 0) + FILL(c, 0)",
      usingMetrics: { a, b, c } as Record<string, Metric>,
      label: "Throttled invocations",
      period: FIVE,
    });
    return [
      // Longer than one that had to come again: then the worker is behind, or stands still.
      createAlarm(this, "uploadsWait", {
        settings,
        metric: age,
        atLeast: VISIBILITY_TIMEOUT_SECONDS + 60,
        evaluationPeriods: 3,
      }),
      createAlarm(this, "deadLetters", { settings, metric: dead }),
      // Counted from when it became one.
      createAlarm(this, "deadLettersWait", {
        settings,
        metric: deadAge,
        atLeast: VISIBILITY_TIMEOUT_SECONDS + 60,
        evaluationPeriods: 3,
      }),
      createAlarm(this, "functionsThrottled", { settings, metric: throttles, evaluationPeriods: 3 }),
    ];
  }

  private sweeperAlarms(): Alarm[] {
    const { settings, sweeper } = this.props;
    const errors = sweeper.alias.metricErrors({ period: FIVE });
    const passes = sweeper.alias.metricInvocations({ period: FIVE });
    const treatMissingData = TreatMissingData.BREACHING;
    return [
      createAlarm(this, "sweeperErrors", { settings, metric: errors, evaluationPeriods: 2 }),
      createAlarm(this, "sweeperSilent", {
        settings,
        metric: passes,
        below: 1,
        evaluationPeriods: 3,
        treatMissingData,
      }),
    ];
  }

  private tableAlarms(): Alarm[] {
    const { settings, data } = this.props;
    const metric = new Metric({
      namespace: "AWS/DynamoDB",
      metricName: "WriteThrottleEvents",
      dimensionsMap: { TableName: data.table.tableName },
      period: FIVE,
      statistic: Stats.SUM,
    });
    return [createAlarm(this, "tableThrottled", { settings, metric, atLeast: 10, evaluationPeriods: 2 })];
  }
}
