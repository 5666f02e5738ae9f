import { closeSync, openSync, readSync } from "node:fs";

/** Bytes by position, at once: of headers that decoders read. A read past the end comes back shorter, or empty. */
export interface SyncSource {
  read(offset: number, length: number): Buffer;
}

/** Reads around a small header are few when one read brings in its neighbours too; bytes. */
const PAGE = 4096;

const EMPTY = Buffer.alloc(0);

export function syncSourceOf(bytes: Buffer): SyncSource {
  return { read: (offset, length) => (offset < 0 ? EMPTY : bytes.subarray(offset, offset + length)) };
}

/** A file of which so many bytes in all can be read, wherever they lie; the pixels between are stepped over. */
export class FileSource implements SyncSource {
  readonly #descriptor: number;
  #left: number;
  #page: Buffer = EMPTY;
  #pageStart = 0;
  /** true once a read was refused because the file's allowance was used up */
  reachedLimit = false;

  /** Throws what `open` of the file system throws. */
  constructor(path: string, mostBytes: number) {
    this.#descriptor = openSync(path, "r");
    this.#left = mostBytes;
  }

  read(offset: number, length: number): Buffer {
    if (!Number.isSafeInteger(offset) || offset < 0 || length <= 0) return EMPTY;
    if (length > PAGE) return this.#load(offset, length);
    const inside = offset >= this.#pageStart && offset + length <= this.#pageStart + this.#page.length;
    if (!inside) {
      this.#page = this.#load(offset, PAGE);
      this.#pageStart = offset;
    }
    return this.#page.subarray(offset - this.#pageStart, offset - this.#pageStart + length);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #load(offset: number, length: number): Buffer {
    if (length > this.#left) {
      this.reachedLimit = true;
      return EMPTY;
    }
    const bytes = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    while (filled < length) {
      const got = readSync(this.#descriptor, bytes, filled, length - filled, offset + filled);
      if (got === 0) break;
      filled += got;
    }
    this.#left -= filled;
    return bytes.subarray(0, filled);
  }
}
