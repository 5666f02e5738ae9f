import type { Catalog } from "#domain/ports.ts";
import type { DomainLog } from "#domain/services.ts";
import { createDetails } from "./details.ts";
import type { Dynamo } from "./dynamo-client.ts";
import { inOurWords } from "./failure.ts";
import { createDynamoNotices } from "./notices.ts";
import { createDynamoRecords } from "./records.ts";
import { createDynamoResults } from "./results.ts";
import { openTable } from "./table.ts";
import { createUsage } from "./usage.ts";

export interface DynamoCatalogOptions {
  dynamo: Dynamo;
  /** its name; it is as `tableDescription` says */
  table: string;
  /** how long an image lives, ms */
  retentionMs: number;
  log: Pick<DomainLog, "warn">;
  /** ms since 1970 */
  now?: () => number;
}

/**
 * The catalog in one table of DynamoDB (docs/decisions/0009-one-table.md). Each step is a row of conditional writes
 * to single items, in an order in which whatever a crash leaves is harmless and heals:
 *
 * | broken off between | leaves | which goes |
 * | --- | --- | --- |
 * | `reserve` and `create`; tombstone and give-back | a count too high | by `recount` |
 * | details and `ready` | details of a record in work: not shown | when it is processed again, or with the record |
 * | `markRetried` and its message | a record that is `pending` | is overdue ten minutes later |
 * | tombstone and the rest of `remove` | details and results | with `buryTombstone` |
 * | a result's item and its look at the image | a result too many in the budget | first of all, as the oldest |
 *
 * Behind all of it stands the table's own expiry.
 */
export function createDynamoCatalog({ dynamo, table: name, retentionMs, log, now = Date.now }: DynamoCatalogOptions) {
  const table = openTable(dynamo, name);
  const usage = createUsage(table, { retentionMs, now });
  const records = createDynamoRecords(table);
  const details = createDetails(table);
  const results = createDynamoResults(table, { retentionMs, now });
  const notices = createDynamoNotices(table, now);

  const catalog: Catalog = {
    reserve: usage.take,
    release: usage.give,
    usage: usage.read,

    create: records.create,
    get: records.get,
    async details(workspace, id) {
      const record = await records.get(workspace, id);
      return record?.status === "ready" ? details.get(workspace, id, record.etag ?? "") : null;
    },
    list: (workspace, { limit, cursor }) => records.list(workspace, limit, cursor),
    neighbours: records.neighbours,
    unfinished: records.unfinished,

    markProcessing: (workspace, id, { bytes, etag }) =>
      records.change(
        workspace,
        id,
        { from: ["pending", "processing"] },
        { status: "processing", bytes, etag, uploadEndsAt: null },
      ),
    async markArrived(workspace, id, { bytes }) {
      const change = { bytes, uploadEndsAt: null };
      return (await records.change(workspace, id, { from: ["pending"] }, change)) !== null;
    },
    async markReady(workspace, id, etag, facts, found) {
      const record = await records.get(workspace, id);
      if (record?.status !== "processing" || record.etag !== etag) return false;
      await details.put(record, etag, found);
      const change = { status: "ready", error: null, mediaType: facts.mediaType, facts } as const;
      if (await records.change(workspace, id, { from: ["processing"], etag }, change)) return true;
      // Deleted meanwhile, perhaps after the look for details to delete, or sent anew: then they are nobody's. Else
      // they are those of whoever was faster.
      if ((await records.get(workspace, id))?.etag !== etag) await details.remove(workspace, id, etag);
      return false;
    },
    async markFailed(workspace, id, error, etag) {
      const change = { status: "failed", error } as const;
      return (await records.change(workspace, id, { from: ["pending", "processing"], etag }, change)) !== null;
    },
    async markRetried(workspace, id, lookAgainAt) {
      const change = { status: "pending", error: null, uploadEndsAt: null } as const;
      return (await records.change(workspace, id, { from: ["failed"] }, change, lookAgainAt)) !== null;
    },
    async settle(workspace, id, { bytes }, limits) {
      const record = await records.get(workspace, id);
      if (record === null) return false;
      const more = { images: 0, bytes: bytes - record.reserved };
      const less = { images: 0, bytes: -more.bytes };
      // Counted before it is noted: broken off in between, the count is too high and not too low.
      const room = { images: Number.MAX_SAFE_INTEGER, bytes: limits.bytes };
      if (more.bytes > 0 && !(await usage.take(workspace, more, room, now()))) return false;
      const change = { bytes, reserved: bytes, uploadEndsAt: null };
      const settled = await records.changeReserved(workspace, id, record.reserved, change);
      if (settled ? less.bytes > 0 : more.bytes > 0) await usage.give(workspace, settled ? less : more);
      return settled !== null;
    },

    async remove(workspace, id, tombstoneUntil) {
      await usage.touch(workspace);
      const record = await records.bury(workspace, id, tombstoneUntil);
      if (record === null) return null;
      // It is deleted now, whatever becomes of the rest: what fails here heals, and the caller has bytes to remove.
      const rest = await Promise.allSettled([
        usage.give(workspace, { images: 1, bytes: record.reserved }),
        details.removeOf(workspace, id),
        results.removeOf(workspace, id),
      ]);
      for (const part of rest) {
        if (part.status === "rejected") log.warn({ image: id, cause: String(part.reason) }, "left for later");
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

    addResult: results.add,
    forgetResult: results.forget,

    addNotices: notices.add,
    takeNotices: notices.take,

    async check() {
      await table.get({ pk: "check", sk: "check" });
    },
  };
  return inOurWords("DynamoDB", catalog);
}
