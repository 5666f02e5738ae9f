import { Duration } from "aws-cdk-lib";
import {
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  Metric,
} from "aws-cdk-lib/aws-cloudwatch";
import { HttpCodeElb, HttpCodeTarget } from "aws-cdk-lib/aws-elasticloadbalancingv2";
import { Construct } from "constructs";
import { METRICS_NAMESPACE } from "#infra/names.ts";
import type { MonitoredParts } from "./monitored-parts.ts";

const period = Duration.minutes(5);
type Service = "web" | "worker";

/** One page: is it up, is it quick, does the worker keep up, what is made, what costs. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: MonitoredParts) {
    super(scope, id);
    const dashboard = new CloudWatchDashboard(this, "Board", {
      dashboardName: props.settings.name,
      defaultInterval: Duration.hours(12),
    });
    dashboard.addWidgets(...traffic(props));
    dashboard.addWidgets(...uploads(props));
    dashboard.addWidgets(...work());
    dashboard.addWidgets(...costs(props));
  }
}

function traffic({ loadBalancer, web }: MonitoredParts): GraphWidget[] {
  const { metrics } = web.targetGroup;
  const time = (statistic: string) => metrics.targetResponseTime({ period, statistic, label: statistic });
  return [
    graph("Requests", [metrics.requestCount({ period })]),
    graph("Errors", [
      metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, { period, label: "tasks: 5xx" }),
      metrics.httpCodeTarget(HttpCodeTarget.TARGET_4XX_COUNT, { period, label: "tasks: 4xx" }),
      loadBalancer.alb.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, { period, label: "load balancer: 5xx" }),
    ]),
    graph("Time to answer, s", ["p50", "p95", "p99"].map(time)),
  ];
}

function uploads({ data, worker }: MonitoredParts): GraphWidget[] {
  const waiting = data.uploads.metricApproximateNumberOfMessagesVisible({ period, label: "waiting" });
  const dead = data.deadLetters.metricApproximateNumberOfMessagesVisible({ period, label: "dead letters" });
  const oldest = data.uploads.metricApproximateAgeOfOldestMessage({ period, label: "oldest in the queue, s" });
  return [
    graph("Uploads", [
      emitted("web", "Uploads"),
      emitted("worker", "Ready"),
      emitted("worker", "Failed"),
      waiting,
      dead,
    ]),
    graph("Failed, by code", [by("Failed", "code")]),
    graph(
      "Age when received, ms",
      [emitted("worker", "QueueAge", "p50"), emitted("worker", "QueueAge", "p95")],
      [oldest],
    ),
    graph("Processing, ms", [
      emitted("worker", "ProcessingTime", "p50"),
      emitted("worker", "ProcessingTime", "p95"),
      worker.lambda.metricDuration({ period, statistic: "p95", label: "whole invocation p95" }),
    ]),
  ];
}

function work(): GraphWidget[] {
  return [
    graph("Conversions, by format and whether stored", [by("Conversions", "format,result")]),
    graph("Conversion, ms", [emitted("web", "ConversionTime", "p50"), emitted("web", "ConversionTime", "p95")]),
  ];
}

function costs({ data, loadBalancer, web, worker, deadLetters, sweeper }: MonitoredParts): GraphWidget[] {
  const { metrics } = loadBalancer.alb;
  const functions = [worker, deadLetters, sweeper].map(({ lambda }) =>
    lambda.metricDuration({ period, statistic: "Sum" }),
  );
  const size = (StorageType: string) =>
    new Metric({
      namespace: "AWS/S3",
      metricName: "BucketSizeBytes",
      dimensionsMap: { BucketName: data.imageBucketName, StorageType },
      period: Duration.days(1),
      statistic: "Average",
    });
  return [
    graph("Tasks' CPU and memory, %", [
      web.service.metricCpuUtilization({ period }),
      web.service.metricMemoryUtilization({ period }),
    ]),
    graph("Functions' time, ms", functions),
    graph("Load balancer: units, bytes", [metrics.consumedLCUs({ period })], [metrics.processedBytes({ period })]),
    graph("Table: units", [
      data.table.metricConsumedReadCapacityUnits({ period }),
      data.table.metricConsumedWriteCapacityUnits({ period }),
    ]),
    graph("Bucket, bytes", [size("StandardStorage")]),
  ];
}

function graph(title: string, left: IMetric[], right: IMetric[] = []): GraphWidget {
  return new GraphWidget({ title, left, right, width: right.length > 0 || left.length > 2 ? 8 : 6, height: 6 });
}

/** A metric from our own logs. */
function emitted(service: Service, metricName: string, statistic = "Sum"): Metric {
  const label = `${metricName}${statistic === "Sum" ? "" : ` ${statistic}`}`;
  return new Metric({ namespace: METRICS_NAMESPACE, metricName, dimensionsMap: { service }, period, statistic, label });
}

/** The same, each value of its dimensions a line. */
function by(metricName: string, dimensions: string): MathExpression {
  const search = `{${METRICS_NAMESPACE},service,${dimensions}} MetricName="${metricName}"`;
  return new MathExpression({ expression: `SEARCH('${search}', 'Sum', 300)`, usingMetrics: {}, label: "", period });
}
