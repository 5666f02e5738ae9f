import { firstDueAt, type ImageRecord } from "#domain/image.ts";
import { recordQueue, tombstoneQueue } from "./due.ts";
import { imageKey, imageOf } from "./item-keys.ts";
import { ttlAfter } from "./item-times.ts";
import type { Item } from "./table.ts";

/**
 * An image's item: the fields of its record by their names (`version` as `v`; what the key says is not said again)
 * and, for the table alone: `ttl`, `due` and `dueAt` (when the sweeper comes), `by` (whose write was the last).
 * A field that only a later version knows stays where it is.
 */
export function toImageItem(record: ImageRecord, by: string): Item {
  const { version, workspace, id, ...fields } = record;
  return {
    ...fields,
    ...imageKey(workspace, id),
    v: version,
    ttl: ttlAfter(record.expiresAt),
    due: recordQueue(id),
    dueAt: firstDueAt(record),
    by,
  };
}

/** The record in an item, or null where it is none: a tombstone has no status. */
export function toRecord(item: Item | null): ImageRecord | null {
  if (item === null || item.status === undefined) return null;
  const { pk, sk, v, ttl, due, dueAt, by, ...fields } = item;
  return { version: v, ...imageOf({ pk, sk }), ...fields } as ImageRecord;
}

/** What stands in the place of a deleted image until no straggler can write any more. */
export function toTombstone(workspace: string, id: string, until: number): Item {
  return { ...imageKey(workspace, id), v: 1, ttl: ttlAfter(until), due: tombstoneQueue(id), dueAt: until };
}
