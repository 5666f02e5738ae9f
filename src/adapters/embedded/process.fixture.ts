import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";

/** A second process that runs `code` (a module; `load(name)` imports a file of this folder), killed with the test. */
export function startProcess(code: string): ChildProcess {
  const load = `const load = (name) => import(new URL(name, ${JSON.stringify(import.meta.url)}));`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", `${load}\n${code}`], {
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
