import type { ImageRecord } from "#domain/image.ts";
import type { PublicError } from "#errors.ts";
import type { ImageDetails, ImageProperties } from "#picture/properties.ts";
import type { StoredObject } from "./object-store.ts";

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

/** What counts in a workspace, never above its limits. */
export interface WorkspaceUsage {
  /** Adds to what the workspace uses, or nothing and false where that would pass `limits`. One conditional write. */
  reserve(workspace: string, amount: Amount, limits: Amount, now: number): Promise<boolean>;
  /** Gives back what `reserve` took for something that never became a record. */
  release(workspace: string, amount: Amount): Promise<void>;
  usage(workspace: string): Promise<Amount>;
}

/** The records as they are. */
export interface ImageRecords {
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
}

/** Each is one conditional write: of two who come at once, one is told that it came too late. */
export interface StatusChanges {
  /**
   * `pending | processing -> processing`, with what arrived, and how often its decoder has died of it where that is said.
   * Null where there is nothing to process (gone, ready or failed).
   */
  markProcessing(workspace: string, id: string, arrived: StoredObject, crashes?: number): Promise<ImageRecord | null>;
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
  /**
   * `pending | processing -> failed`; with `etag` only where the record still names these bytes. False as above.
   * @param tookMs what it took to find out
   */
  markFailed(workspace: string, id: string, error: PublicError, etag?: string, tookMs?: number): Promise<boolean>;
  /** `failed -> pending`, for one more try, with no crash counted; overdue from `lookAgainAt` (ms since 1970) while it waits. False as above. */
  markRetried(workspace: string, id: string, lookAgainAt: number): Promise<boolean>;
  /**
   * After a streamed upload, which began with `reserved` 0: adds the true size to the usage and sets `reserved`
   * to it. Leaves the status alone (the worker may have been faster), and when the sweeper comes for it. False where it would pass `limits.bytes`
   * or the record is gone.
   */
  settle(workspace: string, id: string, stored: StoredObject, limits: Amount): Promise<boolean>;
}

/** Deletes, by a visitor and on time. */
export interface ImageDeletion {
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
}

/** Which results are stored, and how large they are. */
export interface ResultBudget {
  /**
   * Records a stored result and returns the keys of older ones, oldest first, that must go for the workspace to
   * stay in `budget` bytes. They count until `forgetResult`, called once they are gone. The new one stays, however
   * large it is: somebody is about to read it. Only where its image is gone it is the one key that is returned.
   */
  addResult(workspace: string, id: string, key: string, bytes: number, budget: number): Promise<string[]>;
  forgetResult(workspace: string, key: string): Promise<void>;
}

/** What is said once. */
export interface WorkspaceNotices {
  addNotices(workspace: string, notices: Notice[], until: number): Promise<void>;
  /** The notices, and forgets them. */
  takeNotices(workspace: string): Promise<Notice[]>;
}

/** What is known of the images; the bytes are in the object store. */
export type Catalog = WorkspaceUsage &
  ImageRecords &
  StatusChanges &
  ImageDeletion &
  ResultBudget &
  WorkspaceNotices & {
    /** Throws where the catalog does not answer, or takes no write. */
    check(): Promise<void>;
  };
