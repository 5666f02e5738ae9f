import type { ChildProcess } from "node:child_process";
import { constants, setPriority } from "node:os";
import { AppError, abandoned, shortage } from "#errors.ts";
import { DecoderLoss, exitError } from "./decoder-crash.ts";
import type { Job, JobResult } from "./jobs.ts";
import { type LaunchedDecoder, launchDecoder } from "./launch-decoder.ts";
import { processorTime } from "./processor-time.ts";
import type { DecoderReady, DecoderRequest, DecoderResponse } from "./protocol.ts";
import { residentMemory } from "./resident-memory.ts";
import type { Sandbox } from "./sandbox.ts";

export interface DecoderLimits {
  timeoutMs: number;
  /** resident bytes */
  memoryBytes: number;
}

export interface Member {
  /** false once the process is gone or on its way out */
  readonly alive: boolean;
  /** true once it holds what a picture has left there: it is for that picture's workspace alone */
  readonly keepsPictures: boolean;
  /**
   * One job at a time. Throws `conversion_timeout`, `too_complex` (memory), `damaged_image` with a DecoderCrash, `busy`
   * with a DecoderLoss, what the job threw, and at the signal what it was aborted for.
   */
  run(job: Job, limits: DecoderLimits, signal: AbortSignal): Promise<JobResult<Job>>;
  /** ms that the job in work has had a processor; where the system does not say, ms since it began */
  workedMs(): number;
  /** Leaves the processor to everybody else until the job in work is done. */
  giveWay(): void;
  end(): void;
}

const MEMORY_CHECK_MS = 40;
/** A child that keeps more than this share of its limit after a job is replaced: memory comes back to the system. */
const KEEP_SHARE = 0.4;
/** About what a new child costs: a job that nobody waits for any more may use as much, for it may be done by then. */
const REPLACEMENT_MS = 500;
/** A child that is not up by then does not come. */
const START_MS = 30_000;
/** Whoever serves goes first on a busy machine: a decoder takes what is left, and there is always enough. */
const NICE = constants.priority.PRIORITY_BELOW_NORMAL;
const LAST = constants.priority.PRIORITY_LOW;

/**
 * Starts a child and waits until it is up. One that could not start is no child: throws `busy`, and nothing of it is left.
 *
 * @param closing ends it also while it starts
 */
export async function startMember(
  entry: string,
  env: Record<string, string>,
  sandbox: Sandbox | null,
  closing: AbortSignal,
): Promise<Member> {
  let child: ChildProcess | null = null;
  const failed = Promise.withResolvers<never>();
  const late = setTimeout(() => failed.reject(new Error("the decoder did not start in time")), START_MS);
  const stop = () => failed.reject(new Error("the pool closes"));
  closing.addEventListener("abort", stop);
  try {
    closing.throwIfAborted();
    const launched = launchDecoder(entry, env, sandbox); // throws where the system has no descriptor or memory left
    child = launched.child;
    renice(child, NICE);
    child.on("error", failed.reject); // one that could not be forked says so, and never exits
    child.once("exit", (code, signal) => failed.reject(new Error(`the decoder did not start: ${signal ?? code}`)));
    const ready = new Promise<DecoderReady>((heard) => child?.once("message", (first: DecoderReady) => heard(first)));
    await Promise.race([ready, failed.promise]);
    return memberOf(launched);
  } catch (error) {
    if (child?.pid) child.kill("SIGKILL");
    throw shortage(error);
  } finally {
    failed.promise.catch(() => {}); // what comes after the start is told otherwise
    clearTimeout(late);
    closing.removeEventListener("abort", stop);
  }
}

