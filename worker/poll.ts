/**
 * The worker of aws mode as a plain process, for any machine that reaches the queues: takes new uploads and dead letters,
 * and sweeps. Any number may run at once, beside the functions or in their place. SIGTERM and SIGINT let it finish the
 * images in work.
 */

import { openServices } from "#compose.ts";
import { readConfig } from "#config.ts";
import { takeOverConsole } from "#runtime/console.ts";
import { endOnException } from "#runtime/end-on-exception.ts";
import { createLog } from "#runtime/log.ts";
import { runProgram } from "#runtime/run-program.ts";
import { startSweeper } from "#runtime/sweeper.ts";
import { runUploadWorker } from "./upload-worker.ts";

await runProgram(main);

async function main(): Promise<void> {
  const config = readConfig(process.env, process.cwd(), "poll");
  const log = createLog(config.logLevel, "worker");
  endOnException(log);
  takeOverConsole(log);
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (!stop.signal.aborted) log.info({ signal }, "stopping: images in work are finished first");
      stop.abort();
    });
  }
  const open = await openServices(config, log, "worker");
  log.info({}, "waiting for uploads");
  const stopSweeper = startSweeper(open.services);
  await runUploadWorker(open.services, { concurrency: config.convert.concurrency, signal: stop.signal });
  await stopSweeper();
  open.close();
  log.info({}, "stopped");
}
