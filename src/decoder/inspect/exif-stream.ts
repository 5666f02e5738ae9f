/** What may stand before the TIFF header: an offset, an APP1 head, `Exif\0\0`; bytes. */
const FARTHEST = 64;
const HEADERS = [Buffer.from("II*\0", "latin1"), Buffer.from("MM\0*", "latin1")];

/**
 * An Exif block from its TIFF header on. Writers put things before it: `Exif\0\0` as in a JPEG (Exif 3.0 §4.7.2), a
 * whole APP1 head (phones of Xiaomi, in the Exif item of HEIC), a wrong `exif_tiff_header_offset` (ISO/IEC 23008-12
 * §A.2.1). Bytes without a header near their start come back as they are.
 */
export function exifStream(block: Buffer): Buffer {
  const head = block.subarray(0, FARTHEST + 4);
  const starts = HEADERS.map((header) => head.indexOf(header)).filter((at) => at >= 0);
  return starts.length === 0 ? block : block.subarray(Math.min(...starts));
}
