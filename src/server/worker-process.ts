import { type ChildProcess, fork } from "node:child_process";
import { causeChain } from "#errors.ts";
import type { Log } from "#runtime/log.ts";

export interface WorkerProcess {
  /** Lets the worker finish the images in work; kills it after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 10_000;
/** A worker that lived this long was well: the next pause is short again. */
const WELL_MS = 30_000;

/** Starts the worker and starts it again whenever it dies, at growing intervals while it dies at once. */
export function startWorkerProcess(
  entry: string,
  options: { env: NodeJS.ProcessEnv; log: Log; onDeath(): void },
): WorkerProcess {
  let child: ChildProcess;
  let stopping = false;
  let pause = FIRST_PAUSE_MS;
  let restart: NodeJS.Timeout | undefined;

  function start(): void {
    const born = Date.now();
    child = fork(entry, [], { env: options.env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
    child.on("error", (error) => options.log.error({ cause: causeChain(error) }, "the worker could not be reached"));
    child.on("exit", (code, signal) => {
      if (stopping) return;
      options.log.error({ code, signal }, "the worker died and is started again");
      options.onDeath();
      if (Date.now() - born > WELL_MS) pause = FIRST_PAUSE_MS;
      restart = setTimeout(start, pause);
      pause = Math.min(pause * 2, MAX_PAUSE_MS);
    });
  }
  start();

  return {
    async stop(graceMs) {
      stopping = true;
      clearTimeout(restart);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      const kill = setTimeout(() => child.kill("SIGKILL"), graceMs);
      if (child.connected) child.send("stop");
      await gone;
      clearTimeout(kill);
    },
  };
}
