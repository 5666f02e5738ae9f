import { Duration } from "aws-cdk-lib";
import { type Alarm, MathExpression, Metric, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { HttpCodeElb } from "aws-cdk-lib/aws-elasticloadbalancingv2";
import { Construct } from "constructs";
import type { Settings } from "#infra/settings.ts";
import { VISIBILITY_SECONDS } from "#infra/sizes.ts";
import type { DataStack } from "#infra/stacks/data.ts";
import { createAlarm } from "./alarm.ts";
import { AlarmTopic } from "./alarm-topic.ts";
import { Dashboard } from "./dashboard.ts";
import type { DeadLetters } from "./dead-letters.ts";
import type { LoadBalancer } from "./load-balancer.ts";
import type { Sweeper } from "./sweeper.ts";
import type { Web } from "./web.ts";
import type { Worker } from "./worker.ts";

const MINUTE = Duration.minutes(1);
const FIVE = Duration.minutes(5);

export interface WatchingProps {
  settings: Settings;
  data: DataStack;
  loadBalancer: LoadBalancer;
  web: Web;
  worker: Worker;
  deadLetters: DeadLetters;
  sweeper: Sweeper;
}

/** Alarms beside those that call a new version back, somebody who hears of all of them, and the dashboard. */
export class Watching extends Construct {
  private readonly props: WatchingProps;

  constructor(scope: Construct, id: string, props: WatchingProps) {
    super(scope, id);
    this.props = props;
    const { settings, web, worker } = props;
    const alarms = [...web.alarms, ...worker.alarms, ...this.site(), ...this.uploads(), ...this.sweeping()];
    new AlarmTopic(this, "Alarms", { settings }).tell([...alarms, this.tableThrottled()]);
    new Dashboard(this, "Dashboard", props);
  }

  private site(): Alarm[] {
    const { settings, loadBalancer, web } = this.props;
    const errors = loadBalancer.alb.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, { period: MINUTE });
    // Half of the answers, and not the slowest: a conversion may take its seconds.
    const time = web.target.metrics.targetResponseTime({ period: FIVE, statistic: Stats.percentile(50) });
    const dimensionsMap = { ClusterName: web.service.cluster.clusterName, ServiceName: web.service.serviceName };
    const tasks = new Metric({
      namespace: "ECS/ContainerInsights",
      metricName: "RunningTaskCount",
      dimensionsMap,
      period: FIVE,
      statistic: Stats.MINIMUM,
    });
    const { webMinTasks, webMaxTasks } = settings;
    const silence = TreatMissingData.BREACHING;
    const most = { settings, metric: tasks, atLeast: webMaxTasks, periods: 3 };
    return [
      createAlarm(this, "tasksMissing", { settings, metric: tasks, below: webMinTasks, periods: 3, silence }),
      createAlarm(this, "edgeErrors", { settings, metric: errors, atLeast: 10, periods: 3 }),
      createAlarm(this, "slowAnswers", { settings, metric: time, atLeast: 2, periods: 2 }),
      ...(webMaxTasks > webMinTasks ? [createAlarm(this, "tasksAtBound", most)] : []),
    ];
  }

  private uploads(): Alarm[] {
    const { settings, data, worker, deadLetters, sweeper } = this.props;
    const age = data.uploads.metricApproximateAgeOfOldestMessage({ period: MINUTE, statistic: Stats.MAXIMUM });
    const deadAge = data.deadLetters.metricApproximateAgeOfOldestMessage({ period: MINUTE, statistic: Stats.MAXIMUM });
    const dead = data.deadLetters.metricNumberOfMessagesReceived({ period: FIVE, statistic: Stats.SUM });
    const [a, b, c] = [worker, deadLetters, sweeper].map(({ program }) => program.metricThrottles({ period: FIVE }));
    const throttles = new MathExpression({
      expression: "FILL(a, 0) + FILL(b, 0) + FILL(c, 0)",
      usingMetrics: { a, b, c } as Record<string, Metric>,
      label: "Throttled invocations",
      period: FIVE,
    });
    return [
      // Longer than one that had to come again: then the worker is behind, or stands still.
      createAlarm(this, "uploadsWait", { settings, metric: age, atLeast: VISIBILITY_SECONDS + 60, periods: 3 }),
      createAlarm(this, "deadLetters", { settings, metric: dead }),
      // Counted from when it became one.
      createAlarm(this, "deadLettersWait", { settings, metric: deadAge, atLeast: VISIBILITY_SECONDS + 60, periods: 3 }),
      createAlarm(this, "functionsThrottled", { settings, metric: throttles, periods: 3 }),
    ];
  }

  private sweeping(): Alarm[] {
    const { settings, sweeper } = this.props;
    const errors = sweeper.live.metricErrors({ period: FIVE });
    const passes = sweeper.live.metricInvocations({ period: FIVE });
    const silence = TreatMissingData.BREACHING;
    return [
      createAlarm(this, "sweeperErrors", { settings, metric: errors, periods: 2 }),
      createAlarm(this, "sweeperSilent", { settings, metric: passes, below: 1, periods: 3, silence }),
    ];
  }

  private tableThrottled(): Alarm {
    const { settings, data } = this.props;
    const metric = new Metric({
      namespace: "AWS/DynamoDB",
      metricName: "WriteThrottleEvents",
      dimensionsMap: { TableName: data.table.tableName },
      period: FIVE,
      statistic: Stats.SUM,
    });
    return createAlarm(this, "tableThrottled", { settings, metric, atLeast: 10, periods: 2 });
  }
}
