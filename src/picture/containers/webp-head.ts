import { bytesOf, type HeadBlocks, latin, MOST_BLOCK, noBlocks } from "./head-blocks.ts";

const MOST_CHUNKS = 1000;

/** The EXIF and XMP chunks of a WebP (RFC 9649 §2.7.1.5); the pixels before them are stepped over. */
export async function webpBlocks(file: Blob): Promise<HeadBlocks> {
  const blocks = noBlocks();
  let at = 12;
  for (let chunk = 0; chunk < MOST_CHUNKS; chunk++) {
    const head = await bytesOf(file, at, 8);
    if (head.byteLength < 8) return blocks;
    const type = latin(head, 0, 4);
    const length = head.getUint32(4, true);
    if (type === "EXIF" || type === "XMP ") {
      if (length > MOST_BLOCK) blocks.cut = true;
      else {
        const body = await bytesOf(file, at + 8, length);
        const bytes = new Uint8Array(body.buffer);
        if (type === "XMP ") blocks.xmp ??= new TextDecoder().decode(bytes);
        // Some writers put JPEG's prefix before the TIFF header.
        else blocks.exif ??= latin(body, 0, 6) === "Exif\0\0" ? bytes.subarray(6) : bytes;
      }
    }
    at += 8 + length + (length % 2);
  }
  return { ...blocks, cut: true };
}
