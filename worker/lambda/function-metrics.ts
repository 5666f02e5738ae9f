import { MetricUnit, Metrics as Powertools } from "@aws-lambda-powertools/metrics";
import { type Dimensions, type Metrics, NAMESPACE } from "#domain/metrics.ts";

type Unit = (typeof MetricUnit)["Count" | "Milliseconds"];

/** The same lines as the plain processes write (`emf-metrics.ts`), by Powertools; each at once, since an invocation may be killed. */
export function functionMetrics(): Metrics {
  const metrics = new Powertools({ namespace: NAMESPACE, serviceName: "worker" });
  function put(name: string, unit: Unit, value: number, dimensions: Dimensions = {}): void {
    const one = metrics.singleMetric().addDimensions({});
    if (Object.keys(dimensions).length > 0) one.addDimensions({ ...dimensions });
    one.addMetric(name, unit, value);
  }
  return {
    count: (name, dimensions) => put(name, MetricUnit.Count, 1, dimensions),
    time: (name, ms, dimensions) => put(name, MetricUnit.Milliseconds, ms, dimensions),
  };
}
