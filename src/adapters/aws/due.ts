/**
 * The sweeper's index: each item that somebody must come for stands in a queue, sorted by the moment. Images and
 * tombstones have eight queues each (shards by the last character of the ULID, which is random): one key of an
 * index takes a thousand writes a second. The number may grow, but not shrink.
 */
import type { Item, Table } from "./table.ts";

const SHARDS = 8;
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // the alphabet of ULIDs

const shardOf = (id: string): number => CROCKFORD.indexOf(id.at(-1) ?? "0") % SHARDS;

export const recordQueue = (id: string): string => `I#${shardOf(id)}`;
export const tombstoneQueue = (id: string): string => `T#${shardOf(id)}`;
/** Of notices there are few. */
export const NOTICE_QUEUE = "N";

/**
 * What is due of one kind, in all shards, what has been due the longest first. Each item is read itself, since the
 * index may be behind: what was put off, or deleted, a moment ago is not due.
 */
export async function dueItems(table: Table, kind: "I" | "T", now: number, limit: number): Promise<Item[]> {
  const shards = Array.from({ length: SHARDS }, (_, shard) => table.due(`${kind}#${shard}`, now, limit));
  const keys = (await Promise.all(shards)).flat().sort((a, b) => a.dueAt - b.dueAt);
  const due: Item[] = [];
  for (let at = 0; at < keys.length && due.length < limit; at += table.batch) {
    const batch = keys.slice(at, at + table.batch);
    const items = new Map((await table.getAll(batch)).map((item) => [item.pk + item.sk, item]));
    for (const { pk, sk } of batch) {
      const item = items.get(pk + sk);
      if (item && String(item.due).startsWith(kind) && Number(item.dueAt) <= now) due.push(item);
    }
  }
  return due.slice(0, limit);
}
