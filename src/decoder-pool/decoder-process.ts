import type { ChildProcess } from "node:child_process";
import { constants, setPriority } from "node:os";
import { AppError } from "#errors.ts";
import { DecoderCrash } from "./decoder-crash.ts";
import type { Job, JobResult } from "./jobs.ts";
import { launchDecoder } from "./launch-decoder.ts";
import type { DecoderRequest, DecoderResponse } from "./protocol.ts";
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
  /** One job at a time. Throws `conversion_timeout`, `too_complex` (memory), `damaged_image` with a DecoderCrash, or what the job threw. */
  run(job: Job, limits: DecoderLimits): Promise<JobResult<Job>>;
  end(): void;
}

const MEMORY_CHECK_MS = 40;
/** A child that keeps more than this share of its limit after a job is replaced: memory comes back to the system. */
const KEEP_SHARE = 0.4;

/** Starts one child process: `entry` is its program, `env` all that it gets of the environment. */
export function startMember(entry: string, env: Record<string, string>, sandbox: Sandbox | null): Member {
  const { child, lend } = launchDecoder(entry, env, sandbox);
  if (child.pid) yieldTo(child.pid);
  let current: { id: number; settle(answer: DecoderResponse | Error): void } | null = null;
  let alive = true;
  let jobs = 0;
  let killedFor: AppError | null = null;

  child.on("message", (answer: DecoderResponse) => current?.id === answer.id && current.settle(answer));
  child.on("error", () => {}); // a failed fork or send is followed by `exit`, or was seen by `send`'s callback
  child.on("exit", (code, signal) => {
    alive = false;
    current?.settle(killedFor ?? crashed(signal ?? `code ${code}`));
  });

  const kill = (reason: AppError) => {
    killedFor ??= reason;
    alive = false;
    child.kill("SIGKILL");
  };

  return {
    get alive() {
      return alive;
    },
    async run(job, limits) {
      const id = ++jobs;
      const timer = setTimeout(() => kill(tooLong(limits, job)), limits.timeoutMs);
      const watch = watchMemory(child, limits.memoryBytes, () => kill(tooHungry(limits)));
      try {
        return await lend(job, async (lent) => {
          const answer = await new Promise<DecoderResponse | Error>((settle) => {
            current = { id, settle };
            child.send({ id, job: lent } satisfies DecoderRequest, (error) => {
              if (!error) return;
              alive = false; // nobody listens there, though its exit was not told yet
              child.kill("SIGKILL");
              settle(crashed(error.message));
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
        const kept = child.pid ? await residentMemory(child.pid) : null;
        if (kept !== null && kept > limits.memoryBytes * KEEP_SHARE) {
          alive = false;
          child.kill("SIGKILL");
        }
      }
    },
    end() {
      alive = false;
      child.kill("SIGKILL");
    },
  };
}

/** Whoever serves goes first on a busy machine: a decoder takes what is left, and there is always enough. */
function yieldTo(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {} // gone already, or not ours to say
}

function watchMemory(child: ChildProcess, bytes: number, tooMuch: () => void): NodeJS.Timeout {
  return setInterval(async () => {
    const resident = child.pid ? await residentMemory(child.pid) : null;
    if (resident !== null && resident > bytes) tooMuch();
  }, MEMORY_CHECK_MS);
}

function crashed(exit: string): AppError {
  return new AppError("damaged_image", "This picture stops its decoder.", { cause: new DecoderCrash(exit) });
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
