/** Two or more servers do the same work by turns (A B A B …), so that whatever else the machine does meets them all. */
import { setTimeout as pause } from "node:timers/promises";

export interface Side {
  /** s of CPU used so far */
  cpu(): number;
  /** One round; answers how many units of work it did. */
  work(): Promise<number>;
}

export interface Round {
  /** s of CPU a unit */
  cpu: number;
  /** s on the clock a unit */
  wall: number;
}

export interface Spread {
  median: number;
  low: number;
  high: number;
}

/** What a server does after its last answer (its log, its cleaning up) is its round's. */
const SETTLE_MS = 60;

/** Runs `count` rounds of every side by turns; the rounds of each, in the order of `sides`. */
export async function interleave(count: number, sides: readonly Side[]): Promise<Round[][]> {
  const rounds: Round[][] = sides.map(() => []);
  for (let turn = 0; turn < count; turn++) {
    for (const [index, side] of sides.entries()) rounds[index]?.push(await measure(side));
  }
  return rounds;
}

async function measure(side: Side): Promise<Round> {
  const cpu = side.cpu();
  const started = performance.now();
  const units = await side.work();
  const wall = (performance.now() - started) / 1000;
  await pause(SETTLE_MS);
  return { cpu: (side.cpu() - cpu) / units, wall: wall / units };
}

/** Does work `count` times, `lanes` at once; answers `count`. */
export async function inLanes(count: number, lanes: number, work: () => Promise<unknown>): Promise<number> {
  let left = count;
  const lane = async () => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return count;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
};

/** Of each pair of rounds `of(ours) / of(floor)`: median, least and most. */
export function ratioOf(
  ours: readonly Round[] = [],
  floor: readonly Round[] = [],
  of: (round: Round) => number,
): Spread {
  const ratios = ours.map((round, index) => of(round) / of(floor[index] ?? round));
  return { median: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) };
}
