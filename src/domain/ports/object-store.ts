import type { Readable } from "node:stream";

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

/**
 * Where the bytes are. Like every port it imports no adapter and no SDK, and has one contract suite in
 * `adapters/contract`, run against every adapter. Absent is `null`; a failure throws an AppError.
 */
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
  /** Sees to room for `bytes` more: stored results may go for it. Throws `storage_full` where that leaves too little. */
  ensureRoom(bytes: number): Promise<void>;
  /** Throws where the store does not answer. */
  check(): Promise<void>;
}

/**
 * Takes the bytes of an upload target where the store has no address of its own (embedded mode): the same form
 * as S3 takes. Checks the signature, the end, the exact size and that nothing came before.
 */
export interface UploadReceiver {
  /** Throws as `accept` does for `fields` that are forged (`not_found`) or past their time (`expired`), whatever is stored. */
  checkTarget(fields: Record<string, string>): void;
  /** `fields` as `uploadTarget` gave them. Throws `not_found` (forged), `expired`, `invalid_request` (used, too short), `too_many_bytes`. */
  accept(fields: Record<string, string>, body: Readable): Promise<StoredObject>;
}
