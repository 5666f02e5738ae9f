import { format, types } from "node:util";
import { causeChain } from "#errors.ts";
import type { Log } from "./log.ts";

/**
 * What libraries print becomes lines of our log: standard output is JSON alone. An error is told by its causes and not
 * by its stack.
 * @param isSent whether what is printed is about what somebody sent: that is no error of ours
 */
export function takeOverConsole(log: Log, isSent = () => false): void {
  const message = "printed by a library";
  const text = (parts: unknown[]) =>
    format(...parts.map((part) => (types.isNativeError(part) ? causeChain(part) : part)));
  console.log = (...parts) => log.debug({ text: text(parts) }, message);
  console.info = console.log;
  console.warn = (...parts) => log.warn({ text: text(parts) }, message);
  console.error = (...parts) => log[isSent() ? "warn" : "error"]({ text: text(parts) }, message);
}
