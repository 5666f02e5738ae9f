import { randomBytes } from "node:crypto";
import type { ImageRecord, ImageStatus } from "../../domain/image.ts";
import type { Page } from "../../domain/ports.ts";
import { AppError } from "../../errors.ts";
import { makeCursor, readCursor } from "../cursor.ts";
import { dueOf } from "./due.ts";
import { toImageItem, toRecord, toTombstone } from "./image-item.ts";
import { IMAGES, imageKey, partition } from "./item-keys.ts";
import type { Item, Table, Values } from "./table.ts";

/** After every sort key of an image: the first page begins below it. */
const NEWEST = `${IMAGES}~`;
const IS_RECORD = "attribute_exists(#status)";

/** Names one write, so that whoever is refused can tell whether it was by itself, in a try whose answer was lost. */
const writer = (): string => randomBytes(6).toString("base64url");

/** The image records. Each write is one conditional change of one item. */
export function createRecords(table: Table) {
  const getItem = (workspace: string, id: string): Promise<Item | null> => table.get(imageKey(workspace, id));

  async function changeWhere(
    workspace: string,
    id: string,
    where: { condition: string; values: Values },
    changes: Partial<ImageRecord>,
  ): Promise<ImageRecord | null> {
    const by = writer();
    const fields = Object.keys(changes).map((name) => `#${name} = :${name}`);
    // Whatever happens to a record, its upload is no longer waited for: it is due when it expires.
    const expression = `SET ${fields.join(", ")}, #dueAt = #expiresAt, #by = :by`;
    const values = { ...where.values, ...changes, by };
    const after = await table.update(imageKey(workspace, id), expression, { condition: where.condition, values });
    if (after) return toRecord(after);
    const now = await getItem(workspace, id);
    return now?.by === by ? toRecord(now) : null;
  }

  return {
    async create(record: ImageRecord): Promise<void> {
      const by = writer();
      if (await table.insert(toImageItem(record, by))) return;
      const there = await getItem(record.workspace, record.id);
      if (there?.by !== by) throw new AppError("internal", "Something failed on our side. Try again.");
    },
    get: async (workspace: string, id: string): Promise<ImageRecord | null> => toRecord(await getItem(workspace, id)),
    /** Changes a record that has one of the statuses `from`, and returns it as it is then; else null. */
    change(workspace: string, id: string, from: readonly ImageStatus[], changes: Partial<ImageRecord>) {
      const values = Object.fromEntries(from.map((status, index) => [`from${index}`, status]));
      const names = from.map((_, index) => `:from${index}`);
      return changeWhere(workspace, id, { condition: `#status IN (${names.join(", ")})`, values }, changes);
    },
    /** Changes a record in any status, as long as it reserves what it did. */
    changeReserved(workspace: string, id: string, was: number, changes: Partial<ImageRecord>) {
      const where = { condition: `${IS_RECORD} AND #reserved = :was`, values: { was } };
      return changeWhere(workspace, id, where, changes);
    },
    /** Puts a tombstone in the place of the record, in one write. The record, or null where it was gone. */
    async bury(workspace: string, id: string, until: number): Promise<ImageRecord | null> {
      return toRecord(await table.replace(toTombstone(workspace, id, until), IS_RECORD));
    },
    async forget(workspace: string, id: string): Promise<void> {
      await table.remove(imageKey(workspace, id));
    },
    async list(workspace: string, limit: number, cursor: string | null): Promise<Page<ImageRecord>> {
      const below = cursor === null ? NEWEST : IMAGES + readCursor(cursor);
      const items: ImageRecord[] = [];
      const where = { prefix: IMAGES, filter: IS_RECORD };
      for await (const item of table.query(partition(workspace), where, { below, step: limit + 1 })) {
        const last = items.at(-1);
        if (items.length === limit && last) return { items, cursor: makeCursor(last.id) };
        const record = toRecord(item);
        if (record) items.push(record);
      }
      return { items, cursor: null };
    },
    /**
     * Reads the small items of the whole workspace and counts: 500 of them are half a megabyte, 150 read units or
     * 20 millionths of a dollar. A counter would cost a write an image and could be wrong after a crash; an index
     * two writes an image.
     */
    unfinished(workspace: string): Promise<number> {
      const filter = "#status IN (:pending, :processing)";
      const values = { pending: "pending", processing: "processing" };
      return table.count(partition(workspace), { prefix: IMAGES, filter, values });
    },
    /** Reads each item itself, since the index may be behind: whose upload came meanwhile is not overdue. */
    async overdue(now: number, limit: number): Promise<ImageRecord[]> {
      const keys = await dueOf(table, "I", now, limit);
      const overdue: ImageRecord[] = [];
      for (let at = 0; at < keys.length && overdue.length < limit; at += table.batch) {
        const batch = keys.slice(at, at + table.batch);
        const items = new Map((await table.getAll(batch)).map((item) => [item.pk + item.sk, item]));
        for (const { pk, sk } of batch) {
          const item = items.get(pk + sk);
          const record = item && Number(item.dueAt) <= now ? toRecord(item) : null;
          if (record) overdue.push(record);
        }
      }
      return overdue.slice(0, limit);
    },
  };
}
