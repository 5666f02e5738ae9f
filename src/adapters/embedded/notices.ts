import type { DatabaseSync } from "node:sqlite";
import type { Notice } from "#domain/ports.ts";

/** What is said once. They hold file names, so they go when their time is over, read or not. */
export function createSqliteNotices(db: DatabaseSync) {
  const insert = db.prepare("INSERT INTO notices (workspace, notice, until) VALUES (?, ?, ?)");
  const select = db.prepare("SELECT notice FROM notices WHERE workspace = ? AND until > ? ORDER BY number");
  const drop = db.prepare("DELETE FROM notices WHERE workspace = ?");
  const dropOld = db.prepare("DELETE FROM notices WHERE until <= ?");

  return {
    add(workspace: string, notices: readonly Notice[], until: number): void {
      for (const notice of notices) insert.run(workspace, JSON.stringify(notice), until);
    },
    take(workspace: string, now: number): Notice[] {
      const notices = select.all(workspace, now).map((row) => JSON.parse(String(row.notice)) as Notice);
      drop.run(workspace);
      return notices;
    },
    removeOld(now: number): void {
      dropOld.run(now);
    },
  };
}
