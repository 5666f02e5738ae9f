import type { Job, JobResult } from "#decoder-pool/jobs.ts";
import type { Metrics } from "./metrics.ts";
import type { Catalog } from "./ports/catalog.ts";
import type { ObjectStore, UploadReceiver } from "./ports/object-store.ts";
import type { UploadQueue } from "./ports/upload-queue.ts";
import type { WorkShares } from "./ports/work-shares.ts";

export interface WorkspaceLimits {
  maxUploadBytes: number;
  /** width x height x frames */
  maxPixels: number;
  /** ids of formats that are not opened here */
  closedFormats: readonly string[];
  workspaceImages: number;
  workspaceBytes: number;
  retentionMs: number;
}

/** Where decoding happens: a pool of processes that can be killed. */
export interface DecoderPool {
  run<J extends Job>(job: J, options?: JobOptions): Promise<JobResult<J>>;
}

export interface JobOptions {
  /** whether the job waits however long the queue is */
  patient?: boolean;
  /** a time limit below the pool's own, ms */
  timeoutMs?: number;
  /** whose job it is, and of which picture: decoder time is shared by workspace */
  workspace?: string;
  image?: string;
  /** nobody wants the result any more */
  signal?: AbortSignal;
}

export interface DomainLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** All that a use case may touch; `src/compose.ts` makes it for the mode that is set. */
export interface Services {
  store: ObjectStore;
  /** null where the store takes uploads itself */
  receiver: UploadReceiver | null;
  catalog: Catalog;
  uploads: UploadQueue;
  deadLetters: UploadQueue;
  /** null where the queue itself takes turns, or nobody said what a workspace's share is */
  shares: WorkShares | null;
  decoders: DecoderPool;
  limits: WorkspaceLimits;
  /** whether results of conversions are kept */
  keepResults: boolean;
  /** Lends a path for a file in work, in a folder of its own: the folder and whatever a killed decoder left in it go afterwards. */
  withScratch<T>(extension: string, use: (path: string) => Promise<T>): Promise<T>;
  log: DomainLog;
  metrics: Metrics;
  /** ms since 1970 */
  now(): number;
}
