/** The worker of embedded mode: a child of the server, which restarts it when it dies. */

import { openServices } from "#compose.ts";
import { readConfig, typedFolder } from "#config.ts";
import { endOnException } from "#runtime/end-on-exception.ts";
import { createLog } from "#runtime/log.ts";
import { runUploadWorker } from "./upload-worker.ts";

const config = readConfig(process.env, typedFolder(process.env));
const log = createLog(config.logLevel, "worker");
endOnException(log);
const open = await openServices(config, log, "worker");
const stop = new AbortController();

process.on("SIGINT", () => {}); // Ctrl-C reaches the whole group; the server says when to stop
process.on("SIGTERM", () => {});
process.on("message", () => stop.abort());
process.on("disconnect", () => process.exit(0)); // the server is gone: a new one starts its own worker

process.send?.("ready");
await runUploadWorker(open.services, { concurrency: config.convert.concurrency, signal: stop.signal });
open.close();
process.disconnect?.();
