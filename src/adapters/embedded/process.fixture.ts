import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";

const LOAD = `const load = (name) => import(new URL(name, ${JSON.stringify(import.meta.url)}));`;

/** A second process that runs `code` (a module; `load(name)` imports a file of this folder), killed with the test. */
export function startProcess(code: string): ChildProcess {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", `${LOAD}\n${code}`], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return child;
}

/** The next message it sends with `process.send`. */
export async function messageFrom(child: ChildProcess): Promise<unknown> {
  const [message] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error("the process ended without a message"))),
  ]);
  return message;
}

/** Its exit code, or the signal that ended it. */
export async function endOf(child: ChildProcess): Promise<unknown> {
  const [code, signal] = await once(child, "exit");
  return signal ?? code;
}

/** Runs `code` as above to its end, by another user where one is said. Returns its exit code and what it said on standard error. */
export async function startCommand(code: string, uid?: number): Promise<{ code: number | null; complaint: string }> {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", `${LOAD}\n${code}`], {
    stdio: ["ignore", "ignore", "pipe"],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint += chunk;
  });
  const [exit] = await once(child, "close");
  return { code: exit, complaint };
}
