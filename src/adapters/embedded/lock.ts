import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DataFolderFault, explain, explained } from "./data-folder-fault.ts";

/** A connection that nothing refers to is collected, and its lock with it. */
const held = new Set<DatabaseSync>();

export interface DataLock {
  release(): void;
}

/**
 * Makes this process the one server of a data folder (made where it is missing, for its owner alone). A second
 * server's recovery would undo the uploads that the first one has in hand. Throws an Error that says who holds it.
 *
 * The lock is SQLite's own on an empty file: the system drops it when the process ends, `kill -9` included.
 * (POSIX drops it as well when this process opens and closes that file by other means: leave it alone.)
 */
export function lockDataDir(dir: string): DataLock {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const holder = join(dir, "lock.pid");
  const path = join(dir, "lock");
  const db = explained(path, () => new DatabaseSync(path, { timeout: 0 }));
  try {
    db.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    explained(holder, () => writeFileSync(holder, `${process.pid}\n`));
  } catch (error) {
    db.close();
    if (!isBusy(error)) throw explain(path, error);
    throw new DataFolderFault(
      `The data folder ${dir} is in use by another Proofsheet server${processOf(holder)}. Stop that one, or set DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  held.add(db);
  return {
    release() {
      if (!db.isOpen) return;
      rmSync(holder, { force: true });
      db.close();
      held.delete(db);
    },
  };
}

/** SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy */
function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === 5;
}

function processOf(holder: string): string {
  try {
    const pid = Number(readFileSync(holder, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? ` (process ${pid})` : "";
  } catch {
    // It has taken the lock and not yet written its number.
    return "";
  }
}
