import { DatabaseSync } from "node:sqlite";
import { DataFolderFault } from "./data-folder-fault.ts";
import { MIGRATIONS } from "./schema.ts";
import { inTransaction } from "./transaction.ts";

/** How long a statement waits for the other process's write, in ms. Writes are short; the wait blocks the thread. */
const BUSY_TIMEOUT = 5000;

/**
 * Opens (and makes or migrates) the database of a data folder. Server and worker each open the same file.
 * Throws where the file was written by a newer version than this one.
 *
 * @param beforeFirst called before the first table is made: where it throws, the file stays as it is
 */
export function openDatabase(path: string, beforeFirst: () => void = () => {}): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT });
  try {
    if (version(db) === 0) beforeFirst();
    // Before the first table, else it has no effect: free pages can then be cut off without a full VACUUM.
    db.exec("PRAGMA auto_vacuum = INCREMENTAL");
    db.exec("PRAGMA journal_mode = WAL");
    // FULL syncs the log at each commit: what was answered with success outlives a power cut (NORMAL would not).
    db.exec("PRAGMA synchronous = FULL");
    // Deleted names and metadata are overwritten with zeros instead of staying readable in free space.
    db.exec("PRAGMA secure_delete = ON");
    migrate(db, path);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function migrate(db: DatabaseSync, path: string): void {
  if (version(db) === MIGRATIONS.length) return;
  inTransaction(db, () => {
    // Read again under the write lock: the other process may have done it meanwhile.
    const from = version(db);
    if (from > MIGRATIONS.length) {
      throw new DataFolderFault(
        `${path} was written by a newer Proofsheet (database version ${from}, this one knows ${MIGRATIONS.length}). Start that one, or set DATA_DIR to another folder.`,
      );
    }
    for (const sql of MIGRATIONS.slice(from)) db.exec(sql);
    db.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
  });
}

function version(db: DatabaseSync): number {
  return Number(db.prepare("PRAGMA user_version").get()?.user_version);
}

/**
 * Empties the write-ahead log and gives free pages back, so that what was deleted is in no byte of the folder.
 * False where a reader of the other process kept the log from being emptied; call again later.
 */
export function truncateWal(db: DatabaseSync): boolean {
  const checkpoint = () => db.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.busy === 0;
  checkpoint(); // first, for on a full disk it makes the room that the next line needs
  db.exec("PRAGMA incremental_vacuum");
  return checkpoint();
}
