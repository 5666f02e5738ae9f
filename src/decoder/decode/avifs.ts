import { openAsBlob } from "node:fs";
import { readHeifHead } from "#picture/containers/heif-head.ts";
import { decodeAvifSequence, profileOf, readAvifSequenceHeader } from "./avif-sequence.ts";
import type { FormatDecoder } from "./decoder.ts";
import { uuidXmp } from "./uuid-xmp.ts";

/** AVIF image sequences (AVIF 1.1 §3): their master is an animated WebP, of eight bits. */
export const avifs: FormatDecoder = {
  async readHeader(source) {
    const header = await readAvifSequenceHeader(source);
    const { width, height, frames, hasAlpha, bitDepth } = header;
    const icc = await profileOf(header);
    // The same reader as the browser's: what it says of the file is then the same before the upload and after.
    const blocks = await readHeifHead(await openAsBlob(source)).catch(() => null);
    const xmp = blocks?.xmp ? Buffer.from(blocks.xmp) : uuidXmp(source);
    return {
      autoOrient: { width, height },
      pages: frames,
      hasAlpha,
      bitsPerSample: bitDepth,
      depth: bitDepth > 8 ? "ushort" : "uchar",
      space: bitDepth > 8 ? "rgb16" : "srgb",
      isPalette: false,
      ...(icc && { icc }),
      ...(blocks?.exif && { exif: Buffer.from(blocks.exif) }),
      ...(xmp && { xmp }),
    };
  },
  async decode(source, output, maxPixels) {
    const { frames } = await readAvifSequenceHeader(source);
    const decoded = await decodeAvifSequence(source, output, { maxPixels });
    return decoded.frames === frames
      ? null
      : `This file is cut off: ${decoded.frames} of its ${frames} frames are whole.`;
  },
};
