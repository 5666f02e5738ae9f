import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { LocalState } from "#domain/recover.ts";
import { createSqliteCatalog, type SqliteCatalog } from "./catalog.ts";
import { openDatabase, truncateWal } from "./database.ts";
import { createFileStore } from "./file-store.ts";
import { lockDataDir } from "./lock.ts";
import { createSqliteQueue } from "./queue.ts";
import { loadOrMakeSecret } from "./secret.ts";

const MAX_RECEIVES = 3;
const EMPTY_AFTER_MS = 500;
/** Longer than any upload or conversion: what is older in the temporary folder belongs to nobody. */
const STALE_MS = 2 * 3_600_000;

export interface EmbeddedOptions {
  dataDir: string;
  /** null: one is made once and kept in the folder */
  sessionSecrets: string[] | null;
  /** the server alone holds the folder's lock; its worker shares the folder */
  role: "server" | "worker";
  visibilitySeconds: number;
  /** ms since 1970 */
  now?: () => number;
}

/** Opens the adapters of embedded mode on one data folder. Throws a sentence where it is in use or cannot be written. */
export function openEmbedded({ dataDir, sessionSecrets, role, visibilitySeconds, now = Date.now }: EmbeddedOptions) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = role === "server" ? lockDataDir(dataDir) : null;
  const kept = loadOrMakeSecret(dataDir);
  const secrets = sessionSecrets ?? [kept];
  const db = openDatabase(join(dataDir, "catalog.sqlite"));
  const catalog = forgetful(createSqliteCatalog(db, { now }), () => truncateWal(db));
  const queue = createSqliteQueue(db, { visibilitySeconds, maxReceives: MAX_RECEIVES, clock: now });
  const tmp = role === "server" ? join(dataDir, "tmp") : emptied(join(dataDir, "tmp-worker"));
  const store = createFileStore({
    root: dataDir,
    tmp,
    announce: (event) => queue.uploads.publish(event),
    secrets,
    now,
  });

  const local: LocalState = {
    async prepare() {
      await store.sweepTmp(0);
      await store.removeEmpty();
      await catalog.recover();
      queue.releaseAll();
    },
    stored: () => store.stored(),
    derived: () => store.derived(),
    results: () => catalog.results(),
    hasResult: (key) => catalog.hasResult(key),
    unfinished: () => catalog.unsettled(),
  };
  return {
    store,
    catalog,
    uploads: queue.uploads,
    deadLetters: queue.deadLetters,
    sessionSecrets: secrets,
    scratch: tmp,
    decoderFolder: emptied(join(dataDir, role === "server" ? "tmp-decoders" : "tmp-worker-decoders")),
    local,
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
