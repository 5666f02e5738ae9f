import { availableParallelism } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { type Answer, createClient } from "./client.ts";
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
const MOST_IN_A_CHILD = 1_500_000_000;
const HEALTH_EVERY_MS = 20;
const MOST_HEALTH = 0.1;

/**
 * Ten times as many conversions as can be made and may wait, all at one moment, and then ten times as many a second
 * as are made in one, whether answers come or not.
 */
export const overload: Section = ({ table, pictures, folder }) =>
  withServers([startProduct(folder, { CONVERT_STORE: "0" })], async (product) => {
    const visitor = newVisitor(product);
    const id = await visitor.upload(pictures.jpeg12);
    const path = `/api/images/${id}/convert?format=webp&width=1600`;
    const convert = () => visitor.client.ask(path);
    await convert();
    const began = performance.now();
    const capacity = (await inLanes(24, 8, convert)) / ((performance.now() - began) / 1000);

    const tree = watchPeak(() => treeMemory(product.pid), 250);
    const child = watchPeak(
      () => Math.max(0, ...childrenRunning(product.pid, "decoder.mjs").map((pid) => ownMemory(pid))),
      100,
    );
    const health = watchHealth(product.address);
    const started = performance.now();
    const answers = Array.from({ length: TIMES * (availableParallelism() + QUEUE) }, convert);
    while (performance.now() - started < SECONDS * 1000) {
      const due = ((performance.now() - started) / 1000) * TIMES * capacity + TIMES * (availableParallelism() + QUEUE);
      while (answers.length < due) answers.push(convert());
      await pause(5);
    }
    const all = await Promise.all(answers);
    const seconds = (performance.now() - started) / 1000;
    const waits = await health.stop();
    const what = `conversion load ${TIMES} x the capacity`;
    const done = all.filter(({ status }) => status === 200).length;
    const refused = all.filter(isBusy).length;
    table.add({
      what: `${what}: answers that are neither 200 nor 503 with Retry-After`,
      ours: `${all.length - done - refused} of ${all.length}`,
      floor: "",
      ratio: "",
      target: "0",
      met: done + refused === all.length,
    });
    table.add({
      what: `${what}: images made`,
      ours: perSecond(done / seconds),
      floor: `${perSecond(capacity)} without`,
      ratio: (done / seconds / capacity).toFixed(2),
      target: "",
      met: null,
    });
    const largest = child.stop();
    table.add({
      what: `${what}: memory of the largest child, of all`,
      ours: `${megabytes(largest)}, ${megabytes(tree.stop())}`,
      floor: "",
      ratio: "",
      target: `<= ${megabytes(MOST_IN_A_CHILD)} a child`,
      met: largest <= MOST_IN_A_CHILD,
    });
    table.add({
      what: `${what}: health answers, 99 of 100 and the slowest`,
      ours: `${milliseconds(waits.p99)}, ${milliseconds(waits.max)}`,
      floor: "",
      ratio: "",
      target: `<= ${milliseconds(MOST_HEALTH)}`,
      met: waits.max <= MOST_HEALTH,
    });
  });

const isBusy = ({ status, headers }: Answer): boolean => status === 503 && headers["retry-after"] !== undefined;

/** Asks for the server's health at an even pace, over connections of its own; s that answers took. */
function watchHealth(address: string) {
  const client = createClient(address);
  const waits: Promise<number>[] = [];
  const timer = setInterval(() => {
    const asked = performance.now();
    waits.push(client.expect(200, "/api/health").then(() => (performance.now() - asked) / 1000));
  }, HEALTH_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      const sorted = (await Promise.all(waits)).toSorted((one, other) => one - other);
      client.close();
      return { p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0, max: sorted.at(-1) ?? 0 };
    },
  };
}
