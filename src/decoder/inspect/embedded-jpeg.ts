import type { RawTags } from "./raw-tags.ts";
import type { SyncSource } from "./sync-source.ts";
import { xmpFieldWhole } from "./xmp-values.ts";

/** Bytes; cameras write 5 to 30 KB, raw developers up to 200. */
const MAX_EMBEDDED = 500_000;
/** A progressive JPEG of a camera has ten scans; each one is a pass over all pixels. */
const MAX_SCANS = 32;

/** The bytes as a JPEG of a sane size that a decoder may be given, else null. */
export function embeddedJpeg(bytes: Buffer): Buffer | null {
  if (bytes.length < 100 || bytes.length > MAX_EMBEDDED) return null;
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  return scans(bytes) > MAX_SCANS ? null : bytes;
}

export function readEmbedded(source: SyncSource, offset: number, length: number): Buffer | null {
  if (offset === 0 || length === 0 || length > MAX_EMBEDDED) return null;
  return embeddedJpeg(Buffer.from(source.read(offset, length)));
}

/** `xmp:Thumbnails`: a list of structures whose `image` is a JPEG in base64 (XMP Specification part 2 §1.2.2.1). */
export function embeddedInXmp(xmp: RawTags): Buffer | null {
  const text = xmpFieldWhole(xmp, "Thumbnails", "image");
  return text === null ? null : embeddedJpeg(Buffer.from(text, "base64"));
}

/** Inside the coded pixels an FF is always followed by 00 (ITU T.81 §B.1.1.5): every FF DA begins a scan. */
function scans(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf("\xff\xda", 0, "latin1"); at >= 0; at = bytes.indexOf("\xff\xda", at + 2, "latin1")) {
    count++;
  }
  return count;
}
