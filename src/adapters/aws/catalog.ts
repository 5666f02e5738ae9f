import type { Catalog } from "../../domain/ports.ts";
import { createDetails } from "./details.ts";
import { dueTombstones } from "./due.ts";
import type { Dynamo } from "./dynamo-client.ts";
import { createNotices } from "./notices.ts";
import { createRecords } from "./records.ts";
import { createResults } from "./results.ts";
import { answering } from "./service-failure.ts";
import { openTable } from "./table.ts";
import { createUsage } from "./usage.ts";
import type { Warnings } from "./warnings.ts";

export interface DynamoCatalogOptions {
  dynamo: Dynamo;
  /** its name; it is as `tableDescription` says */
  table: string;
  /** how long an image lives, ms */
  retentionMs: number;
  log: Warnings;
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
 * | tombstone and the rest of `remove` | details and results | with `buryTombstone` |
 * | a result's item and its look at the image | a result too many in the budget | first of all, as the oldest |
 *
 * Behind all of it stands the table's own expiry.
 */
export function createDynamoCatalog({ dynamo, table: name, retentionMs, log, now = Date.now }: DynamoCatalogOptions) {
  const table = openTable(dynamo, name);
  const usage = createUsage(table, { retentionMs, now });
  const records = createRecords(table);
  const details = createDetails(table);
  const results = createResults(table, { retentionMs, now });
  const notices = createNotices(table, now);

  const catalog: Catalog = {
    reserve: usage.take,
    release: usage.give,
    usage: usage.read,

    create: records.create,
    get: records.get,
    async details(workspace, id) {
      const [record, found] = await Promise.all([records.get(workspace, id), details.get(workspace, id)]);
      return record?.status === "ready" ? found : null;
    },
    list: (workspace, { limit, cursor }) => records.list(workspace, limit, cursor),
    unfinished: records.unfinished,

    markProcessing: (workspace, id, { bytes, etag }) =>
      records.change(workspace, id, ["pending", "processing"], {
        status: "processing",
        bytes,
        etag,
        uploadEndsAt: null,
      }),
    async markArrived(workspace, id, { bytes }) {
      return (await records.change(workspace, id, ["pending"], { bytes, uploadEndsAt: null })) !== null;
    },
    async markReady(workspace, id, facts, found) {
      const record = await records.get(workspace, id);
      if (record?.status !== "processing") return false;
      await details.put(record, found);
      const change = { status: "ready", error: null, mediaType: facts.mediaType, facts } as const;
      if (await records.change(workspace, id, ["processing"], change)) return true;
      // Deleted meanwhile, perhaps after the look for details to delete. Else they are those of whoever was faster.
      if ((await records.get(workspace, id)) === null) await details.remove(workspace, id);
      return false;
    },
    async markFailed(workspace, id, error) {
      return (await records.change(workspace, id, ["pending", "processing"], { status: "failed", error })) !== null;
    },
    async markRetried(workspace, id) {
      // The bytes are there: without this, one that failed before they came would be swept as never sent.
      const change = { status: "pending", error: null, uploadEndsAt: null } as const;
      return (await records.change(workspace, id, ["failed"], change)) !== null;
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
      const record = await records.bury(workspace, id, tombstoneUntil);
      if (record === null) return null;
      // It is deleted now, whatever becomes of the rest: what fails here heals, and the caller has bytes to remove.
      const rest = await Promise.allSettled([
        usage.give(workspace, { images: 1, bytes: record.reserved }),
        details.remove(workspace, id),
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
    tombstones: (at, limit) => dueTombstones(table, at, limit),
    async buryTombstone(workspace, id) {
      if (await records.get(workspace, id)) return; // no tombstone; and none becomes a record again
      await details.remove(workspace, id);
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
  return withAppErrors(catalog);
}

/** The same catalog, whose failures are AppErrors. */
function withAppErrors(catalog: Catalog): Catalog {
  const methods = Object.entries(catalog).map(([name, method]) => [name, answering(method)]);
  return Object.fromEntries(methods) as unknown as Catalog;
}
