import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { openCloud } from "./aws/cloud.ts";
import { type Backend, embedded, type Mode } from "./backend.ts";
import { startServer, type TestServer } from "./server.ts";
import { createVisitor, type Visitor } from "./visitor.ts";

interface TestFixtures {
  /** the server; a test in which it logs an error of its own fails */
  quiet: TestServer;
  /** a visitor of their own, without a workspace yet */
  visitor: Visitor;
  /** Lets the page use the visitor's workspace. */
  enter: (visitor: Visitor) => Promise<void>;
  /** Console errors that this test provokes on purpose; any other fails it. */
  expectConsole: (...patterns: RegExp[]) => void;
  allowed: RegExp[];
  /** an empty folder that goes with the test */
  folder: string;
  /** Starts a server for this test alone; it is stopped with the test. */
  start: (env?: Record<string, string>) => Promise<TestServer>;
}

export interface Modes {
  /** what the servers of a project stand on */
  mode: Mode;
}

interface WorkerFixtures extends Modes {
  backend: Backend;
  /** the environment of `server`; tests of one file share them */
  settings: Record<string, string>;
  server: TestServer;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  mode: ["embedded", { option: true, scope: "worker" }],
  backend: [
    async ({ mode }, use) => {
      const backend = mode === "aws" ? await openCloud() : embedded;
      await use(backend);
      await backend.close();
    },
    { scope: "worker" },
  ],
  settings: [{}, { option: true, scope: "worker" }],
  server: [
    async ({ settings, backend }, use) => {
      const server = await startServer(settings, backend);
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: ({ server }, use) => use(server.address),
  quiet: async ({ server }, use) => {
    const before = server.log.length;
    await use(server);
    const failures = server.log.slice(before).filter(({ level }) => level === "error" || level === "fatal");
    expect(failures).toEqual([]);
  },
  visitor: ({ quiet }, use) => use(createVisitor(quiet.address)),
  enter: ({ context }, use) =>
    use(async ({ cookie, address }) => {
      if (cookie === null) throw new Error("This visitor has no workspace yet: send a picture first.");
      await context.addCookies([{ name: "workspace", value: cookie, url: address, httpOnly: true, sameSite: "Lax" }]);
    }),
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of the fixtures from the pattern
  allowed: async ({}, use) => use([]),
  expectConsole: ({ allowed }, use) => use((...patterns) => void allowed.push(...patterns)),
  // `start` comes before it, so that its servers still run while the page is looked at for the last time.
  page: async ({ page, allowed, quiet: _, start: __ }, use) => {
    const errors = consoleErrors(page);
    await use(page);
    expect(errors.filter((error) => !allowed.some((pattern) => pattern.test(error)))).toEqual([]);
  },
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of the fixtures from the pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "proofsheet-e2e-"));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  start: async ({ folder, backend }, use) => {
    const started: TestServer[] = [];
    await use(async (env = {}) => {
      const server = await startServer({ DATA_DIR: folder, ...env }, backend);
      started.push(server);
      return server;
    });
    // A worker beside its server would finish its wait for messages first, seconds each time, for nobody.
    await Promise.all(started.map((server) => (server.worker ? server.crash() : server.stop())));
  },
});

export { expect };

/** What a page complains of: errors in its console, refusals of its policy among them, and what nobody caught. */
function consoleErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  return errors;
}
