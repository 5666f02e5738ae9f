import { causeChain } from "#errors.ts";
import type { Log } from "./log.ts";

/**
 * What nobody caught ends the process, after a last line in the log: who started it starts it again. Node would do so
 * by itself, but Next adds a listener that swallows it; this comes before all listeners. A promise that nobody waited
 * for is another matter where Next runs: it makes such promises on purpose, logs them and goes on.
 */
export function endOnException(log: Log): void {
  process.setUncaughtExceptionCaptureCallback((error) => {
    log.fatal({ cause: causeChain(error) }, "a failure that nobody caught ends this process");
    process.exit(1);
  });
}
