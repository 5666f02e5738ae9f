/**
 * One pass of the sweeper as a Lambda function, for a schedule of a minute: what is past its time goes now, and not when
 * a lifecycle rule comes round. A pass that finds too much for its time stops between two looks; the next one goes on.
 */
import { sweep } from "#domain/sweep.ts";
import { sweepInterval } from "#runtime/sweeper.ts";
import { lambdaFunction } from "./lambda/function.ts";

/** For the look in work when time runs out, ms: two hundred images, sixteen at once, some calls of them repeated. */
const LAST_LOOK_MS = 15_000;

export const handler = lambdaFunction(async ({ services }, _event: unknown, remainingMs) => {
  const left = remainingMs() - LAST_LOOK_MS;
  const enough = left > 0 ? AbortSignal.timeout(left) : AbortSignal.abort();
  const swept = await sweep(services, sweepInterval(services.limits.retentionMs), enough);
  if (swept > 0) services.log.info({ swept }, "swept");
  return { swept };
}, "sweep");
