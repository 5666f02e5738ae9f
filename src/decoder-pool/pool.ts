import { AppError } from "#errors.ts";
import { isCrash } from "./decoder-crash.ts";
import { type DecoderLimits, type Member, startMember } from "./decoder-process.ts";
import type { Job, JobResult } from "./jobs.ts";
import type { Sandbox } from "./sandbox.ts";

export interface PoolOptions extends DecoderLimits {
  /** the children's program */
  entry: string;
  /** the children's whole environment */
  env: Record<string, string>;
  /** where they are shut in; without one they may do what this process may */
  sandbox?: Sandbox;
  /** children at once */
  size: number;
  /** jobs that may wait for a child */
  queue: number;
  /** how often a job is tried again after its child died by itself (and not for time or memory) */
  crashRetries: number;
}

export interface Pool {
  /**
   * Runs a job in a child of its own. A `patient` job waits however long the queue is: for callers that send one
   * at a time. `timeoutMs`: a time limit below the pool's own. Throws `busy` when the queue is full, and what
   * `Member.run` throws.
   */
  run<J extends Job>(job: J, options?: { patient?: boolean; timeoutMs?: number }): Promise<JobResult<J>>;
  /** Ends the children; jobs in work fail. Call it after the drain. */
  close(): void;
}

/** A pool of child processes: a crash, a hang or a memory balloon costs one child and answers one job. */
export function createDecoderPool(options: PoolOptions): Pool {
  const idle: Member[] = [];
  const all = new Set<Member>();
  const waiting: PromiseWithResolvers<Member>[] = [];
  let closed = false;

  function take(patient: boolean): Promise<Member> {
    const ready = idle.pop();
    if (ready?.alive) return Promise.resolve(ready);
    for (const member of all) if (!member.alive) all.delete(member);
    if (all.size < options.size) return Promise.resolve(start());
    if (!patient && waiting.length >= options.queue) {
      throw new AppError("busy", "Many pictures are being converted. Try again in a few seconds.", { retryAfter: 2 });
    }
    const waiter = Promise.withResolvers<Member>();
    waiting.push(waiter);
    return waiter.promise;
  }

  function start(): Member {
    if (closed) throw stopping();
    const member = startMember(options.entry, options.env, options.sandbox ?? null);
    all.add(member);
    return member;
  }

  function giveBack(member: Member): void {
    if (!member.alive) all.delete(member);
    if (closed) return;
    const next = waiting.shift();
    if (next) next.resolve(member.alive ? member : start());
    else if (member.alive) idle.push(member);
  }

  async function once(job: Job, patient: boolean, limits: DecoderLimits): Promise<JobResult<Job>> {
    const member = await take(patient);
    try {
      return await member.run(job, limits);
    } finally {
      giveBack(member);
    }
  }

  return {
    async run<J extends Job>(job: J, { patient = false, timeoutMs = options.timeoutMs } = {}) {
      const limits = { ...options, timeoutMs: Math.min(timeoutMs, options.timeoutMs) };
      for (let tries = 0; ; tries++) {
        try {
          return (await once(job, patient || tries > 0, limits)) as JobResult<J>;
        } catch (error) {
          if (closed || !isCrash(error) || tries >= options.crashRetries) throw error;
        }
      }
    },
    close() {
      closed = true;
      for (const waiter of waiting.splice(0)) waiter.reject(stopping());
      for (const member of all) member.end();
    },
  };
}

function stopping(): AppError {
  return new AppError("busy", "The server is about to stop. Try again in a minute.", { retryAfter: 5 });
}
