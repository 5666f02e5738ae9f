import type { DatabaseSync } from "node:sqlite";
import type { Notice, WorkspaceNotices } from "#domain/ports/catalog.ts";
import type { Synchronous } from "./transaction.ts";

interface SqliteNotices extends Synchronous<WorkspaceNotices> {
  removeOld(at: number): void;
}

/** What is said once. They hold file names, so they go when their time is over, read or not. */
export function createSqliteNotices(db: DatabaseSync, now: () => number): SqliteNotices {
  const insert = db.prepare("INSERT INTO notices (workspace, notice, until) VALUES (?, ?, ?)");
  const select = db.prepare("SELECT notice FROM notices WHERE workspace = ? AND until > ? ORDER BY number");
  const drop = db.prepare("DELETE FROM notices WHERE workspace = ?");
  const dropOld = db.prepare("DELETE FROM notices WHERE until <= ?");

  return {
    addNotices(workspace, notices, until) {
      for (const notice of notices) insert.run(workspace, JSON.stringify(notice), until);
    },
    takeNotices(workspace) {
      const notices = select.all(workspace, now()).map((row) => JSON.parse(String(row.notice)) as Notice);
      drop.run(workspace);
      return notices;
    },
    removeOld(at) {
      dropOld.run(at);
    },
  };
}
