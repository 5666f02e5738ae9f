import type { DatabaseSync } from "node:sqlite";
import type { WorkspaceUsage } from "#domain/ports/catalog.ts";
import type { Synchronous } from "./transaction.ts";

interface Quota extends Synchronous<WorkspaceUsage> {
  /** Counts more bytes (or fewer) for an image that is counted already; the limit is asked by the caller. */
  shift(workspace: string, bytes: number): void;
  /** Counts afresh from the records. */
  recount(): void;
}

/** What each workspace uses. None of these opens a transaction: `release` and `shift` are parts of larger ones. */
export function createQuota(db: DatabaseSync): Quota {
  const take = db.prepare(`
    INSERT INTO usage (workspace, images, bytes)
      SELECT :workspace, :images, :bytes WHERE :images <= :maxImages AND :bytes <= :maxBytes
    ON CONFLICT (workspace) DO UPDATE SET images = images + excluded.images, bytes = bytes + excluded.bytes
      WHERE images + excluded.images <= :maxImages AND bytes + excluded.bytes <= :maxBytes`);
  const add = db.prepare(`
    INSERT INTO usage (workspace, images, bytes) VALUES (:workspace, 0, max(0, :bytes))
    ON CONFLICT (workspace) DO UPDATE SET bytes = max(0, bytes + :bytes)`);
  const subtract = db.prepare(`
    UPDATE usage SET images = max(0, images - :images), bytes = max(0, bytes - :bytes) WHERE workspace = :workspace`);
  const forget = db.prepare("DELETE FROM usage WHERE workspace = ? AND images = 0 AND bytes = 0");
  const read = db.prepare("SELECT images, bytes FROM usage WHERE workspace = ?");
  const clear = db.prepare("DELETE FROM usage");
  const count = db.prepare(
    "INSERT INTO usage SELECT workspace, count(*), sum(reserved) FROM images GROUP BY workspace",
  );

  return {
    reserve(workspace, amount, limits) {
      const { changes } = take.run({
        workspace,
        images: amount.images,
        bytes: amount.bytes,
        maxImages: limits.images,
        maxBytes: limits.bytes,
      });
      return changes === 1;
    },
    /** A workspace that uses nothing leaves no row. */
    release(workspace, amount) {
      subtract.run({ workspace, images: amount.images, bytes: amount.bytes });
      forget.run(workspace);
    },
    shift(workspace, bytes) {
      if (bytes !== 0) add.run({ workspace, bytes });
    },
    usage(workspace) {
      const row = read.get(workspace);
      return { images: Number(row?.images ?? 0), bytes: Number(row?.bytes ?? 0) };
    },
    recount() {
      clear.run();
      count.run();
    },
  };
}
