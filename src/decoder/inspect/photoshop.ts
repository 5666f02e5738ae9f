import type { MetadataBlocks } from "./blocks.ts";
import { embeddedJpeg } from "./embedded-jpeg.ts";

/** Numbers of image resources (Adobe Photoshop File Formats Specification, "Image Resource IDs"). */
const OLD_THUMBNAIL = 0x0409;
const IPTC = 0x0404;
const THUMBNAIL = 0x040c;
const IPTC_DIGEST = 0x0425;

/** Takes what concerns us out of a run of Photoshop image resources; stops at the first one that is not whole. */
export function readPhotoshop(resources: Buffer, blocks: MetadataBlocks): void {
  let at = 0;
  while (at + 12 <= resources.length && resources.toString("latin1", at, at + 4) === "8BIM") {
    const id = resources.readUInt16BE(at + 4);
    // A Pascal string, padded to an even number of bytes with its length byte.
    const name = (resources.readUInt8(at + 6) + 2) & ~1;
    const sizeAt = at + 6 + name;
    if (sizeAt + 4 > resources.length) return;
    const size = resources.readUInt32BE(sizeAt);
    const data = resources.subarray(sizeAt + 4, sizeAt + 4 + size);
    if (id === IPTC) blocks.iptc ??= data;
    else if (id === IPTC_DIGEST && data.length === 16) blocks.iptcDigest = data;
    else if ((id === THUMBNAIL || id === OLD_THUMBNAIL) && data.length > 28) {
      blocks.thumbnail = true;
      // A header of 28 bytes, then a JPEG; in the old resource with red and blue the other way round.
      if (id === THUMBNAIL) blocks.embedded ??= embeddedJpeg(data.subarray(28));
    }
    at = sizeAt + 4 + size + (size % 2);
  }
}
