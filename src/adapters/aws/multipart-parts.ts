/**
 * Cuts a stream into parts of exactly `size` bytes and a last one of 1 to `size`; an empty stream is one empty last
 * part. Holds one part, and the next chunk is asked for when the part before was taken.
 */
export async function* partsOf(
  chunks: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<{ body: Buffer; last: boolean }> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    let rest = chunk;
    // Only what comes after a full part shows that it is not the last.
    while (bytes + rest.length > size) {
      held.push(rest.subarray(0, size - bytes));
      rest = rest.subarray(size - bytes);
      const body = Buffer.concat(held, size);
      held = [];
      bytes = 0;
      yield { body, last: false };
    }
    if (rest.length === 0) continue;
    held.push(rest);
    bytes += rest.length;
  }
  yield { body: Buffer.concat(held, bytes), last: true };
}
