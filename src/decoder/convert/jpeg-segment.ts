/**
 * A JPEG with one APP13 segment more, after the APP0 to APP2 segments that must come first (JFIF, Exif, XMP, ICC):
 * libvips writes these four but what it writes of IPTC it takes over as it was.
 */
export function withApp13(jpeg: Buffer, payload: Buffer): Buffer {
  const at = endOfHead(jpeg, 0xe2);
  const head = Buffer.from([0xff, 0xed, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, at), head, payload, jpeg.subarray(at)]);
}

/**
 * Where the application segments up to a marker end, which begin a JPEG that was just written: what is put there stands
 * before anything of the picture.
 */
export function endOfHead(jpeg: Buffer, last = 0xef): number {
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff && (jpeg[at + 1] ?? 0) >= 0xe0 && (jpeg[at + 1] ?? 0) <= last) {
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  return at;
}

/** The payload of such a segment with one of Photoshop's image resources, which has no name of its own. */
export function app13(number: number, data: Uint8Array): Buffer {
  const head = Buffer.from("Photoshop 3.0\x008BIM\0\0\0\0\0\0\0\0", "latin1");
  head.writeUInt16BE(number, 18);
  head.writeUInt32BE(data.length, 22);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
