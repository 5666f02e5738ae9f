import { describe, expect, test } from "vitest";
import { ALARM_NAMES } from "#infra/alarm-names.ts";
import { type Properties, resourceOf, resourcesOf, synthesize, text } from "#infra/stacks.fixture.ts";

const { app, warnings } = synthesize();
const alarms = resourcesOf(app, "AWS::CloudWatch::Alarm").map(({ Properties }) => Properties);
const alarm = (name: string) => alarms.find(({ AlarmName }) => AlarmName === `proofsheet-${name}`);

test("there is an alarm for each name of the list, and each says where its section is", () => {
  expect(alarms.map(({ AlarmName }) => AlarmName).sort()).toEqual(
    Object.values(ALARM_NAMES)
      .map((name) => `proofsheet-${name}`)
      .sort(),
  );
  for (const { AlarmName, AlarmDescription } of alarms) {
    expect(AlarmDescription).toBe(`What to do: docs/operations.md#${AlarmName.slice("proofsheet-".length)}`);
  }
});

test.each([
  ["QueuesUploads", ALARM_NAMES.uploadsWait],
  ["QueuesDeadLetters", ALARM_NAMES.deadLettersWait],
])("watches how long messages wait in %s", (queue, name) => {
  const { MetricName, Dimensions } = alarm(name) as Properties;
  expect(MetricName).toBe("ApproximateAgeOfOldestMessage");
  expect(text(Dimensions[0].Value)).toMatch(new RegExp(`^<${queue}`));
});

test("takes a sweeper that does nothing and tasks that are not there for faults, and silence elsewhere for rest", () => {
  const silent = alarms.filter(({ TreatMissingData }) => TreatMissingData === "breaching");
  const names = silent.map(({ AlarmName }) => AlarmName).sort();
  expect(names).toEqual(["proofsheet-sweeper-silent", "proofsheet-tasks-missing"]);
  expect(alarm(ALARM_NAMES.sweeperSilent)).toMatchObject({ ComparisonOperator: "LessThanThreshold", Threshold: 1 });
  for (const { TreatMissingData } of alarms) expect(["breaching", "notBreaching"]).toContain(TreatMissingData);
});

test("knows the bound of the tasks", () => {
  const bounded = resourcesOf(synthesize({ webMinTasks: "3", webMaxTasks: "40" }).app, "AWS::CloudWatch::Alarm");
  const { Properties } = bounded.find(({ id }) => id.includes("tasksAtBound")) ?? {};
  expect(Properties).toMatchObject({ Threshold: 40, MetricName: "RunningTaskCount" });
});

describe("tells", () => {
  test("somebody of each alarm and of its end", () => {
    for (const { AlarmActions, OKActions } of alarms) {
      expect(AlarmActions).toHaveLength(1);
      expect(OKActions).toEqual(AlarmActions);
      expect(text(AlarmActions[0])).toMatch(/^<WatchingAlarmsTopic/);
    }
  });

  test("by mail, and says where nobody hears", () => {
    const { app: heard, warnings: none } = synthesize({ alarmMail: "someone@example.org" });
    expect(resourceOf(heard, "AWS::SNS::Subscription").Properties).toMatchObject({
      Protocol: "email",
      Endpoint: "someone@example.org",
    });
    expect(none.join()).not.toContain("alarmMail");
    app.resourceCountIs("AWS::SNS::Subscription", 0);
    expect(warnings.join()).toContain("alarmMail is not set");
  });

  test("through a topic that CloudWatch of this account alone may use, over TLS", () => {
    const { Statement } = resourceOf(app, "AWS::SNS::TopicPolicy").Properties.PolicyDocument;
    const allowed = Statement.filter(({ Effect }: Properties) => Effect === "Allow");
    expect(allowed).toHaveLength(1);
    expect(allowed[0]).toMatchObject({ Action: "sns:Publish", Principal: { Service: "cloudwatch.amazonaws.com" } });
    expect(text(allowed[0].Condition.StringEquals["aws:SourceAccount"])).toBe("<AccountId>");
    expect(Statement.filter(({ Effect }: Properties) => Effect === "Deny")).toHaveLength(1);
  });
});
