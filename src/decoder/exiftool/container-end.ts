/**
 * Where a PNG (3rd edition §5.3, behind IEND) or a WebP (RFC 9649 §2.4, the RIFF size) ends by its own word; what lies
 * behind that belongs to nobody, and ExifTool does not look there. The length of the file for every other format, and
 * where the walk finds no end.
 */
export function containerEnd(file: Uint8Array, format: string): number {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length);
  if (format === "png") return pngEnd(bytes);
  if (format !== "webp" || bytes.length < 12) return bytes.length;
  const size = bytes.readUInt32LE(4) + 8;
  return Math.min(bytes.length, size + (size % 2));
}

function pngEnd(bytes: Buffer): number {
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (bytes.toString("latin1", at + 4, at + 8) === "IEND") return Math.min(end, bytes.length);
    at = end;
  }
  return bytes.length;
}
