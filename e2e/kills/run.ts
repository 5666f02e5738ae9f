/** Runs a scenario once for each point at which its process is to die. */
import { dot } from "#e2e/pictures.ts";
import { checkInvariants } from "./invariants.ts";
import { createLane, type Lane, type Point, type Role, type Side } from "./lane.ts";
import { until } from "./poll.ts";
import type { Row } from "./report.ts";
import type { Scenario } from "./scenarios.ts";

/** Folders at work at once. */
const LANES = 2;

/** Which of the operations, told by their names in their order, a process is to die at. */
export type Choose = (names: readonly string[]) => Point[];

/** Lanes that are well, for the next scenario with the same settings: a start is what takes the time. */
const idle = new Map<string, Lane[]>();
const settingsOf = ({ env = {} }: Scenario) => JSON.stringify(env);

async function takeLane(scenario: Scenario): Promise<Lane> {
  const waiting = idle.get(settingsOf(scenario))?.pop();
  if (waiting) return waiting;
  const lane = createLane(scenario.env ?? {});
  await lane.start();
  const seed = await dot("seed.png");
  const [image] = await lane.visitor.send(seed); // a workspace, so that what is not answered can be looked for
  lane.ledger.keeps(image!, seed);
  await lane.visitor.settled(image!.id);
  return lane;
}

function giveBack(scenario: Scenario, lane: Lane): void {
  const settings = settingsOf(scenario);
  idle.set(settings, [...(idle.get(settings) ?? []), lane]);
}

export async function endLanes(): Promise<void> {
  await Promise.all([...idle.values()].flat().map((lane) => lane.end()));
  idle.clear();
}

/**
 * Does what the scenario does with the process dying at that point, starts the server again where it was the one, and
 * looks at everything. `killed` is null where the point was not reached.
 */
async function strike(
  lane: Lane,
  scenario: Scenario,
  point: Point,
): Promise<{ killed: string | null; faults: string[] }> {
  const prepared = (await scenario.prepare?.(lane)) ?? [];
  const { server } = lane;
  let wrong: unknown = null;
  lane.arm(point);
  const acting = scenario.act(lane, prepared).catch((error) => {
    wrong = error;
  });
  await Promise.race([acting, server.ended]);
  await acting;
  lane.disarm();
  // Reached, and dying: the last of the points lies behind what the visitor waits for.
  const reached = point.k > 0 && lane.trace().points.length >= point.k;
  if (reached) await until("its death", () => lane.trace().killed);
  const { killed } = lane.trace();
  const restarted = killed !== null && point.process === "server";
  if (restarted) {
    await server.ended;
    await lane.start();
    if (scenario.again) await scenario.act(lane, prepared);
  } else if (wrong) {
    return { killed, faults: [`while it was done: ${wrong instanceof Error ? wrong.message : wrong}`] };
  }
  return { killed, faults: await checkInvariants(lane, { expiring: scenario.expiring }) };
}

/** @param choose the points to run, of n; null: all of them */
export async function runScenario(scenario: Scenario, choose: Choose | null): Promise<Row> {
  const first = await takeLane(scenario);
  const counted = await strike(first, scenario, { process: scenario.process, k: 0, side: "before" });
  const names = first.trace().points;
  giveBack(scenario, first);
  if (process.env.KILLS_NAMES) console.log(names.map((name, i) => `${i + 1} ${name}`).join("\n"));
  const row: Row = { scenario: scenario.name, points: names.length, runs: 0, kills: 0, losses: [] };
  for (const fault of counted.faults) row.losses.push(`${scenario.name}, without a kill: ${fault}`);

  const lanes: Lane[] = [];
  await runPoints(row, names, scenario.process, choose, async (point) => {
    const lane = lanes.pop() ?? (await takeLane(scenario));
    const { killed, faults } = await strike(lane, scenario, point).catch((error) => ({
      killed: null,
      faults: [error instanceof Error ? error.message : String(error)],
    }));
    if (faults.length === 0) lanes.push(lane);
    else await lane.end(); // what is wrong in it would be found again at each of the next
    return { killed, faults };
  });
  for (const lane of lanes) giveBack(scenario, lane);
  return row;
}

/** Runs the points that are chosen, or all, some at once, and writes into `row` what came of them. */
export async function runPoints(
  row: Row,
  names: readonly string[],
  process: Role,
  choose: Choose | null,
  run: (point: Point) => Promise<{ killed: string | null; faults: string[] }>,
): Promise<void> {
  if (names.length === 0) throw new Error(`${row.scenario}: nothing durable was done`);
  const points = (choose ?? everyPoint(process))(names);
  const work = async () => {
    for (let point = points.shift(); point; point = points.shift()) {
      const { killed, faults } = await run(point);
      row.runs++;
      if (killed) row.kills++;
      const where = `${row.scenario}, ${point.process} ${point.k} ${killed ?? "not reached"}`;
      for (const fault of faults) row.losses.push(`${where}: ${fault}`);
    }
  };
  await Promise.all(Array.from({ length: LANES }, work));
}

/** What takes more than one step of the file system; of all else nobody can see a half. */
const TAKES_STEPS = /^(rm|cp|copyFile|writeFile|appendFile)\b/;

/** Before each and after the last, and in the middle of those that have one. */
const everyPoint =
  (process: Role): Choose =>
  (names) => {
    const at = (k: number, side: Side): Point => ({ process, k, side });
    const points = names.flatMap((name, i) => [
      at(i + 1, "before"),
      ...(TAKES_STEPS.test(name) ? [at(i + 1, "during")] : []),
    ]);
    return [...points, at(names.length, "after")];
  };
