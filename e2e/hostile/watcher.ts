/**
 * A program of its own that looks at a server while a test keeps it busy: asks for its health without a pause, and
 * reads the memory of its decoders every few milliseconds. `watch` starts it.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { setInterval } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** Since the last report. */
export interface Report {
  /** bytes, of the decoder that held most of those that did any work */
  peak: number;
  /** bytes that each decoder holds now */
  decoders: number[];
  /** how often the health was asked for, and every answer that was none */
  asked: number;
  faults: string[];
  /** ms, of the slowest answer */
  slowest: number;
}

export interface Watcher {
  report(): Promise<Report>;
  stop(): void;
}

const EVERY_MS = 20;

export function watch(server: { address: string; process: ChildProcess }): Watcher {
  const child = fork(fileURLToPath(import.meta.url), [server.address, String(server.process.pid)], { execArgv: [] });
  return {
    async report() {
      child.send("report");
      const [report] = (await once(child, "message")) as [Report];
      return report;
    },
    stop: () => void child.kill("SIGKILL"),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.send) {
  const [address = "", server = ""] = process.argv.slice(2);
  const seen = fresh();
  const marks: Marks = new Map();
  process.on("disconnect", () => process.exit(0));
  process.on("message", () => {
    sample(Number(server), seen, marks);
    process.send?.(seen);
    Object.assign(seen, fresh());
    marks.clear();
  });
  void lookAtMemory(Number(server), seen, marks);
  void askHealth(`${address}/api/health`, seen);
}

/** Of each decoder when it was first looked at since the last report. */
type Marks = Map<number, { most: number; ticks: number }>;

function fresh(): Report {
  return { peak: 0, decoders: [], asked: 0, faults: [], slowest: 0 };
}

async function lookAtMemory(server: number, seen: Report, marks: Marks): Promise<void> {
  for await (const _ of setInterval(EVERY_MS)) sample(server, seen, marks);
}

/** The kernel's own mark of the most that a process held (proc(5), VmHWM) counts where it rose; else what is held now. */
function sample(server: number, seen: Report, marks: Marks): void {
  seen.decoders = [];
  for (const pid of decodersOf(server)) {
    const status = read(`/proc/${pid}/status`);
    const bytes = (name: string) => 1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1] ?? 0);
    const [held, most] = [bytes("VmRSS"), bytes("VmHWM")];
    if (held === 0) continue;
    const ticks = ticksOf(pid);
    const mark = marks.get(pid) ?? { most, ticks };
    marks.set(pid, mark);
    seen.decoders.push(held);
    if (ticks > mark.ticks || most > mark.most) seen.peak = Math.max(seen.peak, held, most > mark.most ? most : 0);
  }
}

/** The decoders of a server and of its worker. */
function decodersOf(server: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = /^\d+ \(.*\) \S (\d+) /s.exec(read(`/proc/${name}/stat`))?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const below = (pid: number | undefined): boolean => pid !== undefined && (pid === server || below(parents.get(pid)));
  return [...parents.keys()].filter(
    (pid) => below(parents.get(pid)) && read(`/proc/${pid}/cmdline`).includes("decoder"),
  );
}

/** Time that a process computed (proc(5), utime and stime). */
function ticksOf(pid: number): number {
  const fields = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, "")
    .split(" ");
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

async function askHealth(address: string, seen: Report): Promise<void> {
  for await (const _ of setInterval(EVERY_MS)) {
    const start = performance.now();
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(10_000) });
      await response.arrayBuffer();
      if (response.status !== 200) seen.faults.push(`answered ${response.status}`);
    } catch (error) {
      seen.faults.push(String(error));
    }
    seen.asked++;
    seen.slowest = Math.max(seen.slowest, performance.now() - start);
  }
}
