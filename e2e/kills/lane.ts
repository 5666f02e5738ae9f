/** One data folder with a server on it that is killed and started again, and what its visitor was promised. */
import { randomBytes, randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Picture } from "#e2e/pictures.ts";
import { startServer, type TestServer } from "#e2e/server.ts";
import { createVisitor, type Visitor } from "#e2e/visitor.ts";
import { copyLedger, createLedger, type Ledger } from "./ledger.ts";
import { until } from "./poll.ts";

const PRELOAD = pathToFileURL(join(import.meta.dirname, "kill-at.mjs")).href;

export type Role = "server" | "worker";
export type Side = "before" | "during" | "after";

/** Where a process is to die: at the k-th durable operation from now on. A k of 0 only counts. */
export interface Point {
  process: Role;
  k: number;
  side: Side;
}

export interface Lane {
  dataDir: string;
  server: TestServer;
  visitor: Visitor;
  ledger: Ledger;
  /** Starts the server, or starts it again, and tells the visitor its new address. Throws where it does not come up. */
  start(): Promise<void>;
  /** As `until`, and no longer than the server lives. */
  until<T>(what: string, ask: () => T | null | Promise<T | null>): Promise<T>;
  arm(point: Point): void;
  disarm(): void;
  /** the operations that were counted since it was armed, and the one at which it died */
  trace(): { points: string[]; killed: string | null };
  end(): Promise<void>;
}

/** @param like a lane that has ended: this one begins with a copy of its data folder and with its promises */
export function createLane(env: Record<string, string>, like?: Lane): Lane {
  const root = mkdtempSync(join(tmpdir(), "proofsheet-kills-"));
  const folder = join(root, "data");
  if (like) cpSync(like.dataDir, folder, { recursive: true, preserveTimestamps: true });
  const settings = { ...env, DATA_DIR: folder, KILL_FOLDER: root, NODE_OPTIONS: `--import=${PRELOAD}` };
  let server: TestServer | null = null;
  let id = "";
  const visitor = createVisitor("http://localhost:0");
  visitor.cookie = like?.visitor.cookie ?? null;
  return {
    dataDir: folder,
    get server() {
      if (!server) throw new Error("not started");
      return server;
    },
    visitor,
    ledger: like ? copyLedger(like.ledger) : createLedger(),
    async start() {
      server = await startServer(settings);
      visitor.address = server.address;
    },
    until: (what, ask) =>
      until(what, () => {
        if (server?.process.signalCode) throw new Error(`the server died: ${what}`);
        return ask();
      }),
    arm(point) {
      id = randomUUID();
      writeFileSync(join(root, "arm"), JSON.stringify({ id, ...point }));
    },
    disarm: () => rmSync(join(root, "arm"), { force: true }),
    trace() {
      const lines = readFileSync(join(root, "trace"), "utf8").split("\n");
      const own = lines.map((line) => line.split("\t")).filter(([of]) => of === id);
      const killed = own.find(([, count]) => count === "killed");
      return {
        points: own.filter((line) => line !== killed).map(([, , label]) => label!),
        killed: killed?.[2] ?? null,
      };
    },
    async end() {
      await server?.crash();
      if (process.env.KILLS_KEEP) return;
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The same picture with other bytes: what follows the end of a JPEG is not looked at. */
export function distinct(picture: Picture, name = picture.name): Picture {
  return { ...picture, name, buffer: Buffer.concat([picture.buffer, randomBytes(16)]) };
}
