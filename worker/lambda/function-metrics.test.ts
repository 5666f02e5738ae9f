import { expect, onTestFinished, test, vi } from "vitest";
import type { Metrics } from "#domain/metrics.ts";
import { parseEmf } from "#runtime/emf-line.fixture.ts";
import { emfMetrics } from "#runtime/emf-metrics.ts";
import { functionMetrics } from "./function-metrics.ts";

function fill(metrics: Metrics): void {
  metrics.count("Uploads");
  metrics.count("Failed", { code: "damaged_image" });
  metrics.count("Conversions", { format: "webp", result: "made" });
  metrics.time("QueueAge", 0);
  metrics.time("ConversionTime", 12.5, { format: "avif" });
}

test("says the same as the other processes, line by line", () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 23, 12) });
  const lines: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  onTestFinished(() => {
    spy.mockRestore();
    vi.useRealTimers();
  });
  fill(functionMetrics());
  spy.mockRestore();
  const others: string[] = [];
  fill(emfMetrics({ service: "worker", write: (line) => void others.push(line), now: Date.now }));
  expect(lines.map(parseEmf)).toEqual(others.map(parseEmf));
  expect(lines).toHaveLength(5);
});
