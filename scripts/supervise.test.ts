// @module-tag slow
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";

const SUPERVISE = new URL("supervise.ts", import.meta.url).href;
/** Says its number, and that it listens; ends as it was told at its start, or on a signal. */
const SERVER = `
  process.on("SIGTERM", () => { console.log("stopped"); process.exit(7); });
  process.on("disconnect", () => { console.log("alone"); process.exit(0); });
  if (process.env.FAILS) process.exit(3);
  process.send("listening", () => console.log(process.pid));
  setInterval(() => {}, 1000);
`;

interface Supervised {
  process: ChildProcess;
  /** the next line that a server printed */
  line(): Promise<string>;
  complaint(): string;
  ended: Promise<unknown[]>;
}

function start(env: Record<string, string> = {}): Supervised {
  const folder = mkdtempSync(join(tmpdir(), "proofsheet-supervise-"));
  const [parent, program] = [join(folder, "parent.mjs"), join(folder, "server.mjs")];
  writeFileSync(program, SERVER);
  const code = `import { supervise } from ${JSON.stringify(SUPERVISE)};
    process.exit(await supervise(${JSON.stringify(program)}, [], (sentence) => console.error(sentence)));`;
  writeFileSync(parent, code);
  const child = spawn(process.execPath, [parent], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint += chunk;
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const line = async () => String((await lines.next()).value);
  return { process: child, line, complaint: () => complaint, ended: once(child, "exit") };
}

test("starts a server again that is killed, and again, until it is stopped", async () => {
  const { line, complaint, process: parent, ended } = start();
  const pids = new Set<string>();
  for (let times = 0; times < 3; times++) {
    const pid = await line();
    pids.add(pid);
    if (times < 2) process.kill(Number(pid), "SIGKILL");
  }
  expect(pids.size).toBe(3);
  expect(complaint().match(/The server died \(SIGKILL\)\. It is started again\./g)).toHaveLength(2);
  parent.kill("SIGTERM");
  expect(await line()).toBe("stopped");
  expect(await ended).toEqual([7, null]);
});

test("ends with a server that did not come up: a setting is at fault, and not chance", async () => {
  const { ended, complaint } = start({ FAILS: "1" });
  expect(await ended).toEqual([3, null]);
  expect(complaint()).toBe("");
});

test("takes its server along where it is killed itself", async () => {
  const { line, process: parent } = start();
  await line();
  parent.kill("SIGKILL");
  expect(await line()).toBe("alone");
});
