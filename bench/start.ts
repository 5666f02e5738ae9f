import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { treeCpu, treeMemory } from "./processes.ts";
import { median } from "./rounds.ts";
import type { Section } from "./section.ts";
import { startProduct, withServers } from "./servers.ts";
import { megabytes, milliseconds } from "./table.ts";

const TIMES = 5;
const MAX_SECONDS = 2;
const IDLE_MS = 5000;

/** From `node` to `listening` on a folder that is new; and what a server costs that nobody visits. */
export const start: Section = async ({ table, folder }) => {
  const times: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    await withServers([startProduct(join(folder, String(time)))], async ({ startMs }) => {
      times.push(startMs / 1000);
    });
  }
  table.add({
    what: `start: node to listening, median and slowest of ${TIMES}`,
    ours: `${milliseconds(median(times))}, ${milliseconds(Math.max(...times))}`,
    floor: "",
    ratio: "",
    target: `<= ${milliseconds(MAX_SECONDS)}`,
    met: Math.max(...times) <= MAX_SECONDS,
  });
  await withServers([startProduct(join(folder, "idle"))], async ({ pid }) => {
    await pause(2000);
    const before = treeCpu(pid);
    await pause(IDLE_MS);
    table.add({
      what: "nobody there: CPU a second; memory of all processes",
      ours: `${milliseconds((treeCpu(pid) - before) / (IDLE_MS / 1000))}; ${megabytes(treeMemory(pid))}`,
      floor: "",
      ratio: "",
      target: "",
      met: null,
    });
  });
};
