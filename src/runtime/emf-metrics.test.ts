import { expect, test } from "vitest";
import { parseEmf } from "./emf-line.fixture.ts";
import { emfMetrics } from "./emf-metrics.ts";

const NOON = Date.UTC(2026, 10, 23, 12);

function measured() {
  const lines: string[] = [];
  return { lines, metrics: emfMetrics({ service: "web", write: (line) => void lines.push(line), now: () => NOON }) };
}

test("writes one line a value, which CloudWatch can read", () => {
  const { lines, metrics } = measured();
  metrics.count("Uploads");
  metrics.time("ConversionTime", 12.5, { format: "avif" });
  expect(lines.every((line) => line.endsWith("}\n") && line.indexOf("\n") === line.length - 1)).toBe(true);
  expect(lines.map(parseEmf)).toEqual([
    {
      _aws: {
        Timestamp: NOON,
        CloudWatchMetrics: [
          { Namespace: "Proofsheet", Dimensions: [["service"]], Metrics: [{ Name: "Uploads", Unit: "Count" }] },
        ],
      },
      service: "web",
      Uploads: 1,
    },
    {
      _aws: {
        Timestamp: NOON,
        CloudWatchMetrics: [
          {
            Namespace: "Proofsheet",
            Dimensions: [["service"], ["service", "format"]],
            Metrics: [{ Name: "ConversionTime", Unit: "Milliseconds" }],
          },
        ],
      },
      service: "web",
      format: "avif",
      ConversionTime: 12.5,
    },
  ]);
});
