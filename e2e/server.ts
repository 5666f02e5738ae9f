import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { type Backend, embedded, type Place } from "./backend.ts";

export interface TestServer {
  /** `http://localhost:PORT` */
  address: string;
  dataDir: string;
  /** where it keeps its pictures */
  place: Place;
  process: ChildProcess;
  /** the worker, where it is no child of the server */
  worker: ChildProcess | null;
  /** what it, and its worker, logged so far, a parsed JSON line each */
  log: Record<string, unknown>[];
  /** the same as it stands; one that is no JSON is here alone */
  lines: string[];
  /** its exit code, or the signal that ended it */
  ended: Promise<number | NodeJS.Signals>;
  /** SIGTERM, and waits for its end. May be called again. */
  stop(): Promise<void>;
  /** SIGKILL, and waits for its end; the data folder stays. */
  crash(): Promise<void>;
}

/** Another build than the one in the tree, for those who test while others build. */
const BUILD = resolve(process.env.PROOFSHEET_BUILD ?? join(import.meta.dirname, "../.next/standalone"));

const SERVER = join(BUILD, "dist/server.mjs");
/** The worker of aws mode, which is no child of the server. */
const WORKER = join(BUILD, "dist/poll.mjs");

function launch(program: string, env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [program], {
    env: { ...process.env, NODE_ENV: "production", PORT: "0", HOSTNAME: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/**
 * Starts the server as it was built, on a port of its own and a data folder of its own, with the worker beside it where
 * it has none of its own, and waits until it listens.
 */
export async function startServer(env: Record<string, string> = {}, backend: Backend = embedded): Promise<TestServer> {
  const dataDir = env.DATA_DIR ?? mkdtempSync(join(tmpdir(), "proofsheet-e2e-"));
  const place = await backend.open(dataDir);
  // With PUBLIC_URL the log names that address and not the port.
  const port = env.PUBLIC_URL ? await freePort() : null;
  const settings = { ...place.env, DATA_DIR: dataDir, ...(port && { PORT: String(port) }), ...env };
  const log: Record<string, unknown>[] = [];
  const lines: string[] = [];
  const child = launch(SERVER, settings);
  const worker = place.workerBeside ? launch(WORKER, settings) : null;
  let complaint = "";
  for (const each of [child, worker]) {
    each?.stderr?.on("data", (chunk) => {
      complaint += chunk;
    });
  }
  const ended = endOf(child);
  const workerEnded = worker && endOf(worker);
  const onLine = (line: string) => {
    lines.push(line);
    const entry = parsed(line);
    if (entry) log.push(entry);
    return entry;
  };
  if (worker) createInterface({ input: worker.stdout! }).on("line", onLine);
  const address = await new Promise<string>((listening, failed) => {
    createInterface({ input: child.stdout! }).on("line", (line) => {
      const entry = onLine(line);
      if (entry?.msg !== "listening") return;
      listening(port ? `http://localhost:${port}` : String(entry.address).replace(/\/$/, ""));
    });
    child.once("exit", (code) => failed(new Error(`the server ended with ${code}: ${complaint}`)));
  });
  place.allow(new URL(env.PUBLIC_URL ?? address).origin);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    worker?.kill(signal);
    await Promise.all([ended, workerEnded]);
  };
  return {
    address,
    dataDir,
    place,
    process: child,
    worker,
    log,
    lines,
    ended,
    async stop() {
      await end("SIGTERM");
      if (!env.DATA_DIR) await place.remove();
    },
    crash: () => end("SIGKILL"),
  };
}

const endOf = (child: ChildProcess): Promise<number | NodeJS.Signals> =>
  new Promise((done) => child.once("exit", (code, signal) => done(code ?? signal ?? 0)));

/** For a start that is to fail: how the program ended and what it said on standard error. */
export async function runToEnd(env: Record<string, string>): Promise<{ code: number | null; complaint: string }> {
  const child = launch(SERVER, env);
  let complaint = "";
  child.stderr?.on("data", (chunk) => {
    complaint += chunk;
    if (complaint.includes("Ctrl-C")) child.kill("SIGTERM"); // it did start
  });
  child.stdout?.resume();
  const code = await new Promise<number | null>((done) => child.once("close", done));
  return { code, complaint };
}

function parsed(line: string): Record<string, unknown> | null {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, "127.0.0.1", listening));
  const bound = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (typeof bound !== "object" || !bound) throw new Error("no free port");
  return bound.port;
}
