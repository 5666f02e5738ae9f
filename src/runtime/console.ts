import { format } from "node:util";
import type { Log } from "./log.ts";

/** What libraries print becomes lines of our log: standard output is JSON alone. */
export function takeOverConsole(log: Log): void {
  const message = "printed by a library";
  console.log = (...parts) => log.debug({ text: format(...parts) }, message);
  console.info = console.log;
  console.warn = (...parts) => log.warn({ text: format(...parts) }, message);
  console.error = (...parts) => log.error({ text: format(...parts) }, message);
}
