import type { Format } from "#picture/formats.ts";
import { addExif, addXmp, MAX_BLOCK, type MetadataBlocks, noMetadataBlocks, xmpRoom } from "./blocks.ts";
import type { ByteSource } from "./byte-source.ts";
import { gifBlocks } from "./gif-blocks.ts";
import { jpegBlocks } from "./jpeg-blocks.ts";
import { pngBlocks } from "./png-blocks.ts";
import { svgBlocks } from "./svg-blocks.ts";
import { tiffBlocks } from "./tiff-blocks.ts";
import { webpBlocks } from "./webp-blocks.ts";

/** What the decoder found in a container that has no reader of its own here: sharp's `metadata()` has this shape. */
export interface DecoderMetadata {
  exif?: Buffer | undefined;
  xmp?: Buffer | undefined;
  iptc?: Buffer | undefined;
  icc?: Buffer | undefined;
}

const READERS: Readonly<Record<string, (source: ByteSource) => MetadataBlocks>> = {
  jpeg: jpegBlocks,
  png: pngBlocks,
  webp: webpBlocks,
  gif: gifBlocks,
  tiff: tiffBlocks,
  svg: svgBlocks,
};

/** The metadata blocks of a file: cut out by the container's own reader, or taken from the decoder (AVIF). */
export function readBlocks(source: ByteSource, format: Format, decoder: DecoderMetadata): MetadataBlocks {
  const read = Object.hasOwn(READERS, format.id) ? READERS[format.id] : undefined;
  if (read !== undefined) return read(source);
  const blocks = noMetadataBlocks();
  const taken = (bytes: Buffer | undefined): Buffer | null => {
    if (bytes !== undefined && bytes.length > MAX_BLOCK) blocks.cut = true;
    return bytes === undefined || bytes.length > MAX_BLOCK ? null : bytes;
  };
  const exif = taken(decoder.exif);
  if (exif !== null) addExif(blocks, exif);
  blocks.icc = taken(decoder.icc);
  blocks.iptc = taken(decoder.iptc);
  if (decoder.xmp !== undefined && decoder.xmp.length > xmpRoom(blocks)) blocks.cut = true;
  else if (decoder.xmp !== undefined) addXmp(blocks, decoder.xmp);
  return blocks;
}
