import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { type Client, createClient } from "./client.ts";

const root = resolve(import.meta.dirname, "..");
/** PROOFSHEET_BUILD: a copy of the build, for whoever measures while others build. */
export const BUILD = resolve(process.env.PROOFSHEET_BUILD || join(root, ".next/standalone"));
/** As `npm start` and the container have it: less garbage waits, which in an archive is megabytes. */
const FLAGS = ["--max-semi-space-size=2"];
export const SECRET = "for the benchmarks alone: their data are thrown away";

export interface Server {
  pid: number;
  address: string;
  client: Client;
  stop(): Promise<void>;
}

export interface Product extends Server {
  /** ms from the start of `node` to the line `listening` */
  startMs: number;
}

export async function buildProduct(): Promise<void> {
  if (process.env.PROOFSHEET_BUILD) return;
  const { buildIfNeeded } = await import("#scripts/build.ts");
  await buildIfNeeded();
}

/** Starts the product as it was built, with no setting but those given; waits until it listens. */
export async function startProduct(dataDir: string, settings: Record<string, string> = {}): Promise<Product> {
  const { PATH = "", TMPDIR } = process.env;
  const fixed = { PATH, NODE_ENV: "production" as const, PORT: "0", DATA_DIR: dataDir, SESSION_SECRET: SECRET };
  const started = performance.now();
  const child = spawn(process.execPath, [...FLAGS, join(BUILD, "dist/server.mjs")], {
    env: { ...fixed, ...(TMPDIR && { TMPDIR }), ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint += chunk;
  });
  const lines = createInterface({ input: child.stdout });
  const port = await new Promise<string>((listening, failed) => {
    child.once("exit", (code) => failed(new Error(`the server ended with ${code}: ${complaint}`)));
    lines.on("line", (line) => {
      const entry = JSON.parse(line);
      if (entry.msg === "listening") listening(new URL(entry.address).port);
    });
  });
  const startMs = performance.now() - started;
  lines.close();
  child.stdout.resume(); // the log is written as ever, and nobody reads it
  const address = `http://127.0.0.1:${port}`;
  const client = createClient(address);
  return {
    pid: child.pid ?? 0,
    address,
    client,
    startMs,
    async stop() {
      client.close();
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

export async function startPlain(): Promise<Server> {
  const child = fork(join(import.meta.dirname, "plain-server.ts"), [], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [{ port }] = await once(child, "message");
  const address = `http://127.0.0.1:${port}`;
  const client = createClient(address);
  return {
    pid: child.pid ?? 0,
    address,
    client,
    async stop() {
      client.close();
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}

/** Runs with a folder of its own, which is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "proofsheet-bench-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs with servers, which are stopped afterwards whatever happens. */
export async function withServers<S extends Server[], T>(
  starting: [...{ [K in keyof S]: Promise<S[K]> }],
  work: (...servers: S) => Promise<T>,
): Promise<T> {
  try {
    return await work(...((await Promise.all(starting)) as unknown as S));
  } finally {
    for (const started of await Promise.allSettled(starting)) {
      if (started.status === "fulfilled") await started.value.stop();
    }
  }
}

export interface Visitor {
  client: Client;
  cookie: string;
  /** Sends a picture as a form does, and answers its id. */
  begin(name: string, bytes: Buffer): Promise<string>;
  /** The same, and waits until it is `ready`. */
  send(name: string, bytes: Buffer): Promise<string>;
  /** The same with a file. */
  upload(path: string): Promise<string>;
}

/** Somebody with a workspace of their own, made by their first upload. */
export function newVisitor({ client }: Pick<Server, "client">): Visitor {
  let cookie = "";
  const headers = () => (cookie ? { cookie } : undefined);
  const visitor: Visitor = {
    client: {
      ...client,
      ask: (path, options) => client.ask(path, { ...options, headers: { ...headers(), ...options?.headers } }),
      expect: (status, path, options) =>
        client.expect(status, path, { ...options, headers: { ...headers(), ...options?.headers } }),
    },
    get cookie() {
      return cookie;
    },
    upload: (path) => visitor.send(basename(path), readFileSync(path)),
    async send(name, bytes) {
      const id = await visitor.begin(name, bytes);
      await untilReady(visitor.client, id);
      return id;
    },
    async begin(name, bytes) {
      const form = await new Response(formOf(name, bytes)).blob();
      const answer = await visitor.client.expect(201, "/api/images", {
        method: "POST",
        headers: { "content-type": form.type },
        body: Buffer.from(await form.arrayBuffer()),
        keep: true,
      });
      cookie ||= String(answer.headers["set-cookie"]?.[0]).split(";")[0] ?? "";
      return JSON.parse(answer.body.toString()).images[0].id;
    },
  };
  return visitor;
}

function formOf(name: string, bytes: Buffer): FormData {
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(bytes)]), name);
  return form;
}

/** Waits until an image is done; throws where it fails. */
export async function untilReady(client: Client, id: string): Promise<void> {
  for (;;) {
    const { status, error } = JSON.parse(
      (await client.expect(200, `/api/images/${id}`, { keep: true })).body.toString(),
    );
    if (status === "ready") return;
    if (status === "failed") throw new Error(`the upload failed: ${error.detail}`);
    await pause(20);
  }
}
