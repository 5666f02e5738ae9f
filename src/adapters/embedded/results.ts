import type { DatabaseSync } from "node:sqlite";
import type { ResultBudget } from "#domain/ports/catalog.ts";
import type { Synchronous } from "./transaction.ts";

interface SqliteResults extends Synchronous<ResultBudget> {
  all(): { workspace: string; key: string }[];
  has(key: string): boolean;
  removeOf(workspace: string, id: string): void;
  /** Forgets those whose image is gone. */
  removeLost(): void;
}

/** Which conversions are stored, and how large they are. None of these opens a transaction. */
export function createSqliteResults(db: DatabaseSync): SqliteResults {
  const insert = db.prepare("INSERT OR REPLACE INTO results (key, workspace, id, bytes) VALUES (?, ?, ?, ?)");
  const image = db.prepare("SELECT 1 FROM images WHERE workspace = ? AND id = ?");
  const tooMany = db.prepare(`
    SELECT key FROM (
      SELECT number, key, sum(bytes) OVER (ORDER BY number DESC) AS kept FROM results WHERE workspace = ?
    ) WHERE kept > ? AND key <> ? ORDER BY number`);
  const all = db.prepare("SELECT workspace, key FROM results");
  const find = db.prepare("SELECT 1 FROM results WHERE key = ?");
  const drop = db.prepare("DELETE FROM results WHERE workspace = ? AND key = ?");
  const dropOf = db.prepare("DELETE FROM results WHERE workspace = ? AND id = ?");
  const dropLost = db.prepare(
    "DELETE FROM results WHERE NOT EXISTS (SELECT 1 FROM images WHERE images.workspace = results.workspace AND images.id = results.id)",
  );

  return {
    addResult(workspace, id, key, bytes, budget) {
      // Deleted while it was being converted: nobody would ever forget this row, so the result must go at once.
      if (image.get(workspace, id) === undefined) return [key];
      insert.run(key, workspace, id, bytes);
      return tooMany.all(workspace, budget, key).map((row) => String(row.key));
    },
    forgetResult(workspace, key) {
      drop.run(workspace, key);
    },
    all: () => all.all().map(({ workspace, key }) => ({ workspace: String(workspace), key: String(key) })),
    has(key) {
      return find.get(key) !== undefined;
    },
    removeOf(workspace, id) {
      dropOf.run(workspace, id);
    },
    removeLost() {
      dropLost.run();
    },
  };
}
