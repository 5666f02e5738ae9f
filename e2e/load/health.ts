import { once } from "node:events";
import { Worker } from "node:worker_threads";

export interface HealthSeen {
  asked: number;
  /** ms */
  longest: number;
  /** answers other than 200 */
  failed: number;
}

/** In a thread of its own, so that what the test does with its answers is not counted as the server's slowness. */
const ASKER = `
  const { parentPort, workerData } = require("node:worker_threads");
  const seen = { asked: 0, longest: 0, failed: 0 };
  let working = true;
  parentPort.once("message", () => { working = false; });
  (async () => {
    while (working) {
      const started = performance.now();
      const answer = await fetch(workerData).catch(() => null);
      seen.longest = Math.max(seen.longest, performance.now() - started);
      seen.asked++;
      if (answer?.status !== 200) seen.failed++;
      await answer?.arrayBuffer();
    }
    parentPort.postMessage(seen);
  })();`;

/** Does `work` and asks for the server's health again and again until it is done. */
export async function askingForHealth<T>(
  address: string,
  work: Promise<T>,
): Promise<{ result: T; health: HealthSeen }> {
  const asker = new Worker(ASKER, { eval: true, workerData: new URL("/api/health", address).href });
  try {
    const result = await work;
    const answered = once(asker, "message");
    asker.postMessage("enough");
    const [health] = await answered;
    return { result, health };
  } finally {
    await asker.terminate();
  }
}
