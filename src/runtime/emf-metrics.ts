import { type Dimensions, type Metrics, NAMESPACE } from "#domain/metrics.ts";

export interface EmfOptions {
  /** which process says it: a dimension of every metric */
  service: "web" | "worker";
  /** takes one line, its end included */
  write(line: string): void;
  /** ms since 1970 */
  now(): number;
}

/**
 * Metrics as lines of CloudWatch's embedded metric format, which CloudWatch Logs reads out of a log stream. The form:
 * Amazon CloudWatch User Guide, "Specification: Embedded metric format".
 */
export function emfMetrics({ service, write, now }: EmfOptions): Metrics {
  function put(name: string, unit: "Count" | "Milliseconds", value: number, dimensions: Dimensions): void {
    const own = Object.keys(dimensions);
    const sets = own.length > 0 ? [["service"], ["service", ...own]] : [["service"]];
    const directive = { Namespace: NAMESPACE, Dimensions: sets, Metrics: [{ Name: name, Unit: unit }] };
    const _aws = { Timestamp: now(), CloudWatchMetrics: [directive] };
    write(`${JSON.stringify({ _aws, service, ...dimensions, [name]: value })}\n`);
  }
  return {
    count: (name, dimensions = {}) => put(name, "Count", 1, dimensions),
    time: (name, ms, dimensions = {}) => put(name, "Milliseconds", ms, dimensions),
  };
}
