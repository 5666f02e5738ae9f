import type { ErrorCode } from "#errors.ts";
import type { Job, JobResult } from "./jobs.ts";

/** What goes to a child. */
export interface DecoderRequest {
  id: number;
  job: Job;
}

/** What comes back: a result, or an AppError taken apart. */
export type DecoderResponse =
  | { id: number; ok: true; value: JobResult<Job> }
  | {
      id: number;
      ok: false;
      error: { code: ErrorCode; detail: string; parameter: string | null; cause: string | null };
    };

/** Argument of a child that has to see by itself that its parent is there: with the parent's number. */
export const WATCH_PARENT = "--watch-parent";
