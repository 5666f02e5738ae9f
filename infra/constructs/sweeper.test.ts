import { expect, test } from "vitest";
import { resourceOf, resourcesOf, synthesize, text } from "#infra/stacks.fixture.ts";

const { app } = synthesize({ retentionHours: "2.5" });

test("passes every minute, and tries no pass twice", () => {
  const { Properties } = resourceOf(app, "AWS::Events::Rule");
  expect(Properties).toMatchObject({ ScheduleExpression: "rate(1 minute)", State: "ENABLED" });
  const [target, ...more] = Properties.Targets;
  expect(more).toEqual([]);
  expect(text(target.Arn)).toMatch(/^<SweeperLive/);
  expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 });
});

test("is started by its schedule and by nobody else", () => {
  const [permission, ...more] = resourcesOf(app, "AWS::Lambda::Permission");
  expect(more).toEqual([]);
  expect(permission?.Properties).toMatchObject({ Action: "lambda:InvokeFunction", Principal: "events.amazonaws.com" });
  expect(text(permission?.Properties.SourceArn)).toMatch(/^<SweeperEveryMinute/);
});

test("knows how long an image lives", () => {
  const { Properties } = resourceOf(app, "AWS::Lambda::Function", "Sweeper");
  expect(Properties).toMatchObject({ Handler: "dist/sweep.handler", Runtime: "nodejs24.x", Architectures: ["arm64"] });
  expect(Properties.Environment.Variables.RETENTION_HOURS).toBe("2.5");
});
