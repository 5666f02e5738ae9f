import type { ImageDeletion } from "#domain/ports/catalog.ts";
import type { createSqliteNotices } from "./notices.ts";
import type { createQuota } from "./quota.ts";
import type { createSqliteRecords } from "./records.ts";
import type { createSqliteResults } from "./results.ts";
import type { createTombstones } from "./tombstones.ts";
import type { Synchronous } from "./transaction.ts";

interface Parts {
  records: ReturnType<typeof createSqliteRecords>;
  quota: ReturnType<typeof createQuota>;
  results: ReturnType<typeof createSqliteResults>;
  notices: ReturnType<typeof createSqliteNotices>;
  tombstones: ReturnType<typeof createTombstones>;
}

/** What goes, and what the sweeper comes for. Each of these is one transaction, which the caller opens. */
export function createSqliteDeletion(parts: Parts): Synchronous<ImageDeletion> {
  const { records, quota, results, notices, tombstones } = parts;
  return {
    remove(workspace, id, tombstoneUntil) {
      const record = records.remove(workspace, id);
      if (record === null) return null;
      results.removeOf(workspace, id);
      quota.release(workspace, { images: 1, bytes: record.reserved });
      tombstones.set(workspace, id, tombstoneUntil);
      return record;
    },
    overdue(at, limit) {
      // The sweeper is the one who comes regularly: notices that nobody fetched go with it.
      notices.removeOld(at);
      return records.overdue(at, limit);
    },
    postpone: records.postpone,
    tombstones: tombstones.due,
    buryTombstone: tombstones.bury,
  };
}
