import { randomBytes } from "node:crypto";
import { makeCursor, readCursor } from "#adapters/cursor.ts";
import type { ImageRecord, ImageStatus } from "#domain/image.ts";
import type { ImageDeletion, ImageRecords } from "#domain/ports/catalog.ts";
import { AppError } from "#errors.ts";
import type { createDetails } from "./details.ts";
import { dueItems } from "./due.ts";
import { toImageItem, toRecord, toTombstone } from "./image-item.ts";
import { IMAGES, imageKey, imageOf, partition } from "./item-keys.ts";
import type { Item, Table, Values } from "./table.ts";

/** After every sort key of an image: the first page begins below it. */
const NEWEST = `${IMAGES}~`;
/** Of the few items that are looked at for one neighbour, most are records and not tombstones. */
const NEAR = 10;
const IS_RECORD = "attribute_exists(#status)";

/** Names one write, so that whoever is refused can tell whether it was by itself, in a try whose answer was lost. */
const writer = (): string => randomBytes(6).toString("base64url");

interface DynamoRecords extends ImageRecords, Pick<ImageDeletion, "overdue" | "postpone" | "tombstones"> {
  /** Changes a record that is as `where` says, and returns it as it is then; else null. It is due at its end, or at `dueAt`. */
  change(
    workspace: string,
    id: string,
    where: { from: readonly ImageStatus[]; etag?: string | undefined },
    fields: Partial<ImageRecord>,
    dueAt?: number | "at its end",
  ): Promise<ImageRecord | null>;
  /** Changes a record in any status, as long as it reserves what it did. It stays due when it was. */
  changeReserved(workspace: string, id: string, was: number, fields: Partial<ImageRecord>): Promise<ImageRecord | null>;
  /** Puts a tombstone in the place of the record, in one write. The record, or null where it was gone. */
  bury(workspace: string, id: string, until: number): Promise<ImageRecord | null>;
  /** Deletes the tombstone. */
  forget(workspace: string, id: string): Promise<void>;
}

/** The image records. Each write is one conditional change of one item. */
export function createDynamoRecords(table: Table, details: ReturnType<typeof createDetails>): DynamoRecords {
  const getItem = (workspace: string, id: string): Promise<Item | null> => table.get(imageKey(workspace, id));

  const get = async (workspace: string, id: string) => toRecord(await getItem(workspace, id));

  async function nearest(workspace: string, order: { above: string } | { below: string }): Promise<ImageRecord | null> {
    const where = { prefix: IMAGES, filter: IS_RECORD };
    for await (const item of table.query(partition(workspace), where, { ...order, step: NEAR })) return toRecord(item);
    return null;
  }

  async function changeWhere(
    workspace: string,
    id: string,
    where: { condition: string; values: Values },
    set: { fields: Partial<ImageRecord>; dueAt?: number | "at its end" | undefined },
  ): Promise<ImageRecord | null> {
    const by = writer();
    const terms = [...Object.keys(set.fields).map((name) => `#${name} = :${name}`), "#by = :by"];
    const values: Values = { ...where.values, ...set.fields, by };
    if (set.dueAt !== undefined) terms.push(`#dueAt = ${set.dueAt === "at its end" ? "#expiresAt" : ":dueAt"}`);
    if (typeof set.dueAt === "number") values.dueAt = set.dueAt;
    const expression = `SET ${terms.join(", ")}`;
    const after = await table.update(imageKey(workspace, id), expression, { condition: where.condition, values });
    if (after) return toRecord(after);
    const now = await getItem(workspace, id);
    return now?.by === by ? toRecord(now) : null;
  }

  return {
    async create(record) {
      const by = writer();
      if (await table.insert(toImageItem(record, by))) return;
      const there = await getItem(record.workspace, record.id);
      if (there?.by !== by) throw new AppError("internal", "Something failed on our side. Try again.");
    },
    get,
    async details(workspace, id) {
      const record = await get(workspace, id);
      return record?.status === "ready" ? details.get(workspace, id, record.etag ?? "") : null;
    },
    change(workspace, id, { from, etag }, fields, dueAt = "at its end") {
      const values: Values = Object.fromEntries(from.map((status, index) => [`from${index}`, status]));
      const names = from.map((_, index) => `:from${index}`);
      let condition = `#status IN (${names.join(", ")})`;
      if (etag !== undefined) {
        condition += " AND #etag = :wasEtag";
        values.wasEtag = etag;
      }
      return changeWhere(workspace, id, { condition, values }, { fields, dueAt });
    },
    changeReserved(workspace, id, was, fields) {
      const where = { condition: `${IS_RECORD} AND #reserved = :was`, values: { was } };
      return changeWhere(workspace, id, where, { fields });
    },
    /** Is nobody's write of the record (`by` stays): whoever waits for an answer to one finds it as before. */
    async postpone(workspace, id, until) {
      const options = { condition: IS_RECORD, values: { until } };
      await table.update(imageKey(workspace, id), "SET #dueAt = :until", options);
    },
    async bury(workspace, id, until) {
      return toRecord(await table.replace(toTombstone(workspace, id, until), IS_RECORD));
    },
    async forget(workspace, id) {
      await table.remove(imageKey(workspace, id));
    },
    async list(workspace, { limit, cursor }) {
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
    async neighbours(workspace, id) {
      const { sk } = imageKey(workspace, id);
      const [newer, older] = await Promise.all([nearest(workspace, { above: sk }), nearest(workspace, { below: sk })]);
      return { newer, older };
    },
    /**
     * Reads the small items of the whole workspace and counts: 500 of them are half a megabyte, 150 read units or
     * 20 millionths of a dollar. A counter would cost a write an image and could be wrong after a crash; an index
     * two writes an image.
     */
    unfinished(workspace) {
      const filter = "#status IN (:pending, :processing)";
      const values = { pending: "pending", processing: "processing" };
      return table.count(partition(workspace), { prefix: IMAGES, filter, values });
    },
    async overdue(now, limit) {
      const items = await dueItems(table, "I", now, limit);
      return items.map(toRecord).filter((record) => record !== null);
    },
    async tombstones(now, limit) {
      return (await dueItems(table, "T", now, limit)).map(imageOf);
    },
  };
}
