/**
 * What the domain needs from the outside. Imports no adapter and no SDK; each port has one contract suite in
 * `adapters/contract`, run against every adapter. Absent is `null`; a failure throws an AppError.
 */
import type { Readable } from "node:stream";
import type { PublicError } from "#errors.ts";
import type { ImageDetails, ImageProperties } from "#picture/properties.ts";
import type { ImageRecord } from "./image.ts";

/* ------------------------------------------------------------------------------------------- object store */

export interface StoredObject {
  bytes: number;
  /** of the content: changes when the bytes change */
  etag: string;
}

/** Where a client sends the bytes: the shape of an S3 presigned POST. */
export interface UploadTarget {
  method: "POST";
  /** absolute, or a path of this app */
  url: string;
  /** form fields that go before the part `file` */
  fields: Record<string, string>;
}

export interface UploadLimits {
  /** exactly this many bytes */
  bytes: number;
  mediaType: string;
  /** ms since 1970 */
  endsAt: number;
}

export interface LinkOptions {
  fileName: string;
  mediaType: string;
  disposition: "attachment" | "inline";
  /** ms since 1970; neither the link nor what a browser keeps of it outlives this */
  endsAt: number;
  /** s that the visitor's own browser may keep what it got without asking, at most; 0: it asks every time */
  maxAge: number;
  /** what it is good for: a store that signs takes it for nothing else. GET where nothing is said */
  method?: "GET" | "HEAD";
}

export interface ObjectStore {
  /**
   * Streams an object in. Objects under `uploads/` are announced to the upload queue once they are durable.
   * Throws `too_many_bytes` past `maxBytes`, `storage_full` when there is no room; then nothing is left of it.
   */
  put(key: string, body: Readable, options: { mediaType: string; maxBytes: number }): Promise<StoredObject>;
  /** Takes over a local file as an object; the file is gone afterwards. Overwrites. */
  putFile(key: string, path: string, options: { mediaType: string }): Promise<StoredObject>;
  /** A stream of the bytes, or of `range` (first and last byte, both included). */
  read(key: string, range?: { start: number; end: number }): Promise<(StoredObject & { body: Readable }) | null>;
  head(key: string): Promise<StoredObject | null>;
  /** Deletes one object (a full key) or all below a prefix that ends in `/`. Absent is fine. Returns how many. */
  remove(keyOrPrefix: string): Promise<number>;
  /** The bytes as a local file, for a decoder; `release` when done. Null where the object is not there, or not with that etag. */
  localFile(key: string, etag?: string): Promise<{ path: string; release(): Promise<void> } | null>;
  uploadTarget(key: string, limits: UploadLimits): Promise<UploadTarget>;
  /**
   * A signed address for one object, the same for some minutes where it can be; or null where the app must send the
   * bytes itself. Throws `expired` where no second is left until `endsAt`.
   */
  link(key: string, options: LinkOptions): Promise<string | null>;
  /** Throws `storage_full` where taking in `bytes` more would leave too little room. */
  ensureRoom(bytes: number): Promise<void>;
  /** Throws where the store does not answer. */
  check(): Promise<void>;
}

/* ------------------------------------------------------------------------------------------------ catalog */

export interface Amount {
  images: number;
  bytes: number;
}

export interface Page<T> {
  items: T[];
  /** opaque; null at the end */
  cursor: string | null;
}

export interface Neighbours {
  newer: ImageRecord | null;
  older: ImageRecord | null;
}

/** What is said once, above the gallery, after a form without script. */
export interface Notice {
  name: string;
  error: PublicError;
}

export interface Catalog {
  /** Adds to what the workspace uses, or nothing and false where that would pass `limits`. One conditional write. */
  reserve(workspace: string, amount: Amount, limits: Amount, now: number): Promise<boolean>;
  /** Gives back what `reserve` took for something that never became a record. */
  release(workspace: string, amount: Amount): Promise<void>;
  usage(workspace: string): Promise<Amount>;

  /** Throws where the id is taken. */
  create(record: ImageRecord): Promise<void>;
  get(workspace: string, id: string): Promise<ImageRecord | null>;
  details(workspace: string, id: string): Promise<ImageDetails | null>;
  /** Newest first. A cursor that this catalog did not make throws `invalid_parameter`. */
  list(workspace: string, options: { limit: number; cursor: string | null }): Promise<Page<ImageRecord>>;
  /** The images that came next after and next before this one, whatever their state; null at either end. */
  neighbours(workspace: string, id: string): Promise<Neighbours>;
  /** How many images are `pending` or `processing`. */
  unfinished(workspace: string): Promise<number>;

