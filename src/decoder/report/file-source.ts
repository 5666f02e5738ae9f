import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { type ByteSource, windowed } from "#picture/containers/byte-source.ts";

/**
 * Lends a file by its positions. It is read at once: a child process has nothing else to do, and a read by promise costs
 * more than what it brings. Throws what the file system throws.
 */
export async function withFileSource<T>(path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    return await use(
      windowed({
        bytes: size,
        async read(offset, length) {
          const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, size - offset)));
          return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, offset));
        },
      }),
    );
  } finally {
    closeSync(file);
  }
}
