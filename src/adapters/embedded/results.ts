import type { DatabaseSync } from "node:sqlite";
import type { ResultBudget } from "#domain/ports/catalog.ts";
import type { Synchronous } from "./transaction.ts";

export interface StoredResult {
  workspace: string;
  key: string;
}

interface SqliteResults extends Synchronous<ResultBudget> {
  all(): StoredResult[];
  /** Of all workspaces: the oldest ones that are `bytes` together (or all there are), so many at most. */
  oldest(bytes: number, most: number): StoredResult[];
  removeOf(workspace: string, id: string): void;
  /** Forgets those whose image is gone. */
  removeLost(): void;
}

/** Which conversions are stored, and how large they are. None of these opens a transaction. */
export function createSqliteResults(db: DatabaseSync): SqliteResults {
  const insert = db.prepare("INSERT INTO results (key, workspace, id, bytes) VALUES (?, ?, ?, ?)");
  const image = db.prepare("SELECT 1 FROM images WHERE workspace = ? AND id = ?");
  const tooMany = db.prepare(`
    SELECT key FROM (
      SELECT number, key, sum(bytes) OVER (ORDER BY number DESC) AS kept FROM results WHERE workspace = ?
    ) WHERE kept > ? AND key <> ? ORDER BY number`);
  const all = db.prepare("SELECT workspace, key FROM results");
  const oldest = db.prepare(`
    SELECT workspace, key FROM (
      SELECT number, workspace, key, sum(bytes) OVER (ORDER BY number) - bytes AS before
      FROM (SELECT * FROM results ORDER BY number LIMIT :most)
    ) WHERE before < :bytes ORDER BY number`);
  const drop = db.prepare("DELETE FROM results WHERE workspace = ? AND key = ?");
  const dropOf = db.prepare("DELETE FROM results WHERE workspace = ? AND id = ?");
  const dropLost = db.prepare(
    "DELETE FROM results WHERE NOT EXISTS (SELECT 1 FROM images WHERE images.workspace = results.workspace AND images.id = results.id)",
  );
  const named = (rows: Record<string, unknown>[]): StoredResult[] =>
    rows.map(({ workspace, key }) => ({ workspace: String(workspace), key: String(key) }));

  return {
    addResult(workspace, id, key, bytes, budget) {
      // Deleted while it was being converted: nobody would ever forget this row, so the result must go at once.
      if (image.get(workspace, id) === undefined) return [key];
      drop.run(workspace, key); // made again it is the newest
      insert.run(key, workspace, id, bytes);
      return tooMany.all(workspace, budget, key).map((row) => String(row.key));
    },
    forgetResult(workspace, key) {
      drop.run(workspace, key);
    },
    all: () => named(all.all()),
    oldest: (bytes, most) => named(oldest.all({ bytes, most })),
    removeOf(workspace, id) {
      dropOf.run(workspace, id);
    },
    removeLost() {
      dropLost.run();
    },
  };
}
