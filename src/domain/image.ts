import type { PublicError } from "#errors.ts";
import type { ImageProperties } from "#picture/properties.ts";

export type ImageStatus = "pending" | "processing" | "ready" | "failed";

/** The small record of an image: all that the gallery needs, 2 KB at most. Times are ms since 1970, UTC. */
export interface ImageRecord {
  /** the version of this shape; new fields are optional, so that the version before can read it */
  version: 1;
  /** a hash of the workspace's id, never the id itself */
  workspace: string;
  /** a ULID: sorts by the time of the upload */
  id: string;
  /** the sender's file name, without a path */
  name: string;
  status: ImageStatus;
  error: PublicError | null;
  /** announced while `pending`; then what arrived */
  bytes: number;
  /** bytes of this image that count in the workspace's usage: what `remove` gives back */
  reserved: number;
  /** declared while `pending`; then what the content is */
  mediaType: string;
  /** of the bytes that were processed; reads of the original ask for it */
  etag: string | null;
  createdAt: number;
  expiresAt: number;
  /** until when an upload may come: after that it is forgotten, or announced if it is there; null once the bytes are there */
  uploadEndsAt: number | null;
  /** null until `ready` */
  facts: ImageProperties | null;
  /** of the request that began the upload: the worker's log lines name it too. Not in the records of older versions. */
  requestId?: string;
  /** how often its own decoder has died of it since it was sent, or tried again */
  crashes?: number;
  /** ms that a worker took to find out that it `failed` */
  failedAfterMs?: number;
}

/** An image that was read: all is known that can be known of it. */
export type ReadyImage = ImageRecord & { facts: ImageProperties };

/** When the sweeper comes for a new record: at the end of its life, or of its upload while nothing has come. Ms since 1970. */
export const firstDueAt = ({ status, expiresAt, uploadEndsAt }: ImageRecord): number =>
  Math.min(expiresAt, (status === "pending" ? uploadEndsAt : null) ?? expiresAt);
