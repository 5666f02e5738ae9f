import { AppError, toAppError } from "#errors.ts";
import { isCrash, isLoss } from "./decoder-crash.ts";
import { type DecoderLimits, type Member, startMember } from "./decoder-process.ts";
import { createDecoderTime } from "./decoder-time.ts";
import { createFairQueue, queueFull, tooManyWaiting } from "./fair-queue.ts";
import type { Job, JobOptions, JobResult } from "./jobs.ts";
import { createStarter } from "./starter.ts";
import { createTicket, type Ticket } from "./ticket.ts";

export interface PoolOptions extends DecoderLimits {
  /** the children's program */
  entry: string;
  /** the children's whole environment */
  env: Record<string, string>;
  /** jobs in work at once */
  size: number;
  /** jobs in work beyond `size`, each for a workspace that has no other; none where nothing is said */
  extra?: number;
  /** jobs that may wait for a child */
  queue: number;
  /** how often a job is tried again after its child died by itself (and not for time or memory) */
  crashRetries: number;
  /** decoder time that one workspace has in an hour, ms; no bound where nothing is said */
  workspaceMs?: number;
}

export interface Pool {
  /**
   * Runs a job in a child of its own. It waits no longer than its time limit, unless it is patient and children can be
   * had. Throws `busy` where there is no place or no child for it, `too_many_requests` where its workspace alone asks for
   * too much, and what `Member.run` throws.
   */
  run<J extends Job>(job: J, options?: JobOptions): Promise<JobResult<J>>;
  /** Drops what waits and is in work for an image that is deleted: it throws `not_found`. */
  cancel(image: string): void;
  /** Takes from a workspace's decoder time what is done for it elsewhere, ms. Throws `too_many_requests` where none is left. */
  charge(workspace: string, ms: number): void;
  /** Why no child can be started at the moment; null while they can. */
  failure(): AppError | null;
  /** Ends the children; jobs in work fail. Call it after the drain. */
  close(): void;
}

/** What has had a processor for so long gives way to other workspaces, ms; looked at so often. */
const LONG_MS = 1_000;
const LOOK_MS = 200;
/** How often a job is tried again whose child somebody else ended. */
const LOSS_RETRIES = 2;
/** A child that nobody needs for so long goes, where there are more than `size`, ms. */
const SURPLUS_MS = 10_000;

