/** The program that `npm start` runs: settings, services, recovery, worker, sweeper, HTTP; and the way back down. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import next from "next";
import { ConfigError, readConfig, typedFolder } from "./config.ts";
import { recover } from "./domain/recover.ts";
import { createLog } from "./log.ts";
import { WORKER } from "./processes.ts";
import { takeOverConsole } from "./server/console.ts";
import { createHttpServer, drain } from "./server/http.ts";
import { startSweeper } from "./server/sweeper.ts";
import { startWorkerProcess } from "./server/worker-process.ts";
import { openServices } from "./services.ts";
import { provideServices } from "./web/services.ts";

const DRAIN_MS = 30_000;
const dev = process.argv.includes("--dev");
/** The folder of the app: of the sources, or of the standalone build that `dist/` lies in. */
const dir = resolve(dirname(fileURLToPath(import.meta.url)), "..");

try {
  await main();
} catch (error) {
  const lines = error instanceof ConfigError ? error.faults : [error instanceof Error ? error.message : String(error)];
  for (const line of lines) process.stderr.write(`${line}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  process.umask(0o077); // the catalog holds file names, and the worker inherits this
  const config = readConfig(process.env, typedFolder(process.env));
  const log = createLog(config.logLevel, "server");
  if (!dev) takeOverConsole(log);
  const open = await openServices(config, log, "server");
  await recover(open.services, open.local);
  provideServices(open.services);

  const app = next({
    dev,
    dir,
    hostname: config.hostname,
    port: config.port,
    quiet: true,
    ...(dev ? {} : { conf: builtConfig() }),
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createHttpServer((request, response) => handle(request, response), log);
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(config.port, config.hostname, listening);
  }).catch((error) => {
    throw error.code === "EADDRINUSE"
      ? new Error(`PORT: ${config.port}: another program listens there. Choose another one.`)
      : error;
  });

  // An absolute DATA_DIR: the worker must not resolve it against a folder of its own.
  const env = { ...process.env, DATA_DIR: config.dataDir };
  const worker = startWorkerProcess(WORKER, { env, log, onDeath: open.releaseMessages });
  const stopSweeper = startSweeper(open);
  const bound = server.address();
  const port = typeof bound === "object" && bound ? bound.port : config.port;
  const address = config.publicUrl?.href ?? `http://${shownHost(config.hostname)}:${port}`;
  log.info({ address, dataDir: config.dataDir }, "listening");
  process.stderr.write(
    `\nProofsheet is at ${address}\nIt keeps its pictures in ${config.dataDir}\nCtrl-C stops it.\n\n`,
  );

  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return; // npm passes a Ctrl-C on that the terminal sent us already
    stopping = true;
    log.info({ signal }, "stopping: requests and images in work are finished first");
    const sweeping = stopSweeper();
    await Promise.all([drain(server, DRAIN_MS), worker.stop(DRAIN_MS), sweeping]);
    open.close();
    log.info({}, "stopped");
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

function shownHost(hostname: string): string {
  return ["127.0.0.1", "0.0.0.0", "::", "::1"].includes(hostname) ? "localhost" : hostname;
}

/** Next's settings as they were when it was built; a standalone build has no next.config to read. */
function builtConfig() {
  const { config } = JSON.parse(readFileSync(resolve(dir, ".next/required-server-files.json"), "utf8"));
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
  return config;
}
