import { type FileHandle, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { outsideRange } from "#adapters/refusals.ts";
import type { StoredObject } from "#domain/ports/object-store.ts";
import { hasCode } from "./durable.ts";
import { isSha256, type ObjectPath } from "./object-paths.ts";

/** Up to here a body is read at once: no open file waits for a slow reader, and a thumbnail is one chunk. */
const AT_ONCE = 64 * 1024;
const CHUNK = 512 * 1024;

export interface OpenStoredFile extends StoredObject {
  path: string;
  handle: FileHandle;
}

/**
 * Opens an object, or null where there is none. What is open can be read to its end, whoever deletes it.
 *
 * The etag of an upload is the SHA-256 in its file's name: it came for nothing while the bytes went by, it moves
 * with a copied data folder, and it is there exactly when the bytes are. A derived object can be made again, so
 * hashing it would be wasted: its etag is what names this writing of the file (inode, size, ns of the last write).
 */
export async function openStoredFile(place: ObjectPath): Promise<OpenStoredFile | null> {
  const path = await pathOf(place);
  if (path === null) return null;
  const handle = await orNull(open(path.full, "r"));
  if (handle === null) return null;
  try {
    const stored = await describeDerived(handle);
    return { path: path.full, handle, bytes: stored.bytes, etag: path.etag ?? stored.etag };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

export async function describeDerived(handle: FileHandle): Promise<StoredObject> {
  const { size, ino, mtimeNs } = await handle.stat({ bigint: true });
  return { bytes: Number(size), etag: [ino, size, mtimeNs].map((part) => part.toString(36)).join("-") };
}

/** The bytes of `range` (both ends included, the end cut to the object's), or all. Takes over `object.handle`. */
export async function bodyOf(object: OpenStoredFile, range?: { start: number; end: number }): Promise<Readable> {
  const { handle, bytes } = object;
  try {
    const { start, end } = range ?? { start: 0, end: bytes - 1 };
    const last = Math.min(end, bytes - 1);
    if (range && (start < 0 || start > last)) throw outsideRange();
    const length = last - start + 1;
    if (length > AT_ONCE) return handle.createReadStream({ start, end: last, highWaterMark: CHUNK });
    const buffer = Buffer.allocUnsafe(length);
    if (length > 0) await handle.read(buffer, 0, length, start);
    await handle.close();
    return Readable.from(length > 0 ? [buffer] : [], { objectMode: false });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function pathOf(place: ObjectPath): Promise<{ full: string; etag: string | null } | null> {
  if (place.area === "derived") return { full: place.path, etag: null };
  const etag = (await orNull(readdir(place.path)))?.find(isSha256);
  return etag === undefined ? null : { full: join(place.path, etag), etag };
}

/** Absent is null: the object itself, its workspace, or it was deleted between two looks. */
async function orNull<T>(looking: Promise<T>): Promise<T | null> {
  try {
    return await looking;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}
