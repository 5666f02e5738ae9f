import type { DatabaseSync } from "node:sqlite";

/** Which conversions are stored, and how large they are. None of these opens a transaction. */
export function createSqliteResults(db: DatabaseSync) {
  const insert = db.prepare("INSERT OR REPLACE INTO results (key, workspace, id, bytes) VALUES (?, ?, ?, ?)");
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
    /** Counts this one in; returns the keys, oldest first, of those that do not fit into `budget` bytes beside it and newer ones. */
    add(workspace: string, id: string, key: string, bytes: number, budget: number): string[] {
      insert.run(key, workspace, id, bytes);
      return tooMany.all(workspace, budget, key).map((row) => String(row.key));
    },
    forget(workspace: string, key: string): void {
      drop.run(workspace, key);
    },
    all: () => all.all().map(({ workspace, key }) => ({ workspace: String(workspace), key: String(key) })),
    has(key: string): boolean {
      return find.get(key) !== undefined;
    },
    removeOf(workspace: string, id: string): void {
      dropOf.run(workspace, id);
    },
    /** Forgets those whose image is gone. */
    removeLost(): void {
      dropLost.run();
    },
  };
}
