import { linkSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { rgbaToThumbHash } from "thumbhash";
import { monotonicFactory } from "ulid";
import { openDatabase } from "#adapters/embedded/database.ts";
import { createFileStore } from "#adapters/embedded/file-store.ts";
import { createSqliteRecords } from "#adapters/embedded/records.ts";
import { inTransaction } from "#adapters/embedded/transaction.ts";
import type { ImageRecord } from "#domain/image.ts";
import { uploadKey } from "#domain/keys.ts";
import type { WebServices } from "#web/context/services.ts";
import { sealWorkspace } from "#web/context/session.ts";
import { SECRET } from "./servers.ts";

const DAY_MS = 86_400_000;

/**
 * Fills a data folder that no server uses yet with a workspace of so many ready images; answers its cookie. With
 * `original` each has those bytes (one file on the disk under many names), else there is none behind the record.
 */
export async function fillWorkspace(dataDir: string, count: number, original: Buffer | null): Promise<string> {
  const { workspace, cookie } = await sealWorkspace(
    { sessionSecrets: [SECRET], limits: { retentionMs: DAY_MS } } as WebServices,
    { secure: false },
  );
  mkdirSync(dataDir, { recursive: true });
  const newId = monotonicFactory();
  const begun = Date.now();
  const ids = Array.from({ length: count }, (_, index) => newId(begun - count + index));
  const etag = original === null ? null : await store(dataDir, workspace, ids, original);
  const db = openDatabase(join(dataDir, "catalog.sqlite"));
  const records = createSqliteRecords(db);
  const bytes = original?.length ?? 4_200_000;
  inTransaction(db, () => {
    ids.forEach((id, index) => {
      records.create(readyImage({ workspace, id, etag, bytes, index, createdAt: begun - count + index }));
    });
  });
  db.close();
  return `${cookie.name}=${cookie.value}`;
}

async function store(dataDir: string, workspace: string, ids: string[], original: Buffer): Promise<string> {
  const files = createFileStore({ root: dataDir, announce: () => {}, secrets: [SECRET] });
  const folderOf = (id: string) => join(dataDir, ...uploadKey(workspace, id).split("/"));
  const [first = "", ...others] = ids;
  const options = { mediaType: "image/jpeg", maxBytes: original.length };
  await files.put(uploadKey(workspace, first), Readable.from([original]), options);
  const [name = ""] = readdirSync(folderOf(first));
  for (const id of others) {
    mkdirSync(folderOf(id));
    linkSync(join(folderOf(first), name), join(folderOf(id), name));
  }
  return name;
}

type Known = Pick<ImageRecord, "workspace" | "id" | "etag" | "bytes" | "createdAt"> & { index: number };

function readyImage({ index, ...known }: Known): ImageRecord {
  return {
    ...known,
    version: 1,
    name: `IMG_${String(index).padStart(5, "0")}.jpg`,
    status: "ready",
    error: null,
    reserved: known.bytes,
    mediaType: "image/jpeg",
    expiresAt: known.createdAt + DAY_MS,
    uploadEndsAt: null,
    facts: {
      format: "jpeg",
      mediaType: "image/jpeg",
      width: 4000,
      height: 3000,
      orientation: 1,
      frames: 1,
      hasAlpha: false,
      bitDepth: 8,
      colourSpace: "srgb",
      iccProfile: null,
      thumbhash: thumbhash(index),
      palette: ["#203040", "#8090a0", "#c0b0a0", "#405030", "#f0f0e8"],
      warnings: index % 3 === 0 ? [{ code: "location", detail: "This picture says where it was taken." }] : [],
    },
  };
}

/** Of a gradient that is another one for each image. */
function thumbhash(index: number): string {
  const [width, height] = [32, 24];
  const pixels = Uint8Array.from({ length: width * height * 4 }, (_, at) => {
    const [x, y] = [(at >> 2) % width, Math.floor((at >> 2) / width)];
    return at % 4 === 3 ? 255 : (x * (3 + (index % 5)) + y * (2 + (index % 7)) + index * 13 + (at % 4) * 40) % 256;
  });
  return Buffer.from(rgbaToThumbHash(width, height, pixels)).toString("base64");
}
