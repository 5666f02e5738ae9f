import { expect, test } from "vitest";
import { resourceOf, synthesize, text } from "#infra/stacks.fixture.ts";

const { app } = synthesize();

test("hands what was received in vain to its own function, through its alias", () => {
  const { Properties } = resourceOf(app, "AWS::Lambda::EventSourceMapping", "DeadLetters");
  expect(text(Properties.EventSourceArn)).toMatch(/^<QueuesDeadLetters/);
  expect(JSON.stringify(Properties.FunctionName)).toMatch(/DeadLettersLive.*:live/);
  expect(Properties).toMatchObject({
    FunctionResponseTypes: ["ReportBatchItemFailures"],
    ScalingConfig: { MaximumConcurrency: 2 },
  });
  expect(resourceOf(app, "AWS::Lambda::Function", "DeadLetters").Properties).toMatchObject({
    Handler: "dist/dead-letters.handler",
    Runtime: "nodejs24.x",
    Architectures: ["arm64"],
  });
});
