import type { DatabaseSync } from "node:sqlite";

/** The images that were deleted, for as long as bytes may still come for them. None of these opens a transaction. */
export function createTombstones(db: DatabaseSync) {
  const insert = db.prepare("INSERT OR REPLACE INTO tombstones (workspace, id, until) VALUES (?, ?, ?)");
  const select = db.prepare("SELECT workspace, id FROM tombstones WHERE until <= ? ORDER BY until LIMIT ?");
  const drop = db.prepare("DELETE FROM tombstones WHERE workspace = ? AND id = ?");

  return {
    set(workspace: string, id: string, until: number): void {
      insert.run(workspace, id, until);
    },
    /** Those whose time is over, oldest first. */
    due(now: number, limit: number): { workspace: string; id: string }[] {
      return select.all(now, limit).map((row) => ({ workspace: String(row.workspace), id: String(row.id) }));
    },
    bury(workspace: string, id: string): void {
      drop.run(workspace, id);
    },
  };
}
