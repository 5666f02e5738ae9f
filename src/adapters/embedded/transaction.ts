import type { DatabaseSync } from "node:sqlite";
import { storageFull } from "#adapters/refusals.ts";
import { AppError, isAppError, toAppError } from "#errors.ts";

/**
 * Runs `work` as one write transaction. IMMEDIATE: the write lock is taken before the first read, so that what
 * was read still holds when it is written (a deferred transaction would fail half-way, without waiting).
 */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    // Some errors (a full disk) have already rolled it back.
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

/** A part of a port before `answering`: the same methods, whose answers do not wait. */
export type Synchronous<Port> = {
  [Name in keyof Port]: Port[Name] extends (...args: infer A) => Promise<infer R> ? (...args: A) => R : never;
};

/** Makes a port's method of a synchronous function: a promise, and failures as AppErrors. */
export function answering<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => Promise<R> {
  return async (...args) => {
    try {
      return work(...args);
    } catch (error) {
      throw fromSqlite(error);
    }
  };
}

/** Primary result codes, https://www.sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;

function fromSqlite(error: unknown): AppError {
  if (isAppError(error)) return error;
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : null;
  if (code === SQLITE_FULL) return storageFull(error);
  if (code === SQLITE_BUSY) {
    return new AppError("busy", "Too much is going on at once. Try again in a moment.", {
      cause: error,
      retryAfter: 1,
    });
  }
  return toAppError(error);
}
