/** The one place that knows both sides: settings in, the set of ports out. Adapters are loaded for the mode that is set. */
import { type Config, decoderEnvironment } from "#config.ts";
import { createDecoderPool } from "#decoder-pool/pool.ts";
import { openSandbox, wallsOf } from "#decoder-pool/sandbox.ts";
import { type Metrics, NO_METRICS } from "#domain/metrics.ts";
import type { DomainLog, Services } from "#domain/services.ts";
import { emfMetrics } from "#runtime/emf-metrics.ts";
import { CONFINE, DECODER, DECODER_FILES } from "#runtime/programs.ts";
import { scratchFolders } from "#runtime/scratch-folders.ts";
import type { WebServices } from "#web/context/services.ts";

export interface OpenServices {
  services: WebServices;
  /** embedded mode alone: nobody else writes to its store and catalog */
  machine: Machine | null;
  close(): void;
}

/** What the one machine of embedded mode has to see to. */
export interface Machine {
  /** bytes of all that it keeps, at most */
  maxBytes: number;
  /** Puts right what a killed server left. At start, before anything is served. Throws a sentence for the operator. */
  recover(services: Services): Promise<void>;
  /** Lets go of what the sweep deleted: nothing of it stays in files that databases keep. */
  tidy(): Promise<void>;
  /** The worker is gone: its messages are due again. */
  releaseMessages(): void;
}

type Role = "server" | "worker";

/**
 * @param metrics where those of the mode are not meant: in aws mode lines on standard output, else none
 * @throws an Error with a sentence for the operator where the data folder is in use or cannot be written
 */
export async function openServices(
  config: Config,
  log: DomainLog,
  role: Role,
  metrics: Metrics = metricsOf(config, role),
): Promise<OpenServices> {
  const adapters = await openAdapters(config, log, role);
  const { machine, scratch, decoderFolder, close, ...ports } = adapters;
  const sandbox = openSandbox({ folder: decoderFolder, program: DECODER_FILES, launcher: CONFINE });
  if (role === "server") tellWalls(wallsOf(sandbox), log);
  const size = config.convert.concurrency;
  const pool = createDecoderPool({
    ...config.convert,
    sandbox,
    entry: DECODER,
    env: decoderEnvironment(process.env),
    size,
    ...(role === "server"
      ? { extra: size + 1, crashRetries: 1 }
      : // A worker has as many lanes beside its own as its queue has turns for; it counts crashes on the record.
        { extra: adapters.uploads.takesTurns ? size : 0, crashRetries: 0, workspaceMs: Number.POSITIVE_INFINITY }),
  });
  const services: WebServices = {
    ...ports,
    decoders: pool,
    limits: config.limits,
    keepResults: config.convert.store,
    withScratch: scratchFolders(scratch),
    log,
    metrics,
    now: Date.now,
    publicUrl: config.publicUrl,
  };
  return {
    services,
    machine,
    close() {
      pool.close();
      close();
    },
  };
}

/**
 * Deletes all that embedded mode keeps, for a start from nothing. Returns how many originals went.
 * @throws an Error with a sentence for the operator where a server holds the folder
 */
export async function beginAnew({ aws, dataDir }: Config): Promise<number> {
  if (aws) throw new Error("BACKEND: aws: only the data folder of embedded mode can be begun anew.");
  const { emptyDataFolder } = await import("#adapters/embedded/open.ts");
  return emptyDataFolder(dataDir);
}

type Adapters = Pick<
  WebServices,
  "store" | "receiver" | "catalog" | "uploads" | "deadLetters" | "shares" | "sessionSecrets" | "storeOrigin"
> & { scratch: string; decoderFolder: string; machine: Machine | null; close(): void };

async function openAdapters(config: Config, log: DomainLog, role: Role): Promise<Adapters> {
  if (config.aws) {
    const { openAws } = await import("#adapters/aws/open.ts");
    const { retentionMs } = config.limits;
    const adapters = await openAws({ ...config.aws, visibilitySeconds: visibilitySeconds(config), retentionMs, log });
    return { ...adapters, receiver: null, sessionSecrets: config.sessionSecrets ?? [], machine: null };
  }
  const { openEmbedded } = await import("#adapters/embedded/open.ts");
  const adapters = openEmbedded({ ...config, role, visibilitySeconds: visibilitySeconds(config) });
  const { store, catalog, uploads, deadLetters, sessionSecrets, scratch, decoderFolder, close, ...machine } = adapters;
  return {
    store,
    receiver: store,
    storeOrigin: null,
    catalog,
    uploads,
    deadLetters,
    shares: null,
    sessionSecrets,
    scratch,
    decoderFolder,
    machine,
    close,
  };
}

function metricsOf(config: Config, role: Role): Metrics {
  if (!config.aws) return NO_METRICS;
  const write = (line: string) => void process.stdout.write(line);
  return emfMetrics({ service: role === "server" ? "web" : "worker", write, now: Date.now });
}

/** Who opens strangers' files, and what shuts that off: an operator knows it from the first lines on. */
function tellWalls(walls: ReturnType<typeof wallsOf>, log: DomainLog): void {
  if (walls.open.length === 0) log.info(walls, "decoders are shut in");
  else log.warn(walls, "decoders are shut in by Node alone");
}

/** A message is handed out again after six times what its image may take. On AWS the queue is made so. */
const visibilitySeconds = (config: Config): number => Math.ceil((config.convert.timeoutMs / 1000) * 6);
