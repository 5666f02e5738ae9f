import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import { ALARM_NAMES, type AlarmId } from "#infra/alarm-names.ts";
import type { Settings } from "#infra/settings.ts";

export interface AlarmProps {
  settings: Pick<Settings, "name">;
  metric: IMetric;
  /** it alarms at this value */
  atLeast?: number;
  /** or below this one */
  below?: number;
  /** how many periods in a row */
  evaluationPeriods?: number;
  /** what no data means; as a rule, that nothing happened */
  treatMissingData?: TreatMissingData;
}

/** An alarm of the list, whose name leads to its section in docs/operations.md. */
export function createAlarm(scope: Construct, id: AlarmId, props: AlarmProps): Alarm {
  const {
    settings,
    metric,
    atLeast,
    below,
    evaluationPeriods = 1,
    treatMissingData = TreatMissingData.NOT_BREACHING,
  } = props;
  return new Alarm(scope, `Alarm-${id}`, {
    alarmName: `${settings.name}-${ALARM_NAMES[id]}`,
    alarmDescription: `What to do: docs/operations.md#${ALARM_NAMES[id]}`,
    metric,
    threshold: below ?? atLeast ?? 1,
    comparisonOperator:
      below === undefined
        ? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
        : ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods,
    treatMissingData,
  });
}
