import pino, { type Logger } from "pino";

export type Log = Pick<Logger, "debug" | "info" | "warn" | "error" | "fatal">;

/**
 * JSON lines on standard output. What is logged names images by their id alone: never a file name, a place, an
 * address of a person or a key.
 */
export function createLog(level: string, process: "server" | "worker"): Logger {
  return pino({
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
}
