import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Context } from "aws-lambda";
import { openServices } from "#compose.ts";
import { type Config, ConfigError, type Program, readConfig } from "#config.ts";
import type { Services } from "#domain/services.ts";
import { causeChain } from "#errors.ts";
import { createFunctionLog, type FunctionLog } from "./function-log.ts";
import { functionMetrics } from "./function-metrics.ts";

export interface Opened {
  config: Config;
  services: Services;
}

/** @param remainingMs until Lambda ends the invocation */
type Work<E, A> = (opened: Opened, event: E, remainingMs: () => number) => Promise<A>;

/**
 * A Lambda function of `work`. Its services are opened at the first invocation and kept for the next ones; where that
 * fails it is logged, and tried again at the next invocation. What `work` throws is logged and left to Lambda.
 */
export function lambdaFunction<E, A>(
  work: Work<E, A>,
  program: Program = "function",
): (event: E, context: Context) => Promise<A> {
  const log = createFunctionLog();
  let opening: Promise<Opened> | null = null;

  return async (event, context) => {
    log.begin(context);
    try {
      opening ??= open(log, program);
      return await work(await opening, event, () => context.getRemainingTimeInMillis());
    } catch (error) {
      opening = (await isOpen(opening)) ? opening : null;
      const causes = error instanceof ConfigError ? error.faults : [causeChain(error)];
      for (const cause of causes) log.error({ cause }, "the function failed");
      throw error;
    }
  };
}

async function open(log: FunctionLog, program: Program): Promise<Opened> {
  const config = readConfig(process.env, process.cwd(), program);
  log.setLevel(config.logLevel);
  process.env.TMPDIR = emptied(join(tmpdir(), "proofsheet-function"));
  const { services } = await openServices(config, log, "worker", functionMetrics());
  return { config, services };
}

const isOpen = (opening: Promise<Opened> | null): Promise<boolean> =>
  Promise.resolve(opening).then(
    (opened) => opened !== null,
    () => false,
  );

/** Lambda starts a process anew after a timeout, on the same disk: what the killed one left there goes. */
function emptied(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}
