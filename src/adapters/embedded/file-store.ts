import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { access, constants, open, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { alreadyUploaded, noSuchUpload, pastAnnounced, pastLimit, shortOfAnnounced } from "#adapters/refusals.ts";
import { isResultKey } from "#domain/keys.ts";
import type { ObjectStore, StoredObject, UploadReceiver } from "#domain/ports/object-store.ts";
import type { UploadEvent } from "#domain/ports/upload-queue.ts";
import { AppError, toAppError } from "#errors.ts";
import { bringOver, hasCode, moveInto } from "./durable.ts";
import { fromDisk, type Incoming, type IncomingLimits, receiveBody } from "./incoming.ts";
import {
  removeEmptyWorkspaces,
  type StoredFolder,
  type StoredImage,
  storedFolders,
  watchTemporary,
} from "./leftovers.ts";
import { type ObjectPath, storePaths } from "./object-paths.ts";
import { bodyOf, describeDerived, openStoredFile } from "./read-object.ts";
import { removeTree } from "./remove-object.ts";
import { type Disk, type Kept, makeRoom, measureDisk } from "./room.ts";
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
  /** ms, of a clock that nobody sets */
  clock?: () => number;
  measure?: (path: string) => Promise<Disk>;
  /** what is kept altogether; where nothing is said the disk alone is the limit */
  kept?: Kept;
  /**
   * Whether an upload may get its name. Asked right before: bytes without a record then mean that it was deleted a
   * moment ago, and has its tombstone.
   */
  isExpected?: (image: StoredImage) => boolean;
  /** Called before what is made of an image takes so many bytes more (or less); results aside, which the domain counts. */
  onDerived?: (image: StoredImage, bytes: number) => Promise<void>;
}

const NO_BUDGET: Kept = {
  sum: () => ({ bytes: 0, results: 0 }),
  maxBytes: Number.POSITIVE_INFINITY,
  dropResults: async () => false,
};

export interface FileStore extends ObjectStore, UploadReceiver {
  /**
   * Deletes temporary files that no pass of the last `unchangedMs` has seen change; with 0 all of them: at start, when
   * nobody writes. Returns how many.
   */
  sweepTmp(unchangedMs: number): Promise<number>;
  /** All that lies here, originals and derived objects, a folder of an image each. */
  stored(): Iterable<StoredFolder>;
  /** Deletes what a killed delete left of directories. Only at start, when nobody writes. */
  removeEmpty(): Promise<void>;
}

/**
 * Objects as files below `root`: `uploads/{workspace}/{image}/{sha256}`, `derived/{workspace}/{image}/{file}`,
 * and `tmp` for what is still arriving. An object appears under its name by one rename, complete and synced.
 */
export function createFileStore(options: FileStoreOptions): FileStore {
  const { announce, secrets, now = Date.now, clock = () => performance.now() } = options;
  const { measure = measureDisk, kept = NO_BUDGET, isExpected = () => true, onDerived } = options;
  const [signingSecret] = secrets;
  if (!signingSecret) throw new Error("The file store needs a secret to sign upload targets with.");
  const paths = storePaths(resolve(options.root), options.tmp);
  for (const dir of [paths.uploads, paths.derived, paths.tmp]) mkdirSync(dir, { recursive: true, mode: 0o700 });

  const sweepTmp = watchTemporary(paths.tmp, clock);
  const room = (counts: number, toWrite: number) => makeRoom(() => measure(paths.root), kept, { counts, toWrite });

  /** Exactly one of many at once gets the name: a directory is not renamed onto one that holds a file. */
  async function publishUpload(key: string, place: ObjectPath, incoming: Incoming): Promise<StoredObject> {
    if (!isExpected({ workspace: place.workspace, id: place.image })) throw noSuchUpload();
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

  async function publishDerived(key: string, place: ObjectPath, file: string): Promise<StoredObject> {
    const handle = await open(file, "r");
    try {
      await handle.sync();
      const stored = await describeDerived(handle);
      if (onDerived && !isResultKey(key)) {
        const before = await stat(place.path).catch(() => null); // written again after a kill
        await onDerived({ workspace: place.workspace, id: place.image }, stored.bytes - (before?.size ?? 0));
      }
      await moveInto(file, place.path, paths.derived);
      return stored;
    } finally {
      await handle.close();
    }
  }

  async function receive(
    key: string,
    body: Readable,
    limits: IncomingLimits,
    check: (incoming: Incoming) => void | Promise<void>,
  ): Promise<StoredObject> {
    // An error of the body shows when it is read; one that comes before would end the process without a listener.
    body.on("error", () => {});
    const place = paths.objectPath(key);
    const isUpload = place.area === "uploads";
    // Asked again by the rename; here so that nobody sends 100 MB to learn it.
    if (isUpload && (await head(place)) !== null) throw alreadyUploaded();
    return receiveBody(paths.tmp, body, limits, async (incoming) => {
      await check(incoming);
      return isUpload ? publishUpload(key, place, incoming) : publishDerived(key, place, incoming.file);
    });
  }

  async function head(place: ObjectPath): Promise<StoredObject | null> {
    const object = await openStoredFile(place);
    if (object === null) return null;
    await object.handle.close();
    return { bytes: object.bytes, etag: object.etag };
  }

  return {
    async put(key, body, { maxBytes }) {
      // Nothing was reserved for it: the budget is asked as it grows, and with its true size before it gets its name.
      const ensureRoom = async (arrived: number) => (key.startsWith("uploads/") ? room(arrived, 0) : undefined);
      const limits = { maxBytes, tooMany: () => pastLimit(maxBytes), ensureRoom };
      return receive(key, body, limits, ({ bytes }) => ensureRoom(bytes));
    },

    async putFile(key, path) {
      const place = paths.objectPath(key);
      if (place.area === "uploads") throw toAppError(new Error(`uploads are announced by put: ${key}`));
      const aside = join(paths.tmp, randomUUID());
      try {
        await bringOver(path, aside);
        return await publishDerived(key, place, aside);
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
      return receive(key, body, { maxBytes: bytes, tooMany, ensureRoom: () => room(0, 0) }, (incoming) => {
        if (incoming.bytes < bytes) throw shortOfAnnounced(bytes, incoming.bytes);
      });
    },

    link: async () => null,
    ensureRoom: (bytes) => room(bytes, bytes),

    async check() {
      try {
        for (const dir of [paths.uploads, paths.derived, paths.tmp]) await access(dir, constants.W_OK);
      } catch (error) {
        throw new AppError("internal", "Something failed on our side. Try again.", { cause: error });
      }
    },

    sweepTmp,
    stored: () => storedFolders(paths),
    removeEmpty: () => removeEmptyWorkspaces(paths),
  };
}
