import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { resourceOf, synthesize } from "#infra/stacks.fixture.ts";

const body = JSON.stringify(resourceOf(synthesize().app, "AWS::CloudWatch::Dashboard").Properties.DashboardBody);

test.each([
  ["traffic", "RequestCount"],
  ["errors", "HTTPCode_Target_5XX_Count"],
  ["latency", "TargetResponseTime"],
  ["queue age", "ApproximateAgeOfOldestMessage"],
  ["processing time", "ProcessingTime"],
  ["uploads", "Uploads"],
  ["failures by code", "Failed"],
  ["conversions by format and by stored or made", "service,format,result"],
  ["what costs: tasks", "CPUUtilization"],
  ["what costs: functions", "Duration"],
  ["what costs: table", "ConsumedWriteCapacityUnits"],
  ["what costs: load balancer", "ConsumedLCUs"],
  ["what costs: bucket", "BucketSizeBytes"],
])("shows %s", (_, metric) => {
  expect(body).toContain(metric);
});

test("asks for our metrics where the programs put them", () => {
  expect(body).toContain('\\"Proofsheet\\",\\"Uploads\\",\\"service\\",\\"web\\"');
  expect(body).toContain('\\"Proofsheet\\",\\"Ready\\",\\"service\\",\\"worker\\"');
  expect(readFileSync("infra/names.ts", "utf8")).toContain('METRICS_NAMESPACE = "Proofsheet"');
});
