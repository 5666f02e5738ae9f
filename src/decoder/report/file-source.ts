import { open } from "node:fs/promises";
import { type ByteSource, windowed } from "#picture/containers/byte-source.ts";

/** Lends a file by its positions. Throws what the file system throws. */
export async function withFileSource<T>(path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    return await use(
      windowed({
        bytes: size,
        async read(offset, length) {
          const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, size - offset)));
          const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
          return bytes.subarray(0, bytesRead);
        },
      }),
    );
  } finally {
    await file.close();
  }
}
