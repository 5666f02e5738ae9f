/** The bytes of a file by their position: a file in the decoder, a Blob in the browser. */
export interface ByteSource {
  /** of the whole file, bytes */
  readonly bytes: number;
  /** Bytes from `offset` on; shorter, or none, past the end. It never throws for that. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

const NONE = new Uint8Array(0);

/** Bytes that lie in memory. */
export function sourceOfBytes(bytes: Uint8Array): ByteSource {
  return {
    bytes: bytes.length,
    read: async (offset, length) =>
      offset >= 0 && offset < bytes.length && length > 0 ? bytes.subarray(offset, offset + length) : NONE,
  };
}

/** A file that a person chose, or one of Node's. */
export function sourceOfBlob(blob: Blob): ByteSource {
  return windowed({
    bytes: blob.size,
    read: async (offset, length) => new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()),
  });
}

/** A piece of another source, whose positions begin at 0. */
export function sourceOfPiece(source: ByteSource, from: number, bytes: number): ByteSource {
  const most = Math.max(0, Math.min(bytes, source.bytes - from));
  return {
    bytes: most,
    read: async (offset, length) =>
      offset >= 0 && offset < most ? source.read(from + offset, Math.min(length, most - offset)) : NONE,
  };
}

/** What one read of a small piece brings in at once, bytes: heads of chunks lie close together. */
const WINDOW = 65_536;

/** The same source, of which small pieces beside one another are read once. */
export function windowed(source: ByteSource): ByteSource {
  let start = 0;
  let window: Uint8Array = NONE;
  return {
    bytes: source.bytes,
    async read(offset, length) {
      if (offset < 0 || offset >= source.bytes || length <= 0) return NONE;
      const wanted = Math.min(length, source.bytes - offset);
      if (wanted > WINDOW / 4) return source.read(offset, wanted);
      if (offset < start || offset + wanted > start + window.length) {
        window = await source.read(offset, Math.min(WINDOW, source.bytes - offset));
        start = offset;
      }
      return window.subarray(offset - start, offset - start + wanted);
    },
  };
}
