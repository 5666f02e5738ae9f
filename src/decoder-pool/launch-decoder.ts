import { type ChildProcess, fork } from "node:child_process";
import { isAbsolute } from "node:path";
import type { Job } from "./jobs.ts";
import { WATCH_PARENT } from "./protocol.ts";
import { confined, type Lent, permissions, type Sandbox, UNSET } from "./sandbox.ts";
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
  const leave = () => bench.remove().catch(() => {}); // what stays goes at the next start
  const libraries = [env.LD_PRELOAD, env.LD_LIBRARY_PATH].flatMap((list) => list?.split(/[: ]/) ?? []);
  const lent: Lent[] = [
    ["r", bench.inbox],
    ["w", bench.outbox],
  ];
  for (const path of libraries) if (isAbsolute(path)) lent.push(["r", path]);
  const inside = { ...env, ...UNSET, TMPDIR: bench.outbox, HOME: bench.outbox };
  const flags = [...own, ...permissions(sandbox, lent)];
  const [launcher, ...rest] = confined(sandbox, lent, [process.execPath, ...flags]);
  try {
    const child =
      sandbox.kernel.length > 0
        ? start(entry, [], inside, rest, launcher)
        : start(entry, watching, inside, [...flags, "--allow-worker"]);
    child.once("exit", leave);
    child.once("error", () => child.pid === undefined && leave()); // it never began
    return { child, lend: bench.lend };
  } catch (error) {
    void leave();
    throw error;
  }
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
