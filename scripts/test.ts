/**
 * `npm test` (first), `npm run test:rest` (rest) and `npm run test:all` (both): one step after the other, all of them even
 * where one fails. The last line sums up: `N passed, N failed`, with `, N skipped` where a part could not run (its reason
 * stands above). Before it, by title, what failed.
 */
import { type Counts, one, sentence, sum, withThoseBefore } from "./counts.ts";
import { FIRST, REST, type Step } from "./test-steps.ts";

const PARTS: Record<string, Step[]> = { first: FIRST, rest: REST, all: [...new Set([...FIRST, ...REST])] };

const [part = "first"] = process.argv.slice(2);
const steps = PARTS[part];
if (!steps) {
  console.error(`No such part: ${part}. The parts: ${Object.keys(PARTS).join(", ")}.`);
  process.exit(1);
}
const results: Counts[] = [];
const times: string[] = [];
for (const step of steps) {
  const began = performance.now();
  const result = await resultOf(step);
  results.push(result);
  const seconds = Math.round((performance.now() - began) / 1000);
  times.push(`${String(seconds).padStart(5)} s  ${step.name}: ${sentence(result)}`);
}
console.log(`\n${times.join("\n")}`);
const all = withThoseBefore(sum(results));
if (all.failures.length > 0) console.log(`\nFailed:\n${all.failures.map((title) => `  ${title}`).join("\n")}`);
console.log(`\n${sentence(all)}`);
process.exit(sum(results).failed > 0 ? 1 : 0);

/** A step that throws counts as one failure. */
async function resultOf({ name, run }: Step): Promise<Counts> {
  console.log(`\n== ${name}`);
  try {
    return await run();
  } catch (error) {
    console.error(error);
    return one(false);
  }
}
