import { once } from "node:events";
import { availableParallelism } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Answer } from "./client.ts";
import type { Wait } from "./health-probe.ts";
import { childrenRunning, ownMemory, treeMemory, watchPeak } from "./processes.ts";
import { inLanes } from "./rounds.ts";
import type { Section } from "./section.ts";
import { newVisitor, startProduct, withServers } from "./servers.ts";
import { megabytes, milliseconds, perSecond } from "./table.ts";

const SECONDS = 8;
const TIMES = 10;
/** the product's own default: how many may wait */
const QUEUE = 32;
/** the product's own default: where a conversion's process is killed */
const MAX_IN_A_CHILD = 1_500_000_000;
const MAX_HEALTH = 0.1;

/**
 * Ten times as many conversions as can be made and may wait, all at one moment; then ten times as many a second as
 * are made in one, whether answers come or not.
 */
export const overload: Section = ({ table, pictures, folder }) =>
  withServers([startProduct(folder, { CONVERT_STORE: "0" })], async (product) => {
    const visitor = newVisitor(product);
    const id = await visitor.upload(pictures.jpeg12);
    const convert = () => visitor.client.ask(`/api/images/${id}/convert?format=webp&width=1600`);
    await convert();
    const began = performance.now();
    const capacity = (await inLanes(24, 8, convert)) / ((performance.now() - began) / 1000);

    const decoders = () => childrenRunning(product.pid, "decoder.mjs");
    const peaks = {
      tree: watchPeak(() => treeMemory(product.pid), 250),
      child: watchPeak(() => Math.max(0, ...decoders().map(ownMemory)), 100),
    };
    const health = await watchHealth(product.address);
    const burstAt = Date.now();
    const burst = await Promise.all(Array.from({ length: TIMES * (availableParallelism() + QUEUE) }, convert));
    const steadyAt = Date.now();
    const steady = await atRate(TIMES * capacity, convert);
    const seconds = (Date.now() - steadyAt) / 1000;
    const waits = await health.stop();

    const all = [...burst, ...steady];
    const neither = all.filter((answer) => answer.status !== 200 && !isBusy(answer)).length;
    const made = steady.filter(({ status }) => status === 200).length / seconds;
    const largest = peaks.child.stop();
    const fixed = { floor: "", ratio: "" };
    const what = `conversion load ${TIMES} x the capacity`;
    table.add({
      ...fixed,
      what: `${what}: answers that are neither 200 nor 429 or 503 with Retry-After`,
      ours: `${neither} of ${all.length}`,
      target: "0",
      met: neither === 0,
    });
    table.add({
      what: `${what}: memory of the largest child; of all`,
      ...fixed,
      ours: `${megabytes(largest)}; ${megabytes(peaks.tree.stop())}`,
      target: `<= ${megabytes(MAX_IN_A_CHILD)} a child`,
      met: largest <= MAX_IN_A_CHILD,
    });
    const addHealth = (when: string, some: Wait[]) => {
      const sorted = some.map((wait) => wait.seconds).toSorted((one, other) => one - other);
      const slowest = sorted.at(-1) ?? 0;
      table.add({
        what: `${what}, ${when}: health answers, 99 of 100; the slowest`,
        ...fixed,
        ours: `${milliseconds(sorted[Math.floor(sorted.length * 0.99)] ?? 0)}; ${milliseconds(slowest)}`,
        target: `<= ${milliseconds(MAX_HEALTH)}`,
        met: slowest <= MAX_HEALTH,
      });
    };
    const inBurst = waits.filter(({ at }) => at >= burstAt && at < steadyAt);
    addHealth(`${burst.length} at one moment`, inBurst);
    addHealth(
      `${Math.round(TIMES * capacity)} a second`,
      waits.filter(({ at }) => at >= steadyAt),
    );
    table.add({
      what: `${what}: images made`,
      ours: perSecond(made),
      floor: `${perSecond(capacity)} without`,
      ratio: (made / capacity).toFixed(2),
      target: "",
      met: null,
    });
  });

/** Begins so many a second for a while; their answers, when the last one is there. */
async function atRate(perSecond: number, work: () => Promise<Answer>): Promise<Answer[]> {
  const answers: Promise<Answer>[] = [];
  const started = performance.now();
  for (let passed = 0; passed < SECONDS; passed = (performance.now() - started) / 1000) {
    while (answers.length < passed * perSecond) answers.push(work());
    await pause(5);
  }
  return Promise.all(answers);
}

const isBusy = ({ status, headers }: Answer): boolean =>
  (status === 429 || status === 503) && headers["retry-after"] !== undefined;

/** Asks for the server's health in a thread of its own, so that the load which is made here does not keep it waiting. */
async function watchHealth(address: string) {
  const thread = new Worker(new URL("health-probe.ts", import.meta.url), { workerData: address });
  await once(thread, "message");
  return {
    async stop(): Promise<Wait[]> {
      thread.postMessage("stop");
      const [waits] = await once(thread, "message");
      return waits;
    },
  };
}
