import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import { Construct } from "constructs";

/** A mail at four fifths of the month's budget, at all of it, and when AWS expects more than all of it. Costs nothing. */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, props: { name: string; dollars: number; mail: string }) {
    super(scope, id);
    const mail = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
      notification: { notificationType, comparisonOperator: "GREATER_THAN", threshold, thresholdType: "PERCENTAGE" },
      subscribers: [{ subscriptionType: "EMAIL", address: props.mail }],
    });
    new CfnBudget(this, "Budget", {
      budget: {
        budgetName: `${props.name}-month`,
        budgetType: "COST",
        timeUnit: "MONTHLY",
        budgetLimit: { amount: props.dollars, unit: "USD" },
      },
      notificationsWithSubscribers: [mail("ACTUAL", 80), mail("ACTUAL", 100), mail("FORECASTED", 100)],
    });
  }
}
