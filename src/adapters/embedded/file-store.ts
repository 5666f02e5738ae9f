import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { access, constants, open, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { alreadyUploaded, pastAnnounced, pastLimit, shortOfAnnounced } from "#adapters/refusals.ts";
import type { ObjectStore, StoredObject, UploadReceiver } from "#domain/ports/object-store.ts";
import type { UploadEvent } from "#domain/ports/upload-queue.ts";
import { AppError, toAppError } from "#errors.ts";
import { bringOver, hasCode, moveInto } from "./durable.ts";
import { fromDisk, type Incoming, receiveBody } from "./incoming.ts";
import { derivedKeys, removeEmptyWorkspaces, type StoredImage, storedImages, sweepTemporary } from "./leftovers.ts";
import { type ObjectPath, storePaths } from "./object-paths.ts";
import { bodyOf, describeDerived, openStoredFile } from "./read-object.ts";
import { removeTree } from "./remove-object.ts";
import { checkRoom, type Disk, measureDisk } from "./room.ts";
import { signUpload, verifyUpload } from "./upload-target.ts";

export interface FileStoreOptions {
  /** made where it is missing */
  root: string;
  /** for files that are still arriving, on the same file system; `tmp` below the root where nothing is said */
  tmp?: string;
  /** Called when an upload is durable. Where it throws, the upload is taken back and `put` throws the same. */
  announce: (event: UploadEvent) => void | Promise<void>;
  /** for the signatures of upload targets: the first one signs, each is tried */
  secrets: readonly string[];
  now?: () => number;
  measure?: (path: string) => Promise<Disk>;
}

export interface FileStore extends ObjectStore, UploadReceiver {
  /** Deletes temporary files older than that (ms): 0 at start, when nobody writes. Returns how many. */
  sweepTmp(olderThanMs: number): Promise<number>;
  /** The images that have an object here, original or derived (some may be named twice). */
  stored(): AsyncIterable<StoredImage>;
  /** The keys of all derived objects. */
  derived(): AsyncIterable<string>;
  /** Deletes what a killed delete left of directories. Only at start, when nobody writes. */
  removeEmpty(): Promise<void>;
}

/**
 * Objects as files below `root`: `uploads/{workspace}/{image}/{sha256}`, `derived/{workspace}/{image}/{file}`,
 * and `tmp` for what is still arriving. An object appears under its name by one rename, complete and synced.
 */
export function createFileStore(options: FileStoreOptions): FileStore {
  const { announce, secrets, now = Date.now, measure = measureDisk } = options;
  const [signingSecret] = secrets;
  if (!signingSecret) throw new Error("The file store needs a secret to sign upload targets with.");
  const paths = storePaths(resolve(options.root), options.tmp);
  for (const dir of [paths.uploads, paths.derived, paths.tmp]) mkdirSync(dir, { recursive: true, mode: 0o700 });

  async function ensureRoom(bytes: number): Promise<void> {
    checkRoom(await measure(paths.root), bytes);
  }

  /** Exactly one of many at once gets the name: a directory is not renamed onto one that holds a file. */
  async function publishUpload(key: string, place: ObjectPath, incoming: Incoming): Promise<StoredObject> {
    try {
      await moveInto(incoming.directory, place.path, paths.uploads);
    } catch (error) {
      throw hasCode(error, "ENOTEMPTY", "EEXIST") ? alreadyUploaded(error) : error;
    }
    try {
      await announce({ key });
    } catch (error) {
      await removeTree(place.path, paths.uploads);
      throw error;
    }
    return { bytes: incoming.bytes, etag: incoming.etag };
  }

  async function publishDerived(place: ObjectPath, file: string): Promise<StoredObject> {
    const handle = await open(file, "r");
    try {
      await handle.sync();
      const stored = await describeDerived(handle);
      await moveInto(file, place.path, paths.derived);
      return stored;
    } finally {
      await handle.close();
    }
  }

  async function receive(
    key: string,
    body: Readable,
    maxBytes: number,
    tooMany: (arrived: number) => Error,
    check: (incoming: Incoming) => void = () => {},
  ): Promise<StoredObject> {
    // An error of the body shows when it is read; one that comes before would end the process without a listener.
    body.on("error", () => {});
    const place = paths.objectPath(key);
    const isUpload = place.area === "uploads";
    // Asked again by the rename; here so that nobody sends 100 MB to learn it.
    if (isUpload && (await head(place)) !== null) throw alreadyUploaded();
    const limits = { maxBytes, tooMany, ensureRoom: async () => (isUpload ? ensureRoom(0) : undefined) };
    return receiveBody(paths.tmp, body, limits, async (incoming) => {
      check(incoming);
      return isUpload ? publishUpload(key, place, incoming) : publishDerived(place, incoming.file);
    });
  }

  async function head(place: ObjectPath): Promise<StoredObject | null> {
    const object = await openStoredFile(place);
    if (object === null) return null;
    await object.handle.close();
    return { bytes: object.bytes, etag: object.etag };
  }

  return {
    put: (key, body, { maxBytes }) => receive(key, body, maxBytes, () => pastLimit(maxBytes)),

    async putFile(key, path) {
      const place = paths.objectPath(key);
      if (place.area === "uploads") throw toAppError(new Error(`uploads are announced by put: ${key}`));
      const aside = join(paths.tmp, randomUUID());
      try {
        await bringOver(path, aside);
        return await publishDerived(place, aside);
      } catch (error) {
        throw fromDisk(error);
      } finally {
        await rm(aside, { force: true });
      }
    },

    async read(key, range) {
      const object = await openStoredFile(paths.objectPath(key));
      if (object === null) return null;
      return { bytes: object.bytes, etag: object.etag, body: await bodyOf(object, range) };
    },

    head: async (key) => head(paths.objectPath(key)),

    async remove(keyOrPrefix) {
      const path = keyOrPrefix.endsWith("/") ? paths.directory(keyOrPrefix) : paths.objectPath(keyOrPrefix).path;
      if (path === null) return 0;
      return removeTree(path, keyOrPrefix.startsWith("uploads/") ? paths.uploads : paths.derived);
    },

    async localFile(key, etag) {
      const object = await openStoredFile(paths.objectPath(key));
      if (object === null) return null;
      await object.handle.close();
      if (etag !== undefined && etag !== object.etag) return null;
      return { path: object.path, release: async () => {} };
    },

    async uploadTarget(key, limits) {
      const { area, image } = paths.objectPath(key);
      if (area !== "uploads") throw toAppError(new Error(`not an upload: ${key}`));
      return { method: "POST", url: `/api/uploads/${image}`, fields: signUpload(signingSecret, { key, ...limits }) };
    },

    checkTarget: (fields) => void verifyUpload(secrets, fields, now()),

    async accept(fields, body) {
      const { key, bytes } = verifyUpload(secrets, fields, now());
      const tooMany = (arrived: number) => pastAnnounced(bytes, arrived);
      return receive(key, body, bytes, tooMany, (incoming) => {
        if (incoming.bytes < bytes) throw shortOfAnnounced(bytes, incoming.bytes);
      });
    },

    link: async () => null,
    ensureRoom,

    async check() {
      try {
        for (const dir of [paths.uploads, paths.derived, paths.tmp]) await access(dir, constants.W_OK);
      } catch (error) {
        throw new AppError("internal", "Something failed on our side. Try again.", { cause: error });
      }
    },

    sweepTmp: (olderThanMs) => sweepTemporary(paths.tmp, olderThanMs, now()),
    stored: () => storedImages(paths),
    derived: () => derivedKeys(paths),
    removeEmpty: () => removeEmptyWorkspaces(paths),
  };
}
