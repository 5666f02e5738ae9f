/**
 * Counts the parts of a multipart body as it goes by (RFC 2046 §5.1.1): a parser that cannot read the head of a part
 * passes it over in silence, and a file would be lost without a word.
 */
export function partCounter(boundary: string) {
  const delimiter = Buffer.from(`\r\n--${boundary}`, "latin1");
  let parts = -1; // the last delimiter ends the body
  let seen: Buffer = Buffer.from("\r\n"); // the first one may stand at the very beginning
  return {
    get parts() {
      return Math.max(0, parts);
    },
    count(chunk: Uint8Array): void {
      // What may be the beginning of a delimiter is looked at again with the next chunk.
      const bytes = Buffer.concat([seen, chunk]);
      let from = 0;
      for (let at = bytes.indexOf(delimiter); at >= 0; at = bytes.indexOf(delimiter, from)) {
        parts++;
        from = at + delimiter.length;
      }
      seen = bytes.subarray(Math.max(from, bytes.length - delimiter.length + 1));
    },
  };
}
