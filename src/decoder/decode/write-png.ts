import { rm } from "node:fs/promises";
import { uprightExif } from "#decoder/edit/exif.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { copyWithChunks, exifChunk, iccChunk, xmpChunk } from "./png-chunks.ts";

/** Pixels that a decoder made: rows from the top, samples side by side. */
export interface Samples {
  /** 16-bit samples fill their range */
  data: Uint8Array | Uint16Array;
  width: number;
  height: number;
  channels: 1 | 2 | 3 | 4;
}

/** What goes with the pixels. */
export interface Carried {
  icc: Buffer | null;
  /** with or without what containers put before the TIFF header */
  exif: Buffer | null;
  xmp: Buffer | null;
}

/**
 * Writes a master: fast rather than small, for it is read many times and kept a day. Its Exif says upright, for that is
 * how the pixels are.
 */
export async function writePng(samples: Samples, carried: Carried, output: string): Promise<void> {
  const { data, width, height, channels } = samples;
  const plain = `${output}.plain`;
  try {
    const image = sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
    if (data instanceof Uint16Array) image.toColourspace(channels > 2 ? "rgb16" : "grey16");
    await image.png({ compressionLevel: 2, adaptiveFiltering: true }).toFile(plain);
    const chunks = [
      ...(carried.icc ? [iccChunk(carried.icc)] : []),
      ...(carried.exif ? [exifChunk(Buffer.from(uprightExif(carried.exif)))] : []),
      ...(carried.xmp ? [xmpChunk(carried.xmp)] : []),
    ];
    await copyWithChunks(plain, output, chunks);
  } finally {
    await rm(plain, { force: true });
  }
}