function memberOf({ child, lend }: LaunchedDecoder): Member {
  let current: { id: number; settle(answer: DecoderResponse | Error): void } | null = null;
  let alive = child.exitCode === null && child.signalCode === null;
  let jobs = 0;
  let keepsPictures = false;
  let killedFor: AppError | null = null;
  let gaveWay = false;
  let began = { at: 0, worked: 0 as number | null };
  const worked = () => processorTime(child.pid ?? Number.NaN);

  child.on("message", (answer: DecoderResponse) => {
    if (current?.id !== answer.id) return;
    if (!answer.ok && answer.last) alive = false;
    keepsPictures ||= answer.keeps ?? false;
    current.settle(answer);
  });
  child.on("exit", (code, signal) => {
    alive = false;
    current?.settle(killedFor ?? exitError(code, signal));
  });

  const kill = (reason: AppError | null) => {
    killedFor ??= reason;
    alive = false;
    child.kill("SIGKILL");
  };

  return {
    get alive() {
      return alive;
    },
    get keepsPictures() {
      return keepsPictures;
    },
    async run(job, limits, signal) {
      const id = ++jobs;
      began = { at: performance.now(), worked: worked() };
      const timer = setTimeout(() => kill(tooLong(limits, job)), limits.timeoutMs);
      const watch = watchMemory(child, limits.memoryBytes, () => kill(tooHungry(limits)));
      let givenUp: NodeJS.Timeout | undefined;
      const giveUp = () => {
        const left = Math.max(0, REPLACEMENT_MS - (performance.now() - began.at));
        givenUp = setTimeout(() => kill(abandoned(signal)), left);
      };
      if (signal.aborted) giveUp();
      else signal.addEventListener("abort", giveUp, { once: true });
      try {
        return await lend(job, async (lent) => {
          const answer = await new Promise<DecoderResponse | Error>((settle) => {
            current = { id, settle };
            child.send({ id, job: lent } satisfies DecoderRequest, (error) => {
              if (!error) return;
              kill(null); // nobody listens there, though its exit was not told yet
              settle(shortage(new DecoderLoss(error.message)));
            });
          });
          if (answer instanceof Error) throw answer;
          if (!answer.ok) throw appError(answer.error);
          return answer.value;
        });
      } finally {
        current = null;
        clearTimeout(timer);
        clearInterval(watch);
        clearTimeout(givenUp);
        signal.removeEventListener("abort", giveUp);
        if (gaveWay && !renice(child, NICE)) kill(null); // only root may take back what it gave
        gaveWay = false;
        const kept = child.pid ? await residentMemory(child.pid) : null;
        if (kept !== null && kept > limits.memoryBytes * KEEP_SHARE) kill(null);
      }
    },
    workedMs() {
      const now = worked();
      return now === null || began.worked === null ? performance.now() - began.at : now - began.worked;
    },
    giveWay() {
      gaveWay ||= renice(child, LAST);
    },
    end: () => kill(null),
  };
}

/** False where the process is gone already, or the system does not let us. */
function renice(child: ChildProcess, priority: number): boolean {
  try {
    setPriority(child.pid ?? Number.NaN, priority);
    return true;
  } catch {
    return false;
  }
}

function watchMemory(child: ChildProcess, bytes: number, tooMuch: () => void): NodeJS.Timeout {
  return setInterval(async () => {
    const resident = child.pid ? await residentMemory(child.pid) : null;
    if (resident !== null && resident > bytes) tooMuch();
  }, MEMORY_CHECK_MS);
}

function appError({ code, detail, parameter, cause }: Extract<DecoderResponse, { ok: false }>["error"]): AppError {
  return new AppError(code, detail, { parameter: parameter ?? undefined, cause });
}

function tooLong({ timeoutMs }: DecoderLimits, { kind }: Job): AppError {
  const advice = kind === "convert" ? " Choose a smaller size or another format." : "";
  return new AppError("conversion_timeout", `This took longer than ${timeoutMs / 1000} s.${advice}`);
}

function tooHungry({ memoryBytes }: DecoderLimits): AppError {
  const megabytes = Math.round(memoryBytes / 1e6);
  return new AppError("too_complex", `This picture needs more than ${megabytes} MB of memory to open.`);
}
