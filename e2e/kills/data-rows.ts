/** What is in the catalog of a data folder, read beside the server that uses it. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { ImageRecord } from "#domain/image.ts";

interface Usage {
  workspace: string;
  images: number;
  bytes: number;
}

export interface Rows {
  images: ImageRecord[];
  usage: Usage[];
  results: { key: string; bytes: number }[];
  messages: number;
  /** of images that are gone */
  lostDetails: number;
  lostResults: number;
}

export function readRows(dataDir: string): Rows {
  const db = new DatabaseSync(join(dataDir, "catalog.sqlite"), { readOnly: true, timeout: 5000 });
  try {
    db.exec("BEGIN"); // one moment for all of them
    const all = <T>(sql: string) => db.prepare(sql).all() as T[];
    const count = (sql: string) => Number(db.prepare(sql).get()?.n);
    return {
      images: all<{ record: string }>("SELECT record FROM images").map(({ record }) => JSON.parse(record)),
      usage: all<Usage>("SELECT workspace, images, bytes FROM usage"),
      results: all<{ key: string; bytes: number }>("SELECT key, bytes FROM results"),
      messages: count("SELECT count(*) AS n FROM messages"),
      lostDetails: count(
        "SELECT count(*) AS n FROM details WHERE (workspace, id) NOT IN (SELECT workspace, id FROM images)",
      ),
      lostResults: count(
        "SELECT count(*) AS n FROM results WHERE (workspace, id) NOT IN (SELECT workspace, id FROM images)",
      ),
    };
  } finally {
    db.close();
  }
}
