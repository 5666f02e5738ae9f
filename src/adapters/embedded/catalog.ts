import type { DatabaseSync } from "node:sqlite";
import type { ImageRecord } from "#domain/image.ts";
import type { Catalog } from "#domain/ports.ts";
import { createSqliteNotices } from "./notices.ts";
import { createQuota } from "./quota.ts";
import { createSqliteRecords } from "./records.ts";
import { createSqliteResults } from "./results.ts";
import { createTombstones } from "./tombstones.ts";
import { answering, inTransaction } from "./transaction.ts";

export interface SqliteCatalog extends Catalog {
  /**
   * Puts right what a crash left: usage is counted afresh from the records (a reservation without a record is
   * lost), results without an image and notices past their time are forgotten. Only at start, under the lock of
   * the data folder, before the first request.
   */
  recover(): Promise<void>;
  /** Images of all workspaces that are `pending` or `processing`, or whose bytes were never settled (`reserved` 0). */
  unsettled(): ImageRecord[];
  /** The results that count. */
  results(): { workspace: string; key: string }[];
  /** Whether a result of this key is counted. */
  hasResult(key: string): boolean;
}

/**
 * The catalog in a database of `openDatabase`. What a workspace uses is always the sum of what its records
 * reserve and of open reservations: what changes the one changes the other in the same transaction.
 */
export function createSqliteCatalog(db: DatabaseSync, options: { now?: () => number } = {}): SqliteCatalog {
  const now = options.now ?? Date.now;
  const records = createSqliteRecords(db);
  const quota = createQuota(db);
  const results = createSqliteResults(db);
  const notices = createSqliteNotices(db);
  const tombstones = createTombstones(db);
  const alive = db.prepare("SELECT 1 FROM images LIMIT 1");

  /** The same as a port's method, as one write transaction. */
  function writing<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => Promise<R> {
    return answering((...args: A) => inTransaction(db, () => work(...args)));
  }

  return {
    reserve: writing((workspace, amount, limits) => quota.take(workspace, amount, limits)),
    release: writing((workspace, amount) => quota.give(workspace, amount)),
    usage: answering(quota.usage),

    create: writing(records.create),
    get: answering(records.get),
    details: answering(records.details),
    list: answering((workspace, { limit, cursor }) => records.list(workspace, limit, cursor)),
    neighbours: answering(records.neighbours),
    unfinished: answering(records.unfinished),

    markProcessing: writing((workspace, id, { bytes, etag }) =>
      records.change(
        workspace,
        id,
        { from: ["pending", "processing"] },
        { status: "processing", bytes, etag, uploadEndsAt: null },
      ),
    ),
    markArrived: writing((workspace, id, { bytes }) => {
      const change = { bytes, uploadEndsAt: null };
      return records.change(workspace, id, { from: ["pending"] }, change) !== null;
    }),
    markReady: writing((workspace, id, etag, facts, details) => {
      const change = { status: "ready", error: null, mediaType: facts.mediaType, facts } as const;
      if (records.change(workspace, id, { from: ["processing"], etag }, change) === null) return false;
      records.keepDetails(workspace, id, details);
      return true;
    }),
    markFailed: writing((workspace, id, error, etag) => {
      const change = { status: "failed", error } as const;
      return records.change(workspace, id, { from: ["pending", "processing"], etag }, change) !== null;
    }),
    markRetried: writing((workspace, id, lookAgainAt) => {
      const change = { status: "pending", error: null, uploadEndsAt: null } as const;
      return records.change(workspace, id, { from: ["failed"] }, change, lookAgainAt) !== null;
    }),
    settle: writing((workspace, id, { bytes }, limits) => {
      const record = records.get(workspace, id);
      if (record === null) return false;
      const more = bytes - record.reserved;
      if (quota.usage(workspace).bytes + more > limits.bytes) return false;
      records.amend(record, { bytes, reserved: bytes, uploadEndsAt: null });
      quota.shift(workspace, more);
      return true;
    }),

    remove: writing((workspace, id, tombstoneUntil) => {
      const record = records.remove(workspace, id);
      if (record === null) return null;
      results.removeOf(workspace, id);
      quota.give(workspace, { images: 1, bytes: record.reserved });
      tombstones.set(workspace, id, tombstoneUntil);
      return record;
    }),
    overdue: writing((at, limit) => {
      // The sweeper is the one who comes regularly: notices that nobody fetched go with it.
      notices.removeOld(at);
      return records.overdue(at, limit);
    }),
    postpone: writing(records.postpone),
    tombstones: answering(tombstones.due),
    buryTombstone: writing(tombstones.bury),

    addResult: writing((workspace, id, key, bytes, budget) => {
      // Deleted while it was being converted: nobody would ever forget this row, so the result must go at once.
      if (records.get(workspace, id) === null) return [key];
      return results.add(workspace, id, key, bytes, budget);
    }),

    forgetResult: writing(results.forget),

    addNotices: writing(notices.add),
    takeNotices: writing((workspace) => notices.take(workspace, now())),

    check: answering(() => {
      alive.get();
    }),

    recover: writing(() => {
      quota.recount();
      results.removeLost();
      notices.removeOld(now());
    }),
    unsettled: records.unsettled,
    hasResult: results.has,
    results: results.all,
  };
}
