/** A look into the database of a running server: what it counts, and what there is to count. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { storedFiles } from "#e2e/data-folder.ts";

interface Counted {
  workspace: string;
  images: number;
  bytes: number;
}

/** What each workspace is said to use, and what its records add up to. */
export function usageOf(dataDir: string): { said: Counted[]; true: Counted[] } {
  return reading(dataDir, (db) => {
    const rows = (sql: string) =>
      db
        .prepare(sql)
        .all()
        .map((row) => ({
          workspace: String(row.workspace),
          images: Number(row.images),
          bytes: Number(row.bytes),
        }));
    return {
      said: rows("SELECT workspace, images, bytes FROM usage ORDER BY workspace"),
      true: rows(
        "SELECT workspace, count(*) AS images, sum(reserved) AS bytes FROM images GROUP BY workspace ORDER BY workspace",
      ),
    };
  });
}

/** Uploads on the disk that no record names. */
export function uploadsWithoutRecord(dataDir: string): string[] {
  const ids = reading(
    dataDir,
    (db) =>
      new Set(
        db
          .prepare("SELECT workspace || '/' || id AS name FROM images")
          .all()
          .map((row) => String(row.name)),
      ),
  );
  return storedFiles(dataDir).filter((path) => {
    const [, area, image] = /^(uploads|derived)\/([^/]+\/[^/]+)\//.exec(path) ?? [];
    return area !== undefined && !ids.has(image!);
  });
}

/** What is still arriving, or was left. */
export const temporaryFiles = (dataDir: string): string[] =>
  storedFiles(dataDir).filter((path) => path.startsWith("tmp"));

function reading<T>(dataDir: string, look: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(join(dataDir, "catalog.sqlite"), { readOnly: true, timeout: 5000 });
  try {
    return look(db);
  } finally {
    db.close();
  }
}
