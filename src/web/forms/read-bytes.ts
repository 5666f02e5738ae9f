import type { AppError } from "#errors.ts";

/**
 * A whole body of at most `maxBytes`. Of a longer one the rest is left where it is and what `tooLong` makes is thrown: to
 * cancel the body would close the connection before anybody was told.
 */
export async function readBytes(request: Request, maxBytes: number, tooLong: () => AppError): Promise<Buffer> {
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  const reader = request.body.getReader();
  let bytes = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      bytes += next.value.byteLength;
      if (bytes > maxBytes) throw tooLong();
      chunks.push(next.value);
    }
  } finally {
    reader.releaseLock();
  }
  return Buffer.concat(chunks);
}
