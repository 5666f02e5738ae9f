import { LogFormatter, Logger, LogItem } from "@aws-lambda-powertools/logger";
import type { Context } from "aws-lambda";
import type { DomainLog } from "#domain/services.ts";

type Attributes = Parameters<LogFormatter["formatAttributes"]>;

/** The names of the other processes' lines, so that one query finds a request everywhere; and which invocation it was. */
class SameNames extends LogFormatter {
  override formatAttributes(...[standard, fields]: Attributes): LogItem {
    const { logLevel, timestamp, message, lambdaContext } = standard;
    const where = { function: lambdaContext?.functionName, invocation: lambdaContext?.awsRequestId };
    const level = logLevel.toLowerCase();
    const attributes = { level, time: this.formatTimestamp(timestamp), process: "worker", ...where, ...fields };
    return new LogItem({ attributes: { ...attributes, msg: message } });
  }
}

export interface FunctionLog extends DomainLog {
  /** Every line names this invocation from now on. */
  begin(context: Context): void;
  /** @param level as in LOG_LEVEL */
  setLevel(level: string): void;
}

/** JSON lines, as the plain processes write them. Warnings and errors go to standard error: for Lambda it is all one log. */
export function createFunctionLog(): FunctionLog {
  const logger = new Logger({ serviceName: "worker", logLevel: "INFO", logFormatter: new SameNames() });
  return {
    info: (fields, message) => logger.info({ ...fields, message }),
    warn: (fields, message) => logger.warn({ ...fields, message }),
    error: (fields, message) => logger.error({ ...fields, message }),
    begin: (context) => logger.addContext(context),
    setLevel: (level) => logger.setLogLevel(level === "fatal" ? "CRITICAL" : (level.toUpperCase() as "INFO")),
  };
}
