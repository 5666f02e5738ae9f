/** The program that `npm start` runs: settings, services, recovery, worker, sweeper, HTTP; and the way back down. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import next from "next";
import { beginAnew, type Machine, openServices } from "#compose.ts";
import { type Config, readConfig, typedFolder } from "#config.ts";
import type { Services } from "#domain/services.ts";
import { sizeText } from "#domain/size-text.ts";
import { takeOverConsole } from "#runtime/console.ts";
import { endOnException } from "#runtime/end-on-exception.ts";
import { createLog, type Log } from "#runtime/log.ts";
import { APP_FOLDER, WORKER } from "#runtime/programs.ts";
import { runProgram } from "#runtime/run-program.ts";
import { startSweeper } from "#runtime/sweeper.ts";
import { requestScope } from "#web/context/request-scope.ts";
import { provideServices } from "#web/context/services.ts";
import { createAddressLimits } from "#web/limits/address-limits.ts";
import { createHttpServer, drain, listen, type RequestHandler } from "./http.ts";
import { answerPicture } from "./picture-requests.ts";
import { createReadiness } from "./readiness.ts";
import { startWorkerProcess } from "./worker-process.ts";

const DRAIN_MS = 30_000;
const dev = process.argv.includes("--dev");

await runProgram(main);

async function main(): Promise<void> {
  process.umask(0o077); // the catalog holds file names, and the worker inherits this
  const config = readConfig(process.env, typedFolder(process.env));
  if (process.argv.includes("--begin-anew")) return sayBegun(config, await beginAnew(config));
  const log = createLog(config.logLevel, "server");
  if (!dev) {
    endOnException(log);
    // What Next says of a form or an action before anything of ours has begun is about what somebody sent.
    takeOverConsole(log, () => requestScope()?.begun === false);
  }
  const open = await openServices(config, log, "server");
  const { machine } = open;
  await machine?.recover(open.services);
  const { store, catalog, decoders } = open.services;
  const checks: (() => unknown)[] = [() => store.check(), () => catalog.check(), () => rethrow(decoders.failure())];
  const addressLimits = createAddressLimits(config.addressRates);
  const checkReady = createReadiness(checks);
  provideServices({ ...open.services, publicFolder: join(APP_FOLDER, "public"), addressLimits, checkReady });

  const prepared = Promise.withResolvers<RequestHandler>();
  const handler: RequestHandler = async (request, response) => {
    const answered = dev ? null : answerPicture(request, response); // dev: Next's own route reloads
    await (answered ?? (await prepared.promise)(request, response));
  };
  const { publicUrl, trustedProxies } = config;
  const server = createHttpServer(handler, log, { publicUrl, trustedProxies, limits: addressLimits, upgrades: dev });
  const port = await listen(server, config);
  // Next asks itself for the page that a server action leads to: it must know the port that was really bound, and
  // its own name for this host, or it would take its own pages for another server's.
  const host = shownHost(config.hostname);
  const app = next({
    dev,
    dir: APP_FOLDER,
    hostname: host,
    port,
    quiet: true,
    ...(dev ? {} : { conf: builtConfig() }),
  });
  await app.prepare();
  prepared.resolve(app.getRequestHandler());

  const keeper = machine && keepMachine(open.services, machine, config, log);
  if (keeper) checks.push(keeper.check);
  if (publicUrl && trustedProxies === 0)
    log.warn({}, "TRUST_PROXY is 0: behind a proxy all visitors share the limits of one address");
  const address = publicUrl?.href ?? `http://${host}:${port}`;
  const keptIn = machine
    ? `${config.dataDir}, ${sizeText(machine.maxBytes)} at most`
    : `the bucket ${config.aws?.bucket}`;
  log.info({ address, ...(machine && { dataDir: config.dataDir, dataMaxBytes: machine.maxBytes }) }, "listening");
  process.stderr.write(`\nProofsheet is at ${address}\nIt keeps its pictures in ${keptIn}\nCtrl-C stops it.\n\n`);

  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return; // npm passes a Ctrl-C on that the terminal sent us already
    stopping = true;
    log.info({ signal }, "stopping: requests and images in work are finished first");
    await Promise.all([drain(server, DRAIN_MS), keeper?.stop(DRAIN_MS)]);
    open.close();
    log.info({}, "stopped");
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  process.send?.("listening"); // to who starts it again where it dies
  process.on("disconnect", () => stop("SIGTERM")); // nobody is left who would
}

function rethrow(failure: Error | null): void {
  if (failure) throw failure;
}

/** It ends then: a flag that was left in a command must not delete at each start what came since. */
function sayBegun({ dataDir }: Config, originals: number): void {
  process.stderr.write(
    `Deleted ${originals} originals and the catalog in ${dataDir}. Start it again without --begin-anew.\n`,
  );
}

/** On one machine the server sees to everything: it runs the worker, and the sweeper. */
function keepMachine(services: Services, machine: Machine, config: Config, log: Log) {
  // An absolute DATA_DIR: the worker must not resolve it against a folder of its own.
  const env = { ...process.env, DATA_DIR: config.dataDir };
  const worker = startWorkerProcess(WORKER, { env, log, onDeath: machine.releaseMessages });
  const stopSweeper = startSweeper(services, machine.tidy);
  return {
    check() {
      if (!worker.healthy()) throw new Error("the worker does not come up");
    },
    stop: (graceMs: number) => Promise.all([worker.stop(graceMs), stopSweeper()]),
  };
}

function shownHost(hostname: string): string {
  return ["127.0.0.1", "0.0.0.0", "::", "::1"].includes(hostname) ? "localhost" : hostname;
}

/** Next's settings as they were when it was built; a standalone build has no next.config to read. */
function builtConfig() {
  const { config } = JSON.parse(readFileSync(join(APP_FOLDER, ".next/required-server-files.json"), "utf8"));
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
  return config;
}
