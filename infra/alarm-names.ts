/**
 * Every alarm there is: its name, which is also the anchor of its section in docs/operations.md. Tests hold the
 * templates and the document against this list.
 */
export const ALARM_NAMES = {
  siteErrors: "site-errors",
  edgeErrors: "edge-errors",
  slowAnswers: "slow-answers",
  tasksUnhealthy: "tasks-unhealthy",
  tasksMissing: "tasks-missing",
  tasksAtBound: "tasks-at-bound",
  uploadsWait: "uploads-wait",
  uploadsRetried: "uploads-retried",
  workerErrors: "worker-errors",
  functionsThrottled: "functions-throttled",
  deadLetters: "dead-letters",
  deadLettersWait: "dead-letters-wait",
  sweeperErrors: "sweeper-errors",
  sweeperSilent: "sweeper-silent",
  tableThrottled: "table-throttled",
} as const;

export type AlarmId = keyof typeof ALARM_NAMES;
