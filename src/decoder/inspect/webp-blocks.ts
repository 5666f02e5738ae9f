import { addXmp, MAX_BLOCK, type MetadataBlocks, noMetadataBlocks, xmpRoom } from "./blocks.ts";
import type { ByteSource } from "./byte-source.ts";

const MAX_CHUNKS = 100_000;

/** The metadata of a WebP: chunks of its RIFF container (RFC 9649 §2.7.1.5, ICCP, EXIF, XMP). */
export function webpBlocks(source: ByteSource): MetadataBlocks {
  const blocks = noMetadataBlocks();
  let at = 12;
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk++) {
    const head = source.read(at, 8);
    if (head.length < 8) return blocks;
    const type = head.toString("latin1", 0, 4);
    const length = head.readUInt32LE(4);
    if (type === "EXIF" || type === "ICCP" || type === "XMP ") {
      if (length > (type === "XMP " ? xmpRoom(blocks) : MAX_BLOCK)) blocks.cut = true;
      else take(blocks, type, Buffer.from(source.read(at + 8, length)));
    }
    at += 8 + length + (length % 2);
  }
  blocks.cut = true;
  return blocks;
}

function take(blocks: MetadataBlocks, type: "EXIF" | "ICCP" | "XMP ", body: Buffer): void {
  if (type === "ICCP") blocks.icc ??= body;
  else if (type === "XMP ") addXmp(blocks, body);
  // Some writers put JPEG's prefix before the TIFF header.
  else blocks.exif ??= body.toString("latin1", 0, 5) === "Exif\0" ? body.subarray(6) : body;
}
