import { addXmp, MAX_BLOCK, MAX_XMP, type MetadataBlocks, noMetadataBlocks } from "./blocks.ts";
import type { ByteSource } from "./byte-source.ts";
import { readPhotoshop } from "./photoshop.ts";
import { readDirectory, readTiffHeader, type TiffEntry } from "./tiff-directory.ts";

/** Tags whose value is a whole block (TIFF 6.0 supplement 1; XMP Specification part 3 §1.1.8; ICC.1 annex B.4). */
const XMP = 0x02bc;
const IPTC = 0x83bb;
const PHOTOSHOP = 0x8649;
const ICC = 0x8773;

/** The blocks that lie in a TIFF's first directory; its own fields are read as Exif from the file itself. */
export function tiffBlocks(source: ByteSource): MetadataBlocks {
  const blocks = noMetadataBlocks();
  const header = readTiffHeader(source);
  if (header === null) return blocks;
  const { entries } = readDirectory(source, header, header.first);
  const value = (tag: number, most: number): Buffer | null => {
    const entry: TiffEntry | undefined = entries.find((one) => one.tag === tag);
    if (entry === undefined || entry.size === 0) return null;
    if (entry.size > most) blocks.cut = true;
    return entry.size > most ? null : Buffer.from(source.read(entry.offset, entry.size));
  };
  const xmp = value(XMP, MAX_XMP);
  const photoshop = value(PHOTOSHOP, MAX_BLOCK);
  if (xmp !== null) addXmp(blocks, xmp);
  if (photoshop !== null) readPhotoshop(photoshop, blocks);
  blocks.iptc = value(IPTC, MAX_BLOCK) ?? blocks.iptc;
  blocks.icc = value(ICC, MAX_BLOCK);
  return blocks;
}
