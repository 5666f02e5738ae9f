import type { ImageDeletion } from "#domain/ports/catalog.ts";
import type { DomainLog } from "#domain/services.ts";
import { causeChain } from "#errors.ts";
import type { createDetails } from "./details.ts";
import type { createDynamoNotices } from "./notices.ts";
import type { createDynamoRecords } from "./records.ts";
import type { createDynamoResults } from "./results.ts";
import type { createUsage } from "./usage.ts";

interface Parts {
  records: ReturnType<typeof createDynamoRecords>;
  details: ReturnType<typeof createDetails>;
  usage: ReturnType<typeof createUsage>;
  results: ReturnType<typeof createDynamoResults>;
  notices: ReturnType<typeof createDynamoNotices>;
  log: Pick<DomainLog, "warn">;
}

/** What goes, and what the sweeper comes for. What a crash in the middle leaves is in the table of `createDynamoCatalog`. */
export function createDynamoDeletion({ records, details, usage, results, notices, log }: Parts): ImageDeletion {
  return {
    async remove(workspace, id, tombstoneUntil) {
      await usage.touch(workspace);
      const record = await records.bury(workspace, id, tombstoneUntil);
      if (record === null) return null;
      // It is deleted now, whatever becomes of the rest: what fails here heals, and the caller has bytes to remove.
      const rest = await Promise.allSettled([
        usage.release(workspace, { images: 1, bytes: record.reserved }),
        details.removeOf(workspace, id),
        results.removeOf(workspace, id),
      ]);
      for (const part of rest) {
        if (part.status === "rejected") log.warn({ image: id, cause: causeChain(part.reason) }, "left for later");
      }
      return record;
    },
    async overdue(at, limit) {
      await notices.removeOld(at);
      return records.overdue(at, limit);
    },
    postpone: records.postpone,
    tombstones: records.tombstones,
    async buryTombstone(workspace, id) {
      if (await records.get(workspace, id)) return; // no tombstone; and none becomes a record again
      await details.removeOf(workspace, id);
      await results.removeOf(workspace, id);
      await records.forget(workspace, id); // last: broken off before, the tombstone is still there
    },
  };
}
