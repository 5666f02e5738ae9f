import type { DatabaseSync } from "node:sqlite";

/** Longer than any tombstone stands: an upload may take an hour. */
const LONGEST_MS = 2 * 3_600_000;

/** The images that were deleted, for as long as bytes may still come for them. None of these opens a transaction. */
export function createTombstones(db: DatabaseSync) {
  const insert = db.prepare("INSERT OR REPLACE INTO tombstones (workspace, id, until) VALUES (?, ?, ?)");
  const select = db.prepare(
    "SELECT workspace, id FROM tombstones WHERE until <= :now OR until > :far ORDER BY until LIMIT :limit",
  );
  const find = db.prepare("SELECT 1 FROM tombstones WHERE workspace = ? AND id = ?");
  const drop = db.prepare("DELETE FROM tombstones WHERE workspace = ? AND id = ?");

  return {
    set(workspace: string, id: string, until: number): void {
      insert.run(workspace, id, until);
    },
    /** Those whose time is over, oldest first, and those that were made before the clock was set back: they have stood long enough. */
    due(now: number, limit: number): { workspace: string; id: string }[] {
      const rows = select.all({ now, far: now + LONGEST_MS, limit });
      return rows.map((row) => ({ workspace: String(row.workspace), id: String(row.id) }));
    },
    has: (workspace: string, id: string): boolean => find.get(workspace, id) !== undefined,
    bury(workspace: string, id: string): void {
      drop.run(workspace, id);
    },
  };
}
