import { type AppError, causeChain } from "#errors.ts";
import type { WebServices } from "#web/context/services.ts";
import { problemStatus } from "./problem.ts";

/** Writes to the log what is nobody's fault but ours, with all that led to it. What a visitor did wrong is theirs to know. */
export function logRefusal({ log }: Pick<WebServices, "log">, error: AppError, requestId: string | null): void {
  if (problemStatus(error.code) < 500) return;
  log.warn({ requestId, code: error.code, cause: causeChain(error.cause) || null }, "refused");
}
