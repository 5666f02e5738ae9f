import type { Catalog } from "#domain/ports/catalog.ts";
import type { DomainLog } from "#domain/services.ts";
import { createDetails } from "./details.ts";
import type { Dynamo } from "./dynamo-client.ts";
import { inOurWords } from "./failure.ts";
import { createDynamoDeletion } from "./image-deletion.ts";
import { createDynamoNotices } from "./notices.ts";
import { createDynamoRecords } from "./records.ts";
import { createDynamoResults } from "./results.ts";
import { createDynamoStatusChanges } from "./status-changes.ts";
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
  const details = createDetails(table);
  const records = createDynamoRecords(table, details);
  const results = createDynamoResults(table, { retentionMs, now });
  const notices = createDynamoNotices(table, now);
  const changes = createDynamoStatusChanges({ records, details, usage, now });
  const deletion = createDynamoDeletion({ records, details, usage, results, notices, log });

  const catalog: Catalog = {
    reserve: usage.reserve,
    release: usage.release,
    usage: usage.usage,

    create: records.create,
    get: records.get,
    details: records.details,
    list: records.list,
    neighbours: records.neighbours,
    unfinished: records.unfinished,

    ...changes,
    ...deletion,

    addResult: results.addResult,
    forgetResult: results.forgetResult,

    addNotices: notices.addNotices,
    takeNotices: notices.takeNotices,

    async check() {
      await table.remove({ pk: "check", sk: "check" }); // a write, though nothing is there
    },
  };
  return inOurWords("DynamoDB", catalog);
}
