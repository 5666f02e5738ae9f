import { Annotations, Stack } from "aws-cdk-lib";
import type { Alarm } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import type { Settings } from "#infra/settings.ts";

/** Who is told of alarms, and when they are over. */
export class AlarmTopic extends Construct {
  private readonly topic: Topic;

  constructor(scope: Construct, id: string, { settings }: { settings: Settings }) {
    super(scope, id);
    this.topic = new Topic(this, "Topic", { enforceSSL: true, displayName: `${settings.name} alarms` });
    const { account } = Stack.of(this);
    // A topic with a policy of its own lets in only those that it names.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": account } },
      }),
    );
    if (settings.alarmMail) this.topic.addSubscription(new EmailSubscription(settings.alarmMail));
    else Annotations.of(this).addWarningV2("proofsheet:no-alarm-mail", "alarmMail is not set: nobody hears of alarms.");
  }

  notify(alarms: Alarm[]): void {
    const action = new SnsAction(this.topic);
    for (const alarm of alarms) {
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
  }
}