/** A pool of child processes: a crash, a hang or a memory balloon costs one child and answers one job. */
export function createDecoderPool(options: PoolOptions): Pool {
  const { size, extra = 0, workspaceMs = Number.POSITIVE_INFINITY } = options;
  const most = size + extra;
  const idle: Member[] = [];
  const inWork = new Set<Ticket>();
  const queue = createFairQueue<Ticket>(options.queue);
  const time = createDecoderTime(workspaceMs);
  const closing = new AbortController();
  const starter = createStarter(() => startMember(options.entry, options.env, closing.signal), dispatch);
  /** workspaces whose last job was long: the next one gives way from its beginning */
  const slow = new Set<string>();
  let isSparing = false;

  const ownInWork = (workspace: string): number =>
    [...inWork].filter((ticket) => ticket.workspace === workspace).length;
  const othersAsk = (workspace: string): boolean =>
    [...inWork, ...queue.all()].some((ticket) => ticket.workspace !== workspace);
  const failure = (): AppError | null => (starter.failure === null ? null : toAppError(starter.failure));

  /** A child that waits for work; those that died meanwhile are forgotten. */
  function hasIdle(): boolean {
    for (const dead of idle.filter(({ alive }) => !alive)) idle.splice(idle.indexOf(dead), 1);
    return idle.length > 0;
  }

  /** One that has nothing in work begins at once, as long as there are children for it. */
  function mayWork(workspace: string): boolean {
    const hasPlace = inWork.size < size || (inWork.size < most && ownInWork(workspace) === 0);
    return hasPlace && (hasIdle() || !starter.pausing);
  }

  function dispatch(): void {
    if (closing.signal.aborted) return;
    for (let next = queue.take(mayWork, ownInWork); next; next = queue.take(mayWork, ownInWork)) void work(next);
    giveWay();
    keepSpare();
    if (inWork.size === 0) slow.clear();
  }

  async function work(ticket: Ticket): Promise<void> {
    inWork.add(ticket);
    const member = hasIdle() ? idle.pop() : await starter.start().catch(() => undefined);
    if (member && ticket.handOver(member)) await workWith(ticket, member);
    inWork.delete(ticket);
    if (member) return keep(member);
    if (ticket.waits) queue.putBack(ticket); // there is no child to be had: the starter says when to try again
    dispatch();
  }

  async function workWith(ticket: Ticket, member: Member): Promise<void> {
    const began = performance.now();
    ticket.isLong = slow.has(ticket.workspace);
    const look = setInterval(() => {
      ticket.isLong ||= member.workedMs() >= LONG_MS;
      giveWay();
    }, LOOK_MS);
    giveWay();
    const ended = member.run(ticket.job, ticket.limits, ticket.stop.signal);
    ticket.settle(ended);
    await ended.catch(() => {}); // its asker hears of it
    if (member.workedMs() >= LONG_MS) slow.add(ticket.workspace);
    else slow.delete(ticket.workspace);
    clearInterval(look);
    time.charge(ticket.workspace, performance.now() - began);
  }

  /** Keeps a child for the next job, unless there are enough. */
  function keep(member: Member): void {
    if (closing.signal.aborted || inWork.size + idle.length >= most) member.end();
    else if (member.alive) {
      idle.push(member);
      endSurplus(member);
    }
    dispatch();
  }

  function endSurplus(member: Member): void {
    const look = () => {
      const at = idle.indexOf(member);
      if (at < 0 || inWork.size + idle.length <= size) return;
      if (inWork.size >= size) return endSurplus(member);
      idle.splice(at, 1);
      member.end();
    };
    if (inWork.size + idle.length > size) setTimeout(look, SURPLUS_MS).unref();
  }

  /** The priority of a long job goes to whoever else asks. */
  function giveWay(): void {
    for (const { isLong, member, workspace } of inWork) if (isLong && othersAsk(workspace)) member?.giveWay();
  }

  /** While all are busy one more stands by, for whoever comes next; and where none could be started, one is tried for. */
  function keepSpare(): void {
    const isWanted = starter.failure !== null || (inWork.size >= size && inWork.size < most);
    if (!isWanted || isSparing || starter.pausing || hasIdle()) return;
    isSparing = true;
    const end = () => {
      isSparing = false;
    };
    starter.start().then(keep).then(end, end);
  }

  function enter(job: Job, limits: DecoderLimits, asked: JobOptions, until: number, isFirst: boolean): Ticket {
    const ticket = createTicket(job, limits, asked, {
      bounded: isFirst && !asked.patient,
      waitMs: Math.max(0, until - performance.now()),
      expire: (one) => failure() ?? (asked.patient || inWork.has(one) ? null : queueFull()), // its child may be starting
      leave: queue.remove,
    });
    if (!ticket.waits) return ticket;
    try {
      if (mayWork(ticket.workspace)) void work(ticket);
      else queue.add(ticket)?.turnAway(tooManyWaiting());
    } catch (error) {
      ticket.turnAway(toAppError(error));
    }
    giveWay();
    keepSpare();
    return ticket;
  }

  return {
    async run<J extends Job>(job: J, asked: JobOptions = {}) {
      time.check(asked.workspace ?? "");
      const until = performance.now() + options.timeoutMs;
      const limits = { ...options, timeoutMs: Math.min(asked.timeoutMs ?? options.timeoutMs, options.timeoutMs) };
      for (let crashes = 0, losses = 0; ; ) {
        if (closing.signal.aborted) throw stopping();
        try {
          return (await enter(job, limits, asked, until, crashes + losses === 0).result) as JobResult<J>;
        } catch (error) {
          if (closing.signal.aborted) throw stopping();
          if (asked.signal?.aborted) throw error;
          if (isLoss(error) && losses++ < LOSS_RETRIES) continue;
          if (!isCrash(error)) throw error;
          if (crashes++ < options.crashRetries) continue;
          // A machine without processes or memory brings down any child: the picture is blamed where the next one comes up.
          keep(await starter.start());
          throw error;
        }
      }
    },
    cancel(image) {
      for (const ticket of [...queue.all(), ...inWork]) if (ticket.image === image) ticket.stop.abort(deleted());
    },
    charge(workspace, ms) {
      time.check(workspace);
      time.charge(workspace, ms);
    },
    failure,
    close() {
      closing.abort();
      starter.stop();
      for (const ticket of [...queue.all(), ...inWork]) ticket.turnAway(stopping());
      for (const member of [...idle, ...[...inWork].map((ticket) => ticket.member)]) member?.end();
    },
  };
}

function stopping(): AppError {
  return new AppError("busy", "The server is about to stop. Try again in a minute.", { retryAfter: 5 });
}

function deleted(): AppError {
  return new AppError("not_found", "There is no such picture here. It may have been deleted.");
}
