/**
 * A server in want of descriptors, as a program: takes all that `ulimit -n` leaves, starts the worker that it is given, and
 * lets them go when the first start has failed. Stops when its input ends. Prints what it sees, a word a line.
 */
import { closeSync, openSync } from "node:fs";
import { startWorkerProcess } from "./worker-process.ts";

const say = (word: string) => process.stdout.write(`${word}\n`);
const taken: number[] = [];
process.stdin.resume();
say("begins"); // now all is open that it needs itself

try {
  for (;;) taken.push(openSync("/dev/null", "r"));
} catch {
  say("full");
}

const worker = startWorkerProcess(process.argv[2] ?? "", {
  env: process.env,
  log: {
    error() {
      say("failed");
      for (const descriptor of taken.splice(0)) closeSync(descriptor);
    },
  },
  onDeath() {},
});

process.stdin.on("end", async () => {
  await worker.stop(10_000);
  say(worker.healthy() ? "stopped" : "away");
  process.exit();
});
