/** A thread that asks a server for its health at an even pace, whatever comes back, until it is told to stop. */
import { parentPort, workerData } from "node:worker_threads";
import { createClient } from "./client.ts";

/** One answer. */
export interface Wait {
  /** when it was asked for: ms since 1970 */
  at: number;
  /** s that it took */
  seconds: number;
}

const EVERY_MS = 20;
const client = createClient(String(workerData));
const waits: Promise<Wait>[] = [];

async function ask(): Promise<Wait> {
  const at = Date.now();
  const asked = performance.now();
  await client.expect(200, "/api/health");
  return { at, seconds: (performance.now() - asked) / 1000 };
}

await ask();
parentPort?.postMessage("begun");
const timer = setInterval(() => waits.push(ask()), EVERY_MS);
parentPort?.once("message", async () => {
  clearInterval(timer);
  parentPort?.postMessage(await Promise.all(waits));
  client.close();
});
