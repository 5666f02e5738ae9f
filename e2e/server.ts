import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

export interface TestServer {
  /** `http://localhost:PORT` */
  address: string;
  dataDir: string;
  process: ChildProcess;
  /** what it logged so far, a parsed JSON line each */
  log: Record<string, unknown>[];
  stop(): Promise<void>;
}

/** Starts the server as it was built, on a port of its own and a data folder of its own, and waits until it listens. */
export async function startServer(env: Record<string, string> = {}): Promise<TestServer> {
  const dataDir = env.DATA_DIR ?? mkdtempSync(join(tmpdir(), "proofsheet-e2e-"));
  const program = resolve(import.meta.dirname, "../.next/standalone/dist/server.mjs");
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, NODE_ENV: "production", PORT: "0", HOSTNAME: "", DATA_DIR: dataDir, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log: Record<string, unknown>[] = [];
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint += chunk;
  });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const address = await new Promise<string>((listening, failed) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const entry = JSON.parse(line);
      log.push(entry);
      if (entry.msg === "listening") listening(String(entry.address).replace(/\/$/, ""));
    });
    child.once("exit", (code) => failed(new Error(`the server ended with ${code}: ${complaint}`)));
  });
  return {
    address,
    dataDir,
    process: child,
    log,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      if (!env.DATA_DIR) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
