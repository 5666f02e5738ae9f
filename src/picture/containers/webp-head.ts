import { type HeadBlocks, headBytes, latin, MAX_HEAD_BLOCK, noHeadBlocks } from "./head-blocks.ts";

const MAX_CHUNKS = 1000;

/** The EXIF and XMP chunks of a WebP (RFC 9649 §2.7.1.5); the pixels before them are stepped over. */
export async function readWebpHead(file: Blob): Promise<HeadBlocks> {
  const blocks = noHeadBlocks();
  let at = 12;
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk++) {
    const head = await headBytes(file, at, 8);
    if (head.byteLength < 8) return blocks;
    const type = latin(head, 0, 4);
    const length = head.getUint32(4, true);
    if (type === "EXIF" || type === "XMP ") {
      if (length > MAX_HEAD_BLOCK) blocks.cut = true;
      else {
        const body = await headBytes(file, at + 8, length);
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
