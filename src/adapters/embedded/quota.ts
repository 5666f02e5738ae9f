import type { DatabaseSync } from "node:sqlite";
import type { Amount } from "#domain/ports.ts";

/** What each workspace uses. None of these opens a transaction: `give` and `shift` are parts of larger ones. */
export function createQuota(db: DatabaseSync) {
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
    /** All of `amount`, or nothing and false. */
    take(workspace: string, amount: Amount, limits: Amount): boolean {
      const { changes } = take.run({
        workspace,
        images: amount.images,
        bytes: amount.bytes,
        maxImages: limits.images,
        maxBytes: limits.bytes,
      });
      return changes === 1;
    },
    /** Gives back; a workspace that uses nothing leaves no row. */
    give(workspace: string, amount: Amount): void {
      subtract.run({ workspace, images: amount.images, bytes: amount.bytes });
      forget.run(workspace);
    },
    /** Counts more bytes (or fewer) for an image that is counted already; the limit is asked by the caller. */
    shift(workspace: string, bytes: number): void {
      if (bytes !== 0) add.run({ workspace, bytes });
    },
    usage(workspace: string): Amount {
      const row = read.get(workspace);
      return { images: Number(row?.images ?? 0), bytes: Number(row?.bytes ?? 0) };
    },
    /** Counts afresh from the records. */
    recount(): void {
      clear.run();
      count.run();
    },
  };
}
