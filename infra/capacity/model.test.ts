import { describe, expect, it } from "vitest";
import { COUNTED, HABITS } from "./costs-per-image.ts";
import { LIMITS } from "./limits.ts";
import { capacity, type Setup, standingCost } from "./model.ts";
import { report } from "./report.ts";

const SETUP: Setup = {
  taskVcpu: 1,
  taskGb: 3,
  minTasks: 2,
  maxTasks: 10,
  cpuTarget: 0.6,
  functionGb: 3008 / 1024,
  maxFunctions: 50,
  zones: 3,
  interfaceEndpoints: 5,
  natGateways: 0,
  webAclRules: 7,
  alarms: 13,
  metrics: 10,
  retentionHours: 24,
};
const demand = (rate: number, name: string) =>
  capacity(rate, SETUP).limits.find((limit) => limit.name === name)?.demand;

describe("capacity", () => {
  it("costs what stands there when nobody comes", () => {
    const idle = capacity(0, SETUP);
    expect(idle.tasks).toBe(SETUP.minTasks);
    expect(idle.functions).toBe(0);
    expect(idle.total).toBeCloseTo(standingCost(SETUP));
    expect(idle.perThousandImages).toBe(0);
  });

  it("grows in proportion past the least that stands there", () => {
    const [some, many] = [capacity(100, SETUP), capacity(200, SETUP)];
    expect(many.functions).toBeCloseTo(2 * some.functions);
    expect(many.tasks).toBeGreaterThanOrEqual(2 * some.tasks - 1);
    expect(many.costs.catalog).toBeCloseTo(2 * some.costs.catalog);
    expect(many.storedGb).toBeCloseTo(2 * some.storedGb);
  });

  it("pays 18 dollars a million images for the catalog's writes, and one for places, as decisions 9 and 26 say", () => {
    const { costs } = capacity(1, SETUP);
    const reads = COUNTED.dynamoReads * 0.125;
    expect(costs.catalog / (730 * 3.6)).toBeCloseTo((18.125 + 1.25 + reads) / 1000, 4); // a thousand images
  });

  it("keeps tasks under their target and functions under their bound", () => {
    for (const rate of [1, 100, 10_000]) {
      const { functions, maxFunctions, queueWait } = capacity(rate, SETUP);
      expect(maxFunctions).toBeGreaterThan(functions);
      expect(queueWait).toBeLessThan(1);
    }
  });

  it("gives a function under one core as much longer as it has less", () => {
    const half = capacity(1, { ...SETUP, functionGb: 1769 / 2048 });
    const whole = capacity(1, { ...SETUP, functionGb: 1769 / 1024 });
    const most = capacity(1, { ...SETUP, functionGb: 10 });
    expect(half.functionSeconds - whole.functionSeconds).toBeCloseTo(0.0633 * 1.25);
    expect(most.functionSeconds).toBe(whole.functionSeconds);
  });

  it("counts against each limit, the tightest first", () => {
    const { limits } = capacity(2500, SETUP);
    expect(limits.map(({ name }) => name).sort()).toEqual(Object.keys(LIMITS).sort());
    expect(limits.map(({ share }) => share)).toEqual(limits.map(({ share }) => share).sort((a, b) => b - a));
    expect(demand(2500, "dueShards")).toBe(15_000);
    expect(demand(2500, "dynamoTable")).toBe(77_500);
  });

  it("has fewer tasks where fewer pictures are converted", () => {
    const { tasks } = capacity(100, SETUP, { ...HABITS, conversions: 0 });
    expect(tasks).toBeLessThan(capacity(100, SETUP).tasks / 3);
  });

  it("says which settings must rise and what gives way", () => {
    const text = report(500, SETUP, capacity(500, SETUP));
    expect(text).toMatch(/set webMaxTasks=\d+ \(it is 10\)/);
    expect(text).toMatch(/set workerConcurrency=\d+ \(it is 50\)/);
    expect(text).toContain("the tightest first");
    expect(report(0, SETUP, capacity(0, SETUP))).toContain("no limit is near");
  });
});