  /** `pending | processing -> processing`, with what arrived. Null where there is nothing to process (gone, ready or failed). */
  markProcessing(workspace: string, id: string, arrived: StoredObject): Promise<ImageRecord | null>;
  /** Notes that the bytes of a `pending` image are there and only wait for the worker. False where it is not pending any more. */
  markArrived(workspace: string, id: string, arrived: StoredObject): Promise<boolean>;
  /**
   * `processing -> ready`, where the record still names the bytes of `etag`, which were read. False where others came
   * since, or the record is gone or was finished by another.
   */
  markReady(
    workspace: string,
    id: string,
    etag: string,
    facts: ImageProperties,
    details: ImageDetails,
  ): Promise<boolean>;
  /** `pending | processing -> failed`; with `etag` only where the record still names these bytes. False as above. */
  markFailed(workspace: string, id: string, error: PublicError, etag?: string): Promise<boolean>;
  /** `failed -> pending`, for one more try; overdue from `lookAgainAt` (ms since 1970) while it waits. False as above. */
  markRetried(workspace: string, id: string, lookAgainAt: number): Promise<boolean>;
  /**
   * After a streamed upload, which began with `reserved` 0: adds the true size to the usage and sets `reserved`
   * to it. Leaves the status alone (the worker may have been faster), and when the sweeper comes for it. False where it would pass `limits.bytes`
   * or the record is gone.
   */
  settle(workspace: string, id: string, stored: StoredObject, limits: Amount): Promise<boolean>;

  /**
   * Deletes the records of an image, gives one image and its `reserved` bytes back and leaves a tombstone until `tombstoneUntil`.
   * Returns the record to the one caller that deleted it, null to every other.
   */
  remove(workspace: string, id: string, tombstoneUntil: number): Promise<ImageRecord | null>;
  /**
   * For the sweeper: records past their time, and those still `pending` at `uploadEndsAt` or `lookAgainAt`; what
   * has been due the longest comes first.
   */
  overdue(now: number, limit: number): Promise<ImageRecord[]>;
  /** Makes a record overdue at `until` (ms since 1970) and not before, unless its status changes; nothing where it is gone. */
  postpone(workspace: string, id: string, until: number): Promise<void>;
  /** Deleted images whose `tombstoneUntil` is past: no straggler can write any more, and what one wrote can go. */
  tombstones(now: number, limit: number): Promise<{ workspace: string; id: string }[]>;
  buryTombstone(workspace: string, id: string): Promise<void>;

  /**
   * Records a stored result and returns the keys of older ones, oldest first, that must go for the workspace to
   * stay in `budget` bytes. They count until `forgetResult`, called once they are gone. The new one stays, however
   * large it is: somebody is about to read it. Only where its image is gone it is the one key that is returned.
   */
  addResult(workspace: string, id: string, key: string, bytes: number, budget: number): Promise<string[]>;

  forgetResult(workspace: string, key: string): Promise<void>;

  addNotices(workspace: string, notices: Notice[], until: number): Promise<void>;
  /** The notices, and forgets them. */
  takeNotices(workspace: string): Promise<Notice[]>;

  /** Throws where the catalog does not answer. */
  check(): Promise<void>;
}

/* ------------------------------------------------------------------------------------------- upload queue */

/** The store's announcement that an object is there. */
export interface UploadEvent {
  key: string;
}

export interface Delivery {
  event: UploadEvent;
  /** how often this message was handed out, this time included */
  receives: number;
  /** names this receive, for acknowledge, release and extend */
  receiptHandle: string;
  /** when the message was sent, ms since 1970, where the queue says it */
  sentAt?: number;
}

/** At least once, in any order. A message is dead after 3 receives and then handed out by the dead-letter queue alone. */
export interface UploadQueue {
  /** Up to `max` messages, hidden from others until acknowledged, released or timed out. Waits up to `waitSeconds`. */
  receive(options: { max: number; waitSeconds: number; signal?: AbortSignal }): Promise<Delivery[]>;
  acknowledge(delivery: Delivery): Promise<void>;
  /** Makes the message visible again at once. */
  release(delivery: Delivery): Promise<void>;
  /** how long a receive hides a message, s */
  readonly visibilitySeconds: number;
  /** Hides the message for another `visibilitySeconds` from now: for who is not done yet. Too late is no fault. */
  extendVisibility(delivery: Delivery): Promise<void>;
  /** For a retry: a message of the same form as the store's own. */
  publish(event: UploadEvent): Promise<void>;
}

/**
 * Takes the bytes of an upload target where the store has no address of its own (embedded mode): the same form
 * as S3 takes. Checks the signature, the end, the exact size and that nothing came before.
 */
export interface UploadReceiver {
  /** `fields` as `uploadTarget` gave them. Throws `not_found` (forged), `expired`, `invalid_request` (used, too short), `too_many_bytes`. */
  accept(fields: Record<string, string>, body: Readable): Promise<StoredObject>;
}
