import type { DatabaseSync } from "node:sqlite";
import type { ImageRecord } from "#domain/image.ts";
import type { Catalog } from "#domain/ports/catalog.ts";
import { createSqliteDeletion } from "./image-deletion.ts";
import type { StoredImage } from "./leftovers.ts";
import { createSqliteNotices } from "./notices.ts";
import { createQuota } from "./quota.ts";
import { createSqliteRecords } from "./records.ts";
import { createSqliteResults, type StoredResult } from "./results.ts";
import { createSqliteStatusChanges } from "./status-changes.ts";
import { createTombstones } from "./tombstones.ts";
import { answering, inTransaction } from "./transaction.ts";

export interface SqliteCatalog extends Catalog {
  /**
   * Puts right what a crash left: usage is counted afresh from the records (a reservation without a record is
   * lost), results without an image and notices past their time are forgotten. Only at start, under the lock of
   * the data folder, before the first request.
   */
  recover(): Promise<void>;
  /** Images of all workspaces that are `pending` or `processing`. */
  allUnfinished(): StoredImage[];
  /** Images of all workspaces whose bytes were never settled (`reserved` 0). */
  neverSettled(): ImageRecord[];
  /** The results that count. */
  results(): StoredResult[];
  /** Of all workspaces: the oldest results that are so many bytes together, or all there are; 200 at most. */
  oldestResults(bytes: number): StoredResult[];
  /** As `forgetResult`, all of them in one transaction. */
  forgetResults(results: StoredResult[]): Promise<void>;
  /** Bytes over all workspaces: of all that is kept or that uploads have reserved, and of the results in it. */
  kept(): { bytes: number; results: number };
  /** Counts what is made of an image and is no result: so many bytes more, or less. */
  addDerived(image: StoredImage, bytes: number): Promise<void>;
  /** Whether an image has a record. */
  hasRecord(image: StoredImage): boolean;
  /** Whether an image was deleted a moment ago, so that bytes of it may still be there. */
  hasTombstone(image: StoredImage): boolean;
}

/** As many results as are dropped at once. */
const DROPPED_AT_ONCE = 200;

/**
 * The catalog in a database of `openDatabase`. What a workspace uses is always the sum of what its records
 * reserve and of open reservations: what changes the one changes the other in the same transaction.
 */
export function createSqliteCatalog(db: DatabaseSync, options: { now?: () => number } = {}): SqliteCatalog {
  const now = options.now ?? Date.now;
  const records = createSqliteRecords(db);
  const quota = createQuota(db);
  const results = createSqliteResults(db);
  const notices = createSqliteNotices(db, now);
  const changes = createSqliteStatusChanges(records, quota);
  const tombstones = createTombstones(db);
  const deletion = createSqliteDeletion({ records, quota, results, notices, tombstones });
  const kept = db.prepare("SELECT bytes, results FROM kept");
  const alive = db.prepare("SELECT 1 FROM images LIMIT 1");
  const write = db.prepare("INSERT OR REPLACE INTO usage (workspace, images, bytes) VALUES ('', 0, 0)");
  const takeBack = db.prepare("DELETE FROM usage WHERE workspace = ''");

  /** The same as a port's method, as one write transaction. */
  function writing<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => Promise<R> {
    return answering((...args: A) => inTransaction(db, () => work(...args)));
  }

  return {
    reserve: writing(quota.reserve),
    release: writing(quota.release),
    usage: answering(quota.usage),

    create: writing(records.create),
    get: answering(records.get),
    details: answering(records.details),
    list: answering(records.list),
    neighbours: answering(records.neighbours),
    unfinished: answering(records.unfinished),

    markProcessing: writing(changes.markProcessing),
    markArrived: writing(changes.markArrived),
    markReady: writing(changes.markReady),
    markFailed: writing(changes.markFailed),
    markRetried: writing(changes.markRetried),
    settle: writing(changes.settle),

    remove: writing(deletion.remove),
    overdue: writing(deletion.overdue),
    postpone: writing(deletion.postpone),
    tombstones: answering(deletion.tombstones),
    buryTombstone: writing(deletion.buryTombstone),

    addResult: writing(results.addResult),
    forgetResult: writing(results.forgetResult),

    addNotices: writing(notices.addNotices),
    takeNotices: writing(notices.takeNotices),

    check: writing(() => {
      alive.get();
      write.run();
      takeBack.run();
    }),

    recover: writing(() => {
      quota.recount();
      results.removeLost();
      notices.removeOld(now());
    }),
    allUnfinished: records.allUnfinished,
    neverSettled: records.neverSettled,
    results: results.all,
    oldestResults: (bytes) => results.oldest(bytes, DROPPED_AT_ONCE),
    forgetResults: writing((all) => {
      for (const { workspace, key } of all) results.forgetResult(workspace, key);
    }),
    kept() {
      const row = kept.get();
      return { bytes: Number(row?.bytes) + Number(row?.results), results: Number(row?.results) };
    },
    addDerived: answering(({ workspace, id }, bytes) => records.addDerived(workspace, id, bytes)),
    hasRecord: ({ workspace, id }) => records.has(workspace, id),
    hasTombstone: ({ workspace, id }) => tombstones.has(workspace, id),
  };
}
