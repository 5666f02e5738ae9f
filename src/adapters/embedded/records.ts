import type { DatabaseSync } from "node:sqlite";
import { makeCursor, readCursor } from "#adapters/cursor.ts";
import { firstDueAt, type ImageRecord, type ImageStatus } from "#domain/image.ts";
import type { ImageRecords } from "#domain/ports/catalog.ts";
import type { ImageDetails } from "#picture/properties.ts";
import type { Synchronous } from "./transaction.ts";

/** Above every ULID: the first page begins below it. */
const NEWEST = "~";

interface SqliteRecords extends Synchronous<ImageRecords> {
  /** Changes a record that is as `where` says, and returns it as it is then; else null. It is due at its end, or at `dueAt`. */
  change(
    workspace: string,
    id: string,
    where: { from: readonly ImageStatus[]; etag?: string | undefined },
    changes: Partial<ImageRecord>,
    dueAt?: number,
  ): ImageRecord | null;
  /** Changes a record in any status; it stays due when it was. */
  amend(before: ImageRecord, changes: Partial<ImageRecord>): void;
  postpone(workspace: string, id: string, until: number): void;
  /** Deletes record and details. The record, or null where it was gone. */
  remove(workspace: string, id: string): ImageRecord | null;
  overdue(now: number, limit: number): ImageRecord[];
  /** Of all workspaces: what waits for bytes or the worker. By an index: thousands that were announced cost little. */
  allUnfinished(): { workspace: string; id: string }[];
  /** Of all workspaces: the records whose bytes were never settled. Reads them all. */
  neverSettled(): ImageRecord[];
  has(workspace: string, id: string): boolean;
  /** Counts so many bytes more (or less) of what is made of an image and is no result; nothing where it is gone. */
  addDerived(workspace: string, id: string, bytes: number): void;
  keepDetails(workspace: string, id: string, details: ImageDetails): void;
}

/** The image records and their details. None of these opens a transaction. */
export function createSqliteRecords(db: DatabaseSync): SqliteRecords {
  const insert = db.prepare("INSERT INTO images (workspace, id, record, due_at) VALUES (?, ?, ?, ?)");
  const select = db.prepare("SELECT record FROM images WHERE workspace = ? AND id = ?");
  const update = db.prepare("UPDATE images SET record = ?, due_at = ? WHERE workspace = ? AND id = ?");
  const amend = db.prepare("UPDATE images SET record = ? WHERE workspace = ? AND id = ?");
  const setDue = db.prepare("UPDATE images SET due_at = ? WHERE workspace = ? AND id = ?");
  const drop = db.prepare("DELETE FROM images WHERE workspace = ? AND id = ? RETURNING record");
  const page = db.prepare("SELECT record FROM images WHERE workspace = ? AND id < ? ORDER BY id DESC LIMIT ?");
  const newer = db.prepare("SELECT record FROM images WHERE workspace = ? AND id > ? ORDER BY id LIMIT 1");
  const older = db.prepare("SELECT record FROM images WHERE workspace = ? AND id < ? ORDER BY id DESC LIMIT 1");
  const due = db.prepare("SELECT record FROM images WHERE due_at <= ? ORDER BY due_at LIMIT ?");
  const countUnfinished = db.prepare(
    "SELECT count(*) AS images FROM images WHERE workspace = ? AND status IN ('pending', 'processing')",
  );
  const selectUnfinished = db.prepare(
    "SELECT workspace, id FROM images INDEXED BY images_unfinished WHERE status IN ('pending', 'processing') ORDER BY id",
  );
  const selectNeverSettled = db.prepare("SELECT record FROM images WHERE reserved = 0");
  const find = db.prepare("SELECT 1 FROM images WHERE workspace = ? AND id = ?");
  const addDerived = db.prepare("UPDATE images SET derived = max(0, derived + ?) WHERE workspace = ? AND id = ?");
  const keepDetails = db.prepare("INSERT OR REPLACE INTO details (workspace, id, details) VALUES (?, ?, ?)");
  const selectDetails = db.prepare("SELECT details FROM details WHERE workspace = ? AND id = ?");
  const dropDetails = db.prepare("DELETE FROM details WHERE workspace = ? AND id = ?");

  function get(workspace: string, id: string): ImageRecord | null {
    const row = select.get(workspace, id);
    return row === undefined ? null : parseRecord(row.record);
  }

  return {
    get,
    create(record) {
      insert.run(record.workspace, record.id, JSON.stringify(record), firstDueAt(record));
    },
    change(workspace, id, where, changes, dueAt) {
      const before = get(workspace, id);
      if (before === null || !where.from.includes(before.status)) return null;
      if (where.etag !== undefined && where.etag !== before.etag) return null;
      const after = { ...before, ...changes };
      update.run(JSON.stringify(after), dueAt ?? after.expiresAt, workspace, id);
      return after;
    },
    amend(before, changes) {
      amend.run(JSON.stringify({ ...before, ...changes }), before.workspace, before.id);
    },
    postpone(workspace, id, until) {
      setDue.run(until, workspace, id);
    },
    remove(workspace, id) {
      const row = drop.get(workspace, id);
      if (row === undefined) return null;
      dropDetails.run(workspace, id);
      return parseRecord(row.record);
    },
    list(workspace, { limit, cursor }) {
      const below = cursor === null ? NEWEST : readCursor(cursor);
      const rows = page.all(workspace, below, limit + 1);
      const items = rows.slice(0, limit).map((row) => parseRecord(row.record));
      const last = items.at(-1);
      return { items, cursor: rows.length > limit && last !== undefined ? makeCursor(last.id) : null };
    },
    neighbours(workspace, id) {
      const [after, before] = [newer.get(workspace, id), older.get(workspace, id)];
      return { newer: after ? parseRecord(after.record) : null, older: before ? parseRecord(before.record) : null };
    },
    overdue(now, limit) {
      return due.all(now, limit).map((row) => parseRecord(row.record));
    },
    unfinished(workspace) {
      return Number(countUnfinished.get(workspace)?.images);
    },
    allUnfinished() {
      return selectUnfinished.all().map(({ workspace, id }) => ({ workspace: String(workspace), id: String(id) }));
    },
    neverSettled() {
      return selectNeverSettled.all().map((row) => parseRecord(row.record));
    },
    has: (workspace, id) => find.get(workspace, id) !== undefined,
    addDerived(workspace, id, bytes) {
      if (bytes !== 0) addDerived.run(bytes, workspace, id);
    },
    keepDetails(workspace, id, details) {
      keepDetails.run(workspace, id, JSON.stringify(details));
    },
    details(workspace, id) {
      const row = selectDetails.get(workspace, id);
      return row === undefined ? null : (JSON.parse(String(row.details)) as ImageDetails);
    },
  };
}

function parseRecord(text: unknown): ImageRecord {
  return JSON.parse(String(text)) as ImageRecord;
}
