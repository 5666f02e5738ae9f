/**
 * What a process and all that it started cost, from proc(5): so the benchmarks run on Linux.
 *
 * CPU is user + system time of every process that lives in the tree (`utime`, `stime`), and of the children that
 * ended and were waited for (`cutime`, `cstime`): a child that dies is counted on in its parent, so nothing that was
 * spent is lost. The kernel rounds to ticks of 10 ms, a process: what is measured should take a second.
 */
import { readdirSync, readFileSync } from "node:fs";

/** proc(5): the kernel gives times to programs in hundredths of a second, whatever it counts in itself. */
const TICKS = 100;
const KILOBYTE = 1024;

interface Stat {
  pid: number;
  parent: number;
  /** s */
  cpu: number;
  /** s, with that of its waited-for children */
  cpuWithEnded: number;
}

function readStat(pid: number): Stat | null {
  const text = read(`/proc/${pid}/stat`);
  if (text === null) return null;
  // The name, field 2, is in brackets and may hold anything: the fields are counted from behind it.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const field = (number: number) => Number(fields[number - 3]);
  const cpu = (field(14) + field(15)) / TICKS;
  return { pid, parent: field(4), cpu, cpuWithEnded: cpu + (field(16) + field(17)) / TICKS };
}

function tree(root: number): Stat[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(Number(name)))
    .filter((stat) => stat !== null);
  const found = all.filter((stat) => stat.pid === root);
  for (const parent of found) found.push(...all.filter((stat) => stat.parent === parent.pid));
  return found;
}

/** s that a process and all below it have used so far. */
export function treeCpu(root: number): number {
  return tree(root).reduce((sum, stat) => sum + stat.cpuWithEnded, 0);
}

/** s that a process alone has used so far. */
export function ownCpu(pid: number): number {
  return readStat(pid)?.cpu ?? 0;
}

/** Bytes in RAM of a process and all below it; a page that several of them share counts once (Pss). */
export function treeMemory(root: number): number {
  return tree(root).reduce((sum, { pid }) => sum + kilobytes(`/proc/${pid}/smaps_rollup`, "Pss"), 0);
}

/** Bytes in RAM of a process alone (VmRSS). */
export function ownMemory(pid: number): number {
  return kilobytes(`/proc/${pid}/status`, "VmRSS");
}

/** Bytes that a process has read so far, from files and sockets alike. */
export function bytesRead(pid: number): number {
  return Number(/^rchar: (\d+)$/m.exec(read(`/proc/${pid}/io`) ?? "")?.[1] ?? 0);
}

/** The children of a process whose command line holds `program`. */
export function childrenRunning(root: number, program: string): number[] {
  return tree(root)
    .map(({ pid }) => pid)
    .filter((pid) => pid !== root && read(`/proc/${pid}/cmdline`)?.includes(program));
}

/** Looks again and again, until it is stopped; then the largest value that was seen. */
export function watchPeak(look: () => number, everyMs: number): { stop(): number } {
  let peak = look();
  const timer = setInterval(() => {
    peak = Math.max(peak, look());
  }, everyMs);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(peak, look());
    },
  };
}

function kilobytes(path: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(read(path) ?? "")?.[1] ?? 0) * KILOBYTE;
}

/** Null for a process that has ended meanwhile. */
function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
