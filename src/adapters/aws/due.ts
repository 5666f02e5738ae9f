/**
 * The sweeper's index: each item that somebody must come for stands in a queue, sorted by the moment. Images and
 * tombstones have eight queues each (shards by the last character of the ULID, which is random): one key of an
 * index takes a thousand writes a second. The number may grow, but not shrink.
 */
import { imageOf, type Key } from "./item-keys.ts";
import type { Table } from "./table.ts";

const SHARDS = 8;
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // the alphabet of ULIDs

const shardOf = (id: string): number => CROCKFORD.indexOf(id.at(-1) ?? "0") % SHARDS;

export const recordQueue = (id: string): string => `I#${shardOf(id)}`;
export const tombstoneQueue = (id: string): string => `T#${shardOf(id)}`;
/** Of notices there are few. */
export const NOTICE_QUEUE = "N";

/** Keys of what is due in all shards of one kind, oldest first; up to `limit` of each shard. */
export async function dueOf(table: Table, kind: "I" | "T", now: number, limit: number): Promise<Key[]> {
  const shards = Array.from({ length: SHARDS }, (_, shard) => table.due(`${kind}#${shard}`, now, limit));
  return (await Promise.all(shards)).flat().sort((a, b) => a.dueAt - b.dueAt);
}

export async function dueTombstones(table: Table, now: number, limit: number) {
  return (await dueOf(table, "T", now, limit)).slice(0, limit).map(imageOf);
}
