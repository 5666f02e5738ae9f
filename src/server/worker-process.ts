import { type ChildProcess, fork } from "node:child_process";
import { causeChain } from "#errors.ts";
import type { Log } from "#runtime/log.ts";

export interface WorkerProcess {
  /** Whether the worker is up, or was within the last half minute: it is started again by itself. */
  healthy(): boolean;
  /** Lets the worker finish the images in work; kills it after `graceMs`. Nothing is started any more. */
  stop(graceMs: number): Promise<void>;
}

interface WorkerOptions {
  env: NodeJS.ProcessEnv;
  log: Pick<Log, "error">;
  /** what the dead one held is nobody's now */
  onDeath(): void;
  /** another clock than the system's monotonic one, ms */
  clock?: () => number;
}

const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 10_000;
/** A worker that lived this long was well: the next pause is short again. And so long may it be away. */
const WELL_MS = 30_000;

/**
 * Starts the worker and starts it again whenever it dies, at growing intervals while it dies at once. One that could not
 * be started (no process, descriptor or memory left for a moment) is a dead one. The worker says "ready" when it is up.
 */
export function startWorkerProcess(entry: string, options: WorkerOptions): WorkerProcess {
  const { env, log, onDeath, clock = () => performance.now() } = options;
  let child: ChildProcess | null = null;
  let isUp = false;
  let lastUp = clock();
  let pause = FIRST_PAUSE_MS;
  let stopping = false;
  let restart: NodeJS.Timeout | undefined;

  function start(): void {
    const born = clock();
    const died = (fields: object) => {
      if (isUp) lastUp = clock();
      isUp = false;
      child = null;
      if (stopping) return;
      log.error(fields, "the worker died and is started again");
      if (clock() - born > WELL_MS) pause = FIRST_PAUSE_MS;
      restart = setTimeout(start, pause);
      pause = Math.min(pause * 2, MAX_PAUSE_MS);
      try {
        onDeath();
      } catch (error) {
        log.error({ cause: causeChain(error) }, "what the worker held comes again later");
      }
    };
    try {
      child = watch(fork(entry, [], { env, stdio: ["ignore", "inherit", "inherit", "ipc"] }), died);
    } catch (error) {
      died({ cause: causeChain(error) }); // ENOMEM is thrown, where EAGAIN and EMFILE are told by an event
    }
  }

  function watch(started: ChildProcess, died: (fields: object) => void): ChildProcess {
    started.on("message", () => {
      isUp = true;
    });
    started.on("error", (error) => {
      if (started.pid === undefined)
        died({ cause: causeChain(error) }); // it never was: no `exit` follows
      else log.error({ cause: causeChain(error) }, "the worker could not be reached");
    });
    started.on("exit", (code, signal) => died({ code, signal }));
    return started;
  }
  start();

  return {
    healthy: () => isUp || clock() - lastUp < WELL_MS,
    async stop(graceMs) {
      stopping = true;
      clearTimeout(restart);
      const last = child;
      if (last?.pid === undefined) return; // between two starts, or about to hear that there is none
      const gone = new Promise((resolve) => last.once("exit", resolve));
      const kill = setTimeout(() => last.kill("SIGKILL"), graceMs);
      if (last.connected) last.send("stop");
      await gone;
      clearTimeout(kill);
    },
  };
}
