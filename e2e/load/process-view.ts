/** What Linux tells of a server's processes (proc(5)). */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { childrenOf, commandOf, descendantsOf } from "#e2e/processes.ts";
import type { TestServer } from "#e2e/server.ts";

export interface OpenFiles {
  /** of the data folder, by path; what is deleted and still open among them, without the databases */
  stored: string[];
  /** all others that are no sockets */
  others: number;
  sockets: number;
}

export const workerOf = (server: TestServer): number => {
  const worker = childrenOf(server.process.pid!).find((pid) => commandOf(pid).includes("worker.mjs"));
  if (!worker) throw new Error("the server has no worker");
  return worker;
};

/** Server, worker and decoders. */
export const familyOf = (server: TestServer): number[] => [server.process.pid!, ...descendantsOf(server.process.pid!)];

export const decodersOf = (server: TestServer): number[] =>
  familyOf(server).filter((pid) => commandOf(pid).includes("decoder.mjs"));

export function openFiles(pid: number, dataDir: string): OpenFiles {
  const links = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${fd}`)];
    } catch {
      return []; // closed between two looks
    }
  });
  const isStored = (link: string) => link.startsWith(dataDir) && !/\/(catalog\.sqlite|lock)/.test(link);
  return {
    stored: links.filter(isStored).sort(),
    others: links.filter((link) => !isStored(link) && !link.startsWith("socket:")).length,
    sockets: links.filter((link) => link.startsWith("socket:")).length,
  };
}

/** Bytes of memory in RAM. */
export const residentOf = (pid: number): number => 1024 * field(pid, "VmRSS");

/** The most that it ever was. */
export const peakOf = (pid: number): number => 1024 * field(pid, "VmHWM");

function field(pid: number, name: string): number {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(found?.[1] ?? Number.NaN);
}

/** Clock ticks of CPU that it used so far. */
export function ticksOf(pid: number): number {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ").slice(11, 13).map(Number);
  return user! + system!;
}

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
