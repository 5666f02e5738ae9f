/**
 * Processes that die at every step (`KILLS=all`), or at some of them, chosen anew each time (`KILLS_SEED` repeats a
 * choice): after the restart nothing is stuck, half-written, lost or back, and what a workspace uses is exact.
 */
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { tellsProcesses } from "#e2e/processes.ts";
import { runDecoders } from "./decoders.ts";
import type { Role } from "./lane.ts";
import { runRandom } from "./random.ts";
import { keepRow, keptRows, type Row, tableOf } from "./report.ts";
import { type Choose, endLanes, runScenario } from "./run.ts";
import { SCENARIOS } from "./scenarios.ts";
import { leaveWreck, runStarts } from "./starts.ts";

const ALL = process.env.KILLS === "all";
/** Without one that is given, the runner's number: the same for all that run for it. */
const SEED = Number(process.env.KILLS_SEED ?? process.ppid);
/** Points of each scenario in a usual run. */
const SAMPLE = 3;

test.beforeAll(() => console.log(`KILLS_SEED=${SEED}`));
test.afterAll(async () => {
  await endLanes();
  const rows = keptRows(rowsFile());
  if (ALL && rows.length > 0) console.log(`\n${tableOf(rows)}\n`);
});

/** Emptied by the runner before each run. */
const rowsFile = () => join(test.info().project.outputDir, "kills.jsonl");

/** As far from each other as they can be, from a start that the seed says. */
function sample(process: Role, name: string): Choose {
  return ({ length: n }) => {
    const step = Math.max(1, n / SAMPLE);
    const first = (SEED + name.length) % Math.ceil(step);
    const sides = ["before", "during", "after"] as const;
    return Array.from({ length: Math.min(n, SAMPLE) }, (_, i) => ({
      process,
      k: 1 + (Math.floor(first + i * step) % n),
      side: sides[(SEED + i) % 3]!,
    }));
  };
}

/** All of them where everything is asked for. */
const chosen = (process: Role, name: string) => (ALL ? null : sample(process, name));

function survives(name: string, run: () => Promise<Row>): void {
  test(`survives a kill: ${name}`, async () => {
    test.setTimeout(ALL ? 30 * 60_000 : 60_000);
    const row = await run();
    keepRow(rowsFile(), row);
    expect(row.losses).toEqual([]);
  });
}

for (const scenario of SCENARIOS) {
  const { name, process } = scenario;
  survives(name, () => runScenario(scenario, chosen(process, name)));
}

survives("first start", () => runStarts("first start", "server", null, chosen("server", "first start")));

for (const role of ["server", "worker"] as const) {
  const name = `start after a kill, the ${role}`;
  survives(name, async () => {
    const wreck = await leaveWreck();
    try {
      return await runStarts(name, role, wreck, chosen(role, name));
    } finally {
      await wreck.end();
    }
  });
}

survives("a decoder at any moment", () => {
  test.skip(!tellsProcesses, "needs /proc to find the processes");
  return runDecoders(SEED, ALL ? 40 : 3);
});

survives("anything at any moment", () => {
  test.skip(!tellsProcesses, "needs /proc to find the processes");
  return runRandom(SEED, ALL ? 40 : 3);
});
