import { type ChildProcess, fork } from "node:child_process";
import type { Job } from "./jobs.ts";
import { WATCH_PARENT } from "./protocol.ts";
import { confined, permissions, type Sandbox, UNSET } from "./sandbox.ts";
import { makeWorkbench } from "./workbench.ts";

export interface LaunchedDecoder {
  child: ChildProcess;
  /** Hands over the files of a job: see `Workbench.lend`. Without a sandbox a decoder takes them where they are. */
  lend<T>(job: Job, use: (lent: Job) => Promise<T>): Promise<T>;
}

/**
 * Starts one child in its sandbox. It ends with its parent, also in the middle of WebAssembly: by the kernel's word where
 * the launcher asked for it, else by a thread of its own that looks.
 *
 * @param entry the child's program
 * @param env the child's whole environment
 * @param sandbox null: it may do what its parent may
 * @throws errors of the system where its folder cannot be made, or `fork` throws
 */
export function launchDecoder(entry: string, env: Record<string, string>, sandbox: Sandbox | null): LaunchedDecoder {
  const own = ["--max-old-space-size=768", "--expose-gc"];
  const watching = [`${WATCH_PARENT}=${process.pid}`];
  if (!sandbox) return { child: start(entry, watching, env, own), lend: (job, use) => use(job) };

  const bench = makeWorkbench(sandbox.folder);
  const lent = [["r", bench.inbox] as const, ["w", bench.outbox] as const];
  const inside = { ...env, ...UNSET, TMPDIR: bench.outbox, HOME: bench.outbox };
  const flags = [...own, ...permissions(sandbox, lent)];
  const [launcher, ...rest] = confined(sandbox, lent, [process.execPath, ...flags]);
  const child =
    sandbox.kernel.length > 0
      ? start(entry, [], inside, rest, launcher)
      : start(entry, watching, inside, [...flags, "--allow-worker"]);
  const leave = () => bench.remove().catch(() => {}); // what stays goes at the next start
  child.once("exit", leave);
  child.once("error", () => child.pid === undefined && leave()); // it never began
  return { child, lend: bench.lend };
}

function start(
  entry: string,
  args: string[],
  env: Record<string, string>,
  execArgv: string[],
  execPath = process.execPath,
): ChildProcess {
  return fork(entry, args, {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: env as NodeJS.ProcessEnv,
    execArgv,
    execPath,
  });
}
