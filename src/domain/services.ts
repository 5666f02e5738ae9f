import type { Job, JobOptions, JobResult } from "#decoder-pool/jobs.ts";
import type { AppError } from "#errors.ts";
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
  /**
   * Throws `busy` where there is no place for it, `too_many_requests` where its workspace alone asks for too much,
   * `conversion_timeout`, `too_complex` and what the job throws; what its signal was aborted for, where it was.
   */
  run<J extends Job>(job: J, options?: JobOptions): Promise<JobResult<J>>;
  /** Drops what waits and what is in work for an image that is deleted. */
  cancel(image: string): void;
  /** Takes from a workspace's decoder time what is done for it elsewhere, ms. Throws `too_many_requests` where none is left. */
  charge(workspace: string, ms: number): void;
  /** Why no decoder can be started at the moment; null while they can. */
  failure(): AppError | null;
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
