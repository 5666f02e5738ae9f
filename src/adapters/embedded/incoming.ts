import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { chunksOf } from "#adapters/body-chunks.ts";
import { storageFull } from "#adapters/refusals.ts";
import { toAppError } from "#errors.ts";
import { hasCode, syncDirectory } from "./durable.ts";

/** How often the room on the disk is looked at while bytes arrive. */
const LOOK_EVERY_BYTES = 16_000_000;

/** Bytes that have arrived in full and are durable, but have no name yet. */
export interface Incoming {
  /** a temporary directory that holds nothing but `file` */
  directory: string;
  /** `directory/{sha256}` */
  file: string;
  bytes: number;
  /** SHA-256, hex */
  etag: string;
}

export interface IncomingLimits {
  maxBytes: number;
  /** the error for one byte more, given how many had arrived */
  tooMany(arrived: number): Error;
  /** throws where there is no room for `arrived` bytes, which are on the disk */
  ensureRoom(arrived: number): Promise<void>;
}

/**
 * Streams `body` into a temporary directory below `tmp` and hands it to `use`; whatever `use` does not move
 * away is deleted, and so is everything after a failure. Memory stays at one chunk: the next is asked for when
 * the last is written. `body` is neither destroyed nor drained here, so that its owner can still answer on it.
 */
export async function receiveBody<T>(
  tmp: string,
  body: Readable,
  limits: IncomingLimits,
  use: (incoming: Incoming) => Promise<T>,
): Promise<T> {
  const directory = join(tmp, randomUUID());
  try {
    await mkdir(directory, { mode: 0o700 });
    const part = join(directory, "part");
    const handle = await open(part, "wx", 0o600);
    let written: { bytes: number; etag: string };
    try {
      written = await writeBody(handle, body, limits);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const file = join(directory, written.etag);
    await rename(part, file);
    await syncDirectory(directory);
    return await use({ directory, file, ...written });
  } catch (error) {
    throw fromDisk(error);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function writeBody(handle: FileHandle, body: Readable, limits: IncomingLimits) {
  const hash = createHash("sha256");
  let bytes = 0;
  let lookAt = LOOK_EVERY_BYTES;
  for await (const chunk of chunksOf(body)) {
    bytes += chunk.length;
    if (bytes > limits.maxBytes) throw limits.tooMany(bytes);
    if (bytes > lookAt) {
      await limits.ensureRoom(bytes);
      lookAt = bytes + LOOK_EVERY_BYTES;
    }
    hash.update(chunk);
    await handle.writeFile(chunk);
  }
  return { bytes, etag: hash.digest("hex") };
}

/** A full disk, or a user's full share of it, is no fault of the program. */
export function fromDisk(error: unknown): Error {
  return hasCode(error, "ENOSPC", "EDQUOT") ? storageFull(error) : toAppError(error);
}
