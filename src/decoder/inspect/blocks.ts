import { exifStream } from "./exif-stream.ts";

/** XMP of a file, all packets together, that is still parsed; bytes. 10 MB would cost 13 s and 3 GB. */
export const MAX_XMP = 1_000_000;
/** One Exif, IPTC or ICC block that is still looked at; bytes. */
export const MAX_BLOCK = 4_000_000;

/** Text that PNG keeps by its own keywords (PNG 3rd edition §11.3.3.1), and SVG as elements. */
export type PlainText = Partial<Record<"title" | "author" | "description" | "copyright" | "software" | "city", string>>;

/** What a container carries, each by its own standard, cut out of it and not yet read. */
export interface MetadataBlocks {
  /** a TIFF stream: Exif 3.0 §4.5 */
  exif: Buffer | null;
  /** further Exif blocks of the same file: what an earlier one says wins */
  moreExif: Buffer[];
  xmp: Buffer[];
  /** IPTC IIM datasets, without what they were wrapped in */
  iptc: Buffer | null;
  icc: Buffer | null;
  /** MD5 that the last writer who knew both XMP and IPTC left of the IPTC block (MWG 2010 §3.3) */
  iptcDigest: Buffer | null;
  text: PlainText;
  /** Exif's fields as texts of their own, by the standard's names: ImageMagick's way in a PNG */
  exifTexts: ReadonlyMap<string, string>;
  /** a small copy of the picture outside Exif */
  thumbnail: boolean;
  /** that copy, where it is a JPEG */
  embedded: Buffer | null;
  /** true where something was too large to be read */
  cut: boolean;
  /** true where the file stops before its own end mark: known of GIF alone (GIF89a §27) */
  endsEarly: boolean;
}

export function noMetadataBlocks(): MetadataBlocks {
  return {
    exif: null,
    moreExif: [],
    xmp: [],
    iptc: null,
    icc: null,
    iptcDigest: null,
    text: {},
    exifTexts: new Map(),
    thumbnail: false,
    embedded: null,
    cut: false,
    endsEarly: false,
  };
}

/** Keeps an XMP packet, the main one first; one that takes the sum past the limit is left out, and `cut` says so. */
export function addXmp(blocks: MetadataBlocks, packet: Buffer): void {
  if (packet.length > xmpRoom(blocks)) blocks.cut = true;
  else blocks.xmp.push(packet);
}

/** More Exif blocks than this are not looked at. */
const MAX_EXIF = 8;

/** Keeps an Exif block from its TIFF header on, the first one as the main one. */
export function addExif(blocks: MetadataBlocks, block: Buffer): void {
  const stream = exifStream(block);
  if (blocks.exif === null) blocks.exif = stream;
  else if (blocks.moreExif.length < MAX_EXIF) blocks.moreExif.push(stream);
  else blocks.cut = true;
}

/** Bytes of XMP that can still be taken: for packets whose size is known before they are read. */
export function xmpRoom(blocks: MetadataBlocks): number {
  return blocks.xmp.reduce((room, packet) => room - packet.length, MAX_XMP);
}
