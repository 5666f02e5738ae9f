/** What is counted and timed. Names and units are the contract with dashboards and alarms: docs/operations.md. */
export type Counter = "Uploads" | "Ready" | "Failed" | "Conversions";
export type Timer = "QueueAge" | "ProcessingTime" | "ConversionTime";

/** Few values each, since every combination is billed as a metric of its own: never an id or anything a person typed. */
export type Dimensions = Readonly<Partial<Record<"format" | "code" | "result", string>>>;

/** Each value counts in all, and once more under its dimensions where it has some. Never throws. */
export interface Metrics {
  count(name: Counter, dimensions?: Dimensions): void;
  time(name: Timer, ms: number, dimensions?: Dimensions): void;
}

/** Where CloudWatch keeps them. */
export const NAMESPACE = "Proofsheet";

export const NO_METRICS: Metrics = { count() {}, time() {} };
