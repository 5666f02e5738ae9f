/** The one place that knows both sides: settings in, the set of ports out. Adapters are loaded for the mode that is set. */
import { type Config, decoderEnvironment } from "./config.ts";
import type { LocalState } from "./domain/recover.ts";
import { createPool } from "./imaging/pool/pool.ts";
import type { Log } from "./log.ts";
import { DECODER } from "./processes.ts";
import { scratchFolders } from "./scratch-folders.ts";
import type { WebServices } from "./web/services.ts";

export interface OpenServices {
  services: WebServices;
  /** what only a store and a catalog on this machine can tell */
  local: LocalState;
  /** Lets go of what the sweep deleted: nothing of it stays in files that databases keep. */
  tidy(): Promise<void>;
  /** The worker is gone: its messages are due again. */
  releaseMessages(): void;
  close(): void;
}

/** @throws an Error with a sentence for the operator where the data folder is in use or cannot be written */
export async function openServices(config: Config, log: Log, role: "server" | "worker"): Promise<OpenServices> {
  const { openEmbedded } = await import("./adapters/embedded/open.ts");
  const adapters = openEmbedded({ ...config, role, visibilitySeconds: visibilitySeconds(config) });
  const pool = createPool({
    ...config.convert,
    entry: DECODER,
    env: decoderEnvironment(process.env),
    size: config.convert.concurrency,
    crashRetries: role === "server" ? 1 : 0, // the worker's retry is the queue's: it is counted
  });
  const { store, catalog, uploads, deadLetters, sessionSecrets, scratch } = adapters;
  const services: WebServices = {
    store,
    receiver: store,
    catalog,
    uploads,
    deadLetters,
    imaging: pool,
    limits: config.limits,
    keepResults: config.convert.store,
    withScratch: scratchFolders(scratch),
    log,
    now: Date.now,
    sessionSecrets,
    publicUrl: config.publicUrl,
  };
  return {
    services,
    local: adapters.local,
    tidy: adapters.tidy,
    releaseMessages: adapters.releaseMessages,
    close() {
      pool.close();
      adapters.close();
    },
  };
}

/** A message is handed out again after six times what its image may take. */
const visibilitySeconds = (config: Config): number => Math.ceil((config.convert.timeoutMs / 1000) * 6);
