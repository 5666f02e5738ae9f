import { type AppError, abandoned } from "#errors.ts";
import type { DecoderLimits, Member } from "./decoder-process.ts";
import type { Waiting } from "./fair-queue.ts";
import type { Job, JobOptions, JobResult } from "./jobs.ts";

/** A job on its way: it waits for a child, then it is in work. */
export interface Ticket extends Waiting {
  readonly job: Job;
  readonly limits: DecoderLimits;
  readonly image: string | null;
  readonly result: Promise<JobResult<Job>>;
  /** false once it is in work, or over */
  readonly waits: boolean;
  /** the child that has it; null while it waits */
  member: Member | null;
  /** true once it has taken long */
  isLong: boolean;
  /** Aborts it, wherever it is. */
  readonly stop: AbortController;
  settle(result: JobResult<Job> | PromiseLike<JobResult<Job>>): void;
  /** Ends it while it waits; does nothing to one that is in work, or over. */
  turnAway(reason: AppError): void;
  /** Its waiting ends: false for one that is over already. */
  handOver(member: Member): boolean;
}

/**
 * @param options.expire asked when it has waited for so many ms: the reason to end it, or null to wait as long once more
 */
export function createTicket(
  job: Job,
  limits: DecoderLimits,
  { workspace = "", image, signal }: JobOptions,
  options: { bounded: boolean; waitMs: number; expire(ticket: Ticket): AppError | null; leave(ticket: Ticket): void },
): Ticket {
  const { promise, resolve, reject } = Promise.withResolvers<JobResult<Job>>();
  const stop = new AbortController();
  const stopWith = () => stop.abort(signal?.reason);
  let waits = true;
  let patience = setTimeout(lose, options.waitMs);

  function lose(): void {
    const reason = options.expire(ticket);
    if (reason) ticket.turnAway(reason);
    else patience = setTimeout(lose, limits.timeoutMs);
  }
  function stopWaiting(): void {
    waits = false;
    clearTimeout(patience);
  }

  const ticket: Ticket = {
    job,
    limits,
    workspace,
    image: image ?? null,
    bounded: options.bounded,
    result: promise.finally(() => signal?.removeEventListener("abort", stopWith)),
    get waits() {
      return waits;
    },
    member: null,
    isLong: false,
    stop,
    settle: resolve,
    turnAway(reason) {
      if (!waits) return;
      stopWaiting();
      options.leave(ticket);
      reject(reason);
    },
    handOver(member) {
      if (!waits) return false;
      stopWaiting();
      ticket.member = member;
      return true;
    },
  };
  stop.signal.addEventListener("abort", () => ticket.turnAway(abandoned(stop.signal)));
  if (signal?.aborted) stopWith();
  else signal?.addEventListener("abort", stopWith);
  return ticket;
}
