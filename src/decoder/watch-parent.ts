import { Worker } from "node:worker_threads";
import { WATCH_PARENT } from "#decoder-pool/protocol.ts";

/** In a thread of its own: the first one may be in the middle of WebAssembly for as long as a picture likes. */
const WATCH = `
const { workerData: parent } = require("node:worker_threads");
setInterval(() => {
  try {
    if (process.ppid === parent) process.kill(parent, 0); // Windows keeps the number: there the call fails
    else process.kill(process.pid, "SIGKILL");
  } catch {
    process.kill(process.pid, "SIGKILL");
  }
}, 250);
`;

/** As Node has it, and its types not yet. */
type DroppablePermission = NodeJS.ProcessPermission & { drop?(scope: string): void };

/** Ends this process soon after its parent, where the command line names one: elsewhere the kernel sees to that. */
export function watchParent(): void {
  const told = process.argv.find((argument) => argument.startsWith(`${WATCH_PARENT}=`));
  if (told === undefined) return;
  new Worker(WATCH, { eval: true, workerData: Number(told.slice(WATCH_PARENT.length + 1)) }).unref();
  const permission = process.permission as DroppablePermission | undefined;
  permission?.drop?.("worker"); // that one was all
}
