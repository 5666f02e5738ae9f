import { closeSync, openSync, readSync } from "node:fs";

/** Bytes by position. A read past the end comes back shorter, or empty: it never throws for that. */
export interface ByteSource {
  read(offset: number, length: number): Buffer;
}

/** Reads around a small header are few when one read brings in its neighbours too; bytes. */
const PAGE = 4096;

const EMPTY = Buffer.alloc(0);

export function sourceOfBuffer(bytes: Buffer): ByteSource {
  return { read: (offset, length) => (offset < 0 ? EMPTY : bytes.subarray(offset, offset + length)) };
}

/** A file of which the first `limit` bytes can be read and nothing beyond; the pixels between are never touched. */
export class FileSource implements ByteSource {
  readonly #descriptor: number;
  readonly #limit: number;
  #page: Buffer = EMPTY;
  #pageStart = 0;
  /** true once somebody asked for bytes at or beyond the limit */
  reachedLimit = false;

  /** Throws what `open` of the file system throws. */
  constructor(path: string, limit: number) {
    this.#descriptor = openSync(path, "r");
    this.#limit = limit;
  }

  read(offset: number, length: number): Buffer {
    if (!Number.isSafeInteger(offset) || offset < 0 || length <= 0) return EMPTY;
    if (offset + length > this.#limit) this.reachedLimit = true;
    const wanted = Math.min(length, this.#limit - offset);
    if (wanted <= 0) return EMPTY;
    if (wanted > PAGE) return this.#load(offset, wanted);
    const inside = offset >= this.#pageStart && offset + wanted <= this.#pageStart + this.#page.length;
    if (!inside) {
      this.#page = this.#load(offset, PAGE);
      this.#pageStart = offset;
    }
    return this.#page.subarray(offset - this.#pageStart, offset - this.#pageStart + wanted);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #load(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const got = readSync(this.#descriptor, bytes, filled, length - filled, offset + filled);
      if (got === 0) break;
      filled += got;
    }
    return bytes.subarray(0, filled);
  }
}
