import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type LocalState, recover } from "#domain/recover.ts";
import type { Services } from "#domain/services.ts";
import { createSqliteCatalog, type SqliteCatalog } from "./catalog.ts";
import { dataPaths, openCatalog } from "./data-folder.ts";
import { behindCatalog, explain, explained } from "./data-folder-fault.ts";
import { openDatabase, truncateWal } from "./database.ts";
import { createFileStore } from "./file-store.ts";
import { findLeftovers } from "./find-leftovers.ts";
import { type DataLock, lockDataDir } from "./lock.ts";
import { createSqliteQueue } from "./queue.ts";
import { shareOfDisk } from "./room.ts";
import { loadOrMakeSecret } from "./secret.ts";

export { emptyDataFolder } from "./data-folder.ts";

const MAX_RECEIVES = 3;
const EMPTY_AFTER_MS = 500;
/** Longer than any upload or conversion: what is older in the temporary folder belongs to nobody. */
const STALE_MS = 2 * 3_600_000;

export interface EmbeddedOptions {
  dataDir: string;
  /** bytes of all that is kept; null: half of what the disk has for us */
  dataMaxBytes?: number | null;
  /** null: one is made once and kept in the folder */
  sessionSecrets: string[] | null;
  /** the server alone holds the folder's lock; its worker shares the folder */
  role: "server" | "worker";
  visibilitySeconds: number;
  /** ms since 1970 */
  now?: () => number;
}

/**
 * Opens the adapters of embedded mode on one data folder. Throws a DataFolderFault, with nothing changed, where it is in
 * use, cannot be used, or holds originals without their catalog.
 */
export function openEmbedded(options: EmbeddedOptions) {
  const { dataDir, role } = options;
  explained(dataDir, () => mkdirSync(dataDir, { recursive: true, mode: 0o700 }));
  const lock = role === "server" ? lockDataDir(dataDir) : null;
  try {
    return explained(dataDir, () => openLocked(options, lock));
  } catch (error) {
    lock?.release();
    throw error;
  }
}

function openLocked(options: EmbeddedOptions, lock: DataLock | null) {
  const { dataDir, dataMaxBytes = null, sessionSecrets, role, visibilitySeconds, now = Date.now } = options;
  const { catalog: path } = dataPaths(dataDir);
  const db = explained(path, () => (role === "server" ? openCatalog(dataDir) : openDatabase(path)));
  try {
    const made = explained(join(dataDir, "secret"), () => loadOrMakeSecret(dataDir));
    const secrets = sessionSecrets ?? [made];
    const catalog = forgetful(createSqliteCatalog(db, { now }), () => truncateWal(db));
    const queue = createSqliteQueue(db, { visibilitySeconds, maxReceives: MAX_RECEIVES, clock: now });
    const tmp = role === "server" ? join(dataDir, "tmp") : emptied(join(dataDir, "tmp-worker"));
    const maxBytes = dataMaxBytes ?? shareOfDisk(dataDir, catalog.kept().bytes);
    const store = createFileStore({
      root: dataDir,
      tmp,
      announce: (event) => queue.uploads.publish(event),
      secrets,
      now,
      kept: {
        maxBytes,
        sum: catalog.kept,
        async dropResults(bytes) {
          const oldest = catalog.oldestResults(bytes);
          for (const { key } of oldest) await store.remove(key);
          await catalog.forgetResults(oldest);
          return oldest.length > 0;
        },
      },
      isExpected: catalog.hasRecord,
      onDerived: catalog.addDerived,
    });

    const local: LocalState = {
      async prepare() {
        const { leftovers, gone, originals, unknown } = findLeftovers(store.stored(), catalog);
        if (unknown > 0) throw behindCatalog(path, unknown, originals, dataPaths(dataDir).uploads);
        await store.sweepTmp(0);
        await store.removeEmpty();
        await catalog.recover();
        await catalog.forgetResults(gone);
        queue.releaseAll();
        return leftovers;
      },
    };
    return {
      store,
      catalog,
      uploads: queue.uploads,
      deadLetters: queue.deadLetters,
      sessionSecrets: secrets,
      scratch: tmp,
      decoderFolder: emptied(join(dataDir, role === "server" ? "tmp-decoders" : "tmp-worker-decoders")),
      maxBytes,
      /** Throws a DataFolderFault where the folder is not as its server left it. */
      recover: (services: Services) =>
        recover(services, local).catch((error) => {
          throw explain(dataDir, error);
        }),
      releaseMessages: () => queue.releaseAll(),
      async tidy() {
        truncateWal(db);
        await store.sweepTmp(STALE_MS);
      },
      close() {
        catalog.stop();
        db.close();
        lock?.release();
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

interface ForgetfulCatalog extends SqliteCatalog {
  stop(): void;
}

/** A process's own folder: what a killed one left there goes as soon as the next one begins. */
function emptied(dir: string): string {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { mode: 0o700 });
  return dir;
}

/** A delete leaves what it deleted in the log that SQLite keeps; soon after the last of a row of them it is emptied. */
function forgetful(catalog: SqliteCatalog, empty: () => void): ForgetfulCatalog {
  let soon: NodeJS.Timeout | null = null;
  const emptySoon = () => {
    soon = null;
    try {
      empty();
    } catch {
      // A full disk, or the worker writes just now: the sweep comes within a minute, and reports.
    }
  };
  return {
    ...catalog,
    async remove(...image) {
      const removed = await catalog.remove(...image);
      soon ??= setTimeout(emptySoon, EMPTY_AFTER_MS).unref();
      return removed;
    },
    stop: () => clearTimeout(soon ?? undefined),
  };
}
