import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { expect, it } from "vitest";
import { MonthlyBudget } from "./monthly-budget.ts";

it("writes at 80 %, at 100 %, and when more than all is expected", () => {
  const stack = new Stack(new App(), "stack");
  new MonthlyBudget(stack, "Budget", { name: "proofsheet", dollars: 200, mail: "a@example.org" });
  const [budget] = Object.values(Template.fromStack(stack).findResources("AWS::Budgets::Budget"));
  const { Budget, NotificationsWithSubscribers: mails } = budget?.Properties ?? {};
  expect(Budget).toMatchObject({ BudgetType: "COST", TimeUnit: "MONTHLY", BudgetLimit: { Amount: 200, Unit: "USD" } });
  const said = mails.map(({ Notification }: { Notification: Record<string, unknown> }) => [
    Notification.NotificationType,
    Notification.Threshold,
  ]);
  expect(said).toEqual([
    ["ACTUAL", 80],
    ["ACTUAL", 100],
    ["FORECASTED", 100],
  ]);
  expect(JSON.stringify(mails)).toContain("a@example.org");
});
