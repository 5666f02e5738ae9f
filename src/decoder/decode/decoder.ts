import type { SharpMetadata } from "#decoder/sharp-setup.ts";

/** What a decoder says of a file before it decodes a pixel: what sharp's `metadata()` would, in the same words. */
export type Header = Pick<SharpMetadata, "space" | "depth" | "hasAlpha" | "isPalette" | "autoOrient"> &
  Partial<Pick<SharpMetadata, "pages" | "delay" | "loop" | "orientation" | "bitsPerSample" | "icc">>;

/**
 * Opens a format that sharp does not. It runs in a decoding child, which is killed by time or memory.
 */
export interface FormatDecoder {
  /** Reads headers alone. Throws `damaged_image`, `unsupported_format`. */
  readHeader(source: string): Promise<Header>;
  /**
   * Writes the master: every pixel as the file has it, upright, with its colour profile and metadata, lossless. Returns
   * a sentence where the file is cut off and only a part came. Throws `damaged_image`, `unsupported_format`,
   * `too_many_pixels` past `maxPixels` (width x height x frames).
   */
  decode(source: string, output: string, maxPixels: number): Promise<string | null>;
}

/** The header of a still of eight bits in sRGB. */
export function plainHeader(size: { width: number; height: number }, hasAlpha: boolean): Header {
  return { autoOrient: size, hasAlpha, depth: "uchar", bitsPerSample: 8, space: "srgb", isPalette: false };
}
