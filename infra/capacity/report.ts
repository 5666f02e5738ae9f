import { fairness } from "./fairness.ts";
import { LIMITS } from "./limits.ts";
import type { Capacity, Setup } from "./model.ts";
import { PRICES_OF } from "./prices.ts";

const MOVED = {
  asked: "ask AWS for more",
  code: "change Proofsheet",
  grows: "AWS raises it by itself: grow slowly",
  setting: "change a setting",
} as const;

/** The model's answer as text. */
export function report(uploadsPerSecond: number, setup: Setup, result: Capacity): string {
  const { costs, limits } = result;
  const tight = limits.filter(({ share }) => share > 0.5);
  return [
    `${number(uploadsPerSecond)} uploads a second, all month, 12 MP JPEG of 3 MB; ${PRICES_OF}`,
    "",
    `  web tasks      ${number(result.tasks)} of ${setup.taskVcpu} vCPU${raise("webMaxTasks", result.tasks, setup.maxTasks)}`,
    `  functions      ${number(result.functions)} at work, ${number(result.functionSeconds)} s each${raise("workerConcurrency", result.maxFunctions, setup.maxFunctions)}`,
    `  queue wait     ${seconds(result.queueWait)} in a steady flow, ${seconds(result.queueWaitAtOnset)} when all of it comes at once`,
    `  fairness       ${fairnessOf(setup)}`,
    `  stored         ${number(result.storedGb)} GB`,
    `  requests       ${number(result.requestsPerSecond)} a second at the load balancer`,
    "",
    "  dollars a month",
    ...Object.entries(costs).map(([name, cost]) => `    ${name.padEnd(12)} ${dollars(cost)}`),
    `    ${"total".padEnd(12)} ${dollars(result.total)}   ${dollars(result.perThousandImages)} a thousand images`,
    "",
    tight.length === 0 ? "  no limit is near" : "  limits, the tightest first (above 100 % it does not hold)",
    ...tight.map(({ name, demand, share }) => {
      const { name: text, max, unit, moved } = LIMITS[name];
      return `    ${percent(share)}  ${text}: ${number(demand)} of ${number(max)} ${unit}; ${MOVED[moved]}`;
    }),
  ].join("\n");
}

/** What one visitor does to the next, at the worst. */
function fairnessOf({ maxFunctions }: Setup): string {
  const { share, wait, waitWithout } = fairness(maxFunctions, CROWD);
  const crowd = `${CROWD.pictures} pictures of ${CROWD.seconds} s of one visitor, ${share} at once`;
  return `behind ${crowd}, another's waits ${seconds(wait)} (${seconds(waitWithout)} if all might be at work)`;
}

const CROWD = { visitors: 1, pictures: 500, seconds: 30 };

const raise = (setting: string, needed: number, is: number): string =>
  needed > is ? `; set ${setting}=${needed} (it is ${is})` : "";

/** Two digits that mean something. */
const number = (value: number): string =>
  value.toLocaleString("en-US", value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 2 });

const dollars = (value: number): string =>
  value.toLocaleString("en-US", {
    minimumFractionDigits: value < 10 ? 2 : 0,
    maximumFractionDigits: value < 10 ? 2 : 0,
  });

const percent = (share: number): string => `${number(100 * share)} %`.padStart(9);
const seconds = (value: number): string => (value < 0.001 ? "under 1 ms" : `${number(value)} s`);
