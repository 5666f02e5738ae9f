import { Duration } from "aws-cdk-lib";
import { Dashboard as Board, GraphWidget, type IMetric, MathExpression, Metric } from "aws-cdk-lib/aws-cloudwatch";
import { HttpCodeElb, HttpCodeTarget } from "aws-cdk-lib/aws-elasticloadbalancingv2";
import { Construct } from "constructs";
import { METRICS } from "#infra/names.ts";
import type { WatchingProps } from "./watching.ts";

const period = Duration.minutes(5);
type Service = "web" | "worker";

/** One page: is it up, is it quick, does the worker keep up, what is made, what costs. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: WatchingProps) {
    super(scope, id);
    const board = new Board(this, "Board", { dashboardName: props.settings.name, defaultInterval: Duration.hours(12) });
    board.addWidgets(...traffic(props));
    board.addWidgets(...uploads(props));
    board.addWidgets(...work());
    board.addWidgets(...costs(props));
  }
}

function traffic({ loadBalancer, web }: WatchingProps): GraphWidget[] {
  const { metrics } = web.target;
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

function uploads({ data, worker }: WatchingProps): GraphWidget[] {
  const waiting = data.uploads.metricApproximateNumberOfMessagesVisible({ period, label: "waiting" });
  const dead = data.deadLetters.metricApproximateNumberOfMessagesVisible({ period, label: "dead letters" });
  const oldest = data.uploads.metricApproximateAgeOfOldestMessage({ period, label: "oldest in the queue, s" });
  return [
    graph("Uploads", [own("web", "Uploads"), own("worker", "Ready"), own("worker", "Failed"), waiting, dead]),
    graph("Failed, by code", [by("Failed", "code")]),
    graph("Age when received, ms", [own("worker", "QueueAge", "p50"), own("worker", "QueueAge", "p95")], [oldest]),
    graph("Processing, ms", [
      own("worker", "ProcessingTime", "p50"),
      own("worker", "ProcessingTime", "p95"),
      worker.program.metricDuration({ period, statistic: "p95", label: "whole invocation p95" }),
    ]),
  ];
}

function work(): GraphWidget[] {
  return [
    graph("Conversions, by format and whether stored", [by("Conversions", "format,result")]),
    graph("Conversion, ms", [own("web", "ConversionTime", "p50"), own("web", "ConversionTime", "p95")]),
  ];
}

function costs({ data, loadBalancer, web, worker, deadLetters, sweeper }: WatchingProps): GraphWidget[] {
  const { metrics } = loadBalancer.alb;
  const functions = [worker, deadLetters, sweeper].map(({ program }) =>
    program.metricDuration({ period, statistic: "Sum" }),
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
function own(service: Service, metricName: string, statistic = "Sum"): Metric {
  const label = `${metricName}${statistic === "Sum" ? "" : ` ${statistic}`}`;
  return new Metric({ namespace: METRICS, metricName, dimensionsMap: { service }, period, statistic, label });
}

/** The same, each value of its dimensions a line. */
function by(metricName: string, dimensions: string): MathExpression {
  const search = `{${METRICS},service,${dimensions}} MetricName="${metricName}"`;
  return new MathExpression({ expression: `SEARCH('${search}', 'Sum', 300)`, usingMetrics: {}, label: "", period });
}
