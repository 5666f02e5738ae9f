import { type ChildProcess, fork } from "node:child_process";
import { constants } from "node:os";

const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 10_000;
/** A server that served this long was well: the next pause is short again. */
const WELL_MS = 30_000;

/**
 * Runs a server as a child until it is stopped, and starts it again where it dies: at growing intervals while it dies at
 * once. Signals go on to it. One that never came so far as to say "listening" is not started again: its settings are at
 * fault, or the port. Resolves to the exit code to end with.
 * @param program a module, absolute; with its arguments
 * @param say takes a sentence for the operator
 */
export function supervise(program: string, args: readonly string[], say: (sentence: string) => void): Promise<number> {
  const { promise, resolve: end } = Promise.withResolvers<number>();
  let child: ChildProcess;
  let stopping = false;
  let served = false;
  let pause = FIRST_PAUSE_MS;

  function start(): void {
    const born = performance.now();
    child = fork(program, args, { stdio: ["inherit", "inherit", "inherit", "ipc"] });
    child.on("message", () => {
      served = true;
    });
    child.once("error", (error) => again(`could not be started (${error.message})`, born)); // then it has no end
    child.once("exit", (code, signal) => {
      if (stopping || !served || code === 0) end(code ?? 128 + (signal ? constants.signals[signal] : 0));
      else again(`died (${signal ?? `exit code ${code}`})`, born);
    });
  }

  function again(what: string, born: number): void {
    if (stopping || !served) {
      end(1);
      return;
    }
    if (performance.now() - born > WELL_MS) pause = FIRST_PAUSE_MS;
    say(`The server ${what}. It is started again.`);
    setTimeout(start, pause);
    pause = Math.min(pause * 2, MAX_PAUSE_MS);
  }

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      stopping = true;
      if (!child.kill(signal)) end(0); // between two starts
    });
  }
  start();
  return promise;
}
