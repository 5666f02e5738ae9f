import { stat } from "node:fs/promises";
import { AppError } from "../../errors.ts";
import { decodeError } from "../decode-error.ts";
import type { MasterJob, MasterResult } from "../jobs.ts";
import type { SharpMetadata } from "../sharp-setup.ts";

/** What a decoder says of a file before it decodes a pixel: what sharp's `metadata()` would, in the same words. */
export type Header = Pick<SharpMetadata, "space" | "depth" | "hasAlpha" | "isPalette" | "autoOrient"> &
  Partial<Pick<SharpMetadata, "pages" | "bitsPerSample" | "icc" | "exif" | "xmp">>;

/**
 * Opens a format that sharp does not: one file each in this folder, loaded when first needed. It runs in a decoding
 * child, which is killed by time or memory.
 */
export interface Decoder {
  /** Reads headers alone. Throws `damaged_image`, `unsupported_format`. */
  readHeader(source: string): Promise<Header>;
  /**
   * Writes the master: every pixel as the file has it, upright, with its colour profile and metadata, lossless. Returns
   * a sentence where the file is cut off and only a part came. Throws `damaged_image`, `unsupported_format`.
   */
  decode(source: string, output: string): Promise<string | null>;
}

const DECODERS: Readonly<Record<string, () => Promise<Decoder>>> = {
  heic: async () => (await import("./heic.ts")).heic,
};

/** The decoder of a format that has a master. */
export async function decoderOf(format: string): Promise<Decoder> {
  const load = Object.hasOwn(DECODERS, format) ? DECODERS[format] : undefined;
  if (!load) throw new AppError("unsupported_format", "Proofsheet cannot open this picture yet.");
  return load();
}

/** Writes the master of a file to `output`. */
export async function decodeMaster(format: string, source: string, output: string): Promise<void> {
  await (await decoderOf(format)).decode(source, output);
}

/**
 * A master once more, of a file that was processed before.
 *
 * @throws AppError `damaged_image`, `unsupported_format`, `storage_full`
 */
export async function makeMaster({ format, source, output }: MasterJob): Promise<MasterResult> {
  try {
    await decodeMaster(format, source, output);
    return { bytes: (await stat(output)).size };
  } catch (error) {
    throw decodeError(error);
  }
}
