import { decodeAvifSequence, profileOf, readAvifSequenceHeader } from "./avif-sequence.ts";
import type { FormatDecoder } from "./decoder.ts";

/** AVIF image sequences (AVIF 1.1 §3): their master is an animated WebP, of eight bits. */
export const avifs: FormatDecoder = {
  async readHeader(source) {
    const header = await readAvifSequenceHeader(source);
    const { width, height, frames, hasAlpha, bitDepth } = header;
    const icc = await profileOf(header);
    return {
      autoOrient: { width, height },
      pages: frames,
      hasAlpha,
      bitsPerSample: bitDepth,
      depth: bitDepth > 8 ? "ushort" : "uchar",
      space: bitDepth > 8 ? "rgb16" : "srgb",
      isPalette: false,
      ...(icc && { icc }),
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
