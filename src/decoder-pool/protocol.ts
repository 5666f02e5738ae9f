import type { ErrorCode } from "#errors.ts";
import type { Job, JobResult } from "./jobs.ts";

/** What goes to a child. */
export interface DecoderRequest {
  id: number;
  job: Job;
}

/** The first message of a child: it has all that it needs. Who ends before it has seen no picture. */
export interface DecoderReady {
  ready: true;
}

/**
 * What comes back: a result, or an AppError taken apart. `last`: the child ends itself now, nothing more can be asked of it.
 * `keeps`: memory of WebAssembly that has held this picture stays there for the next one.
 */
export type DecoderResponse = { id: number; keeps?: boolean } & (
  | { ok: true; value: JobResult<Job> }
  | {
      ok: false;
      error: { code: ErrorCode; detail: string; parameter: string | null; cause: string | null };
      last?: boolean;
    }
);

/** Argument of a child that has to see by itself that its parent is there: with the parent's number. */
export const WATCH_PARENT = "--watch-parent";
