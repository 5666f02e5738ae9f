import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import { ALARMS, type AlarmId } from "#infra/alarms.ts";
import type { Settings } from "#infra/settings.ts";

export interface AlarmProps {
  settings: Pick<Settings, "name">;
  metric: IMetric;
  /** it alarms at this value */
  atLeast?: number;
  /** or below this one */
  below?: number;
  /** how many periods in a row */
  periods?: number;
  /** what silence means; as a rule, that nothing happened */
  silence?: TreatMissingData;
}

/** An alarm of the list, whose name leads to its section in docs/operations.md. */
export function createAlarm(scope: Construct, id: AlarmId, props: AlarmProps): Alarm {
  const { settings, metric, atLeast, below, periods = 1, silence = TreatMissingData.NOT_BREACHING } = props;
  return new Alarm(scope, `Alarm-${id}`, {
    alarmName: `${settings.name}-${ALARMS[id]}`,
    alarmDescription: `What to do: docs/operations.md#${ALARMS[id]}`,
    metric,
    threshold: below ?? atLeast ?? 1,
    comparisonOperator:
      below === undefined
        ? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
        : ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: periods,
    treatMissingData: silence,
  });
}
