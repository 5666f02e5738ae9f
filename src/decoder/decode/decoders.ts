import { stat } from "node:fs/promises";
import { decodeError } from "#decoder/decode-error.ts";
import type { MasterJob, MasterResult } from "#decoder-pool/jobs.ts";
import { AppError } from "#errors.ts";
import type { FormatDecoder } from "./decoder.ts";

/** One file a format, loaded when first needed. */
const DECODERS: Readonly<Record<string, () => Promise<FormatDecoder>>> = {
  heic: async () => (await import("./heic.ts")).heic,
  avifs: async () => (await import("./avifs.ts")).avifs,
  bmp: async () => (await import("./bmp.ts")).bmp,
  ico: async () => (await import("./ico.ts")).ico,
};

/** The decoder of a format that has a master. */
export async function formatDecoderOf(format: string): Promise<FormatDecoder> {
  const load = Object.hasOwn(DECODERS, format) ? DECODERS[format] : undefined;
  if (!load) throw new AppError("unsupported_format", "Proofsheet cannot open this picture yet.");
  return load();
}

/** Writes the master of a file to `output`. Throws as `Decoder.decode`. */
export async function decodeMaster(format: string, source: string, output: string, maxPixels: number): Promise<void> {
  await (await formatDecoderOf(format)).decode(source, output, maxPixels);
}

/**
 * A master once more, of a file that was processed before.
 *
 * @throws AppError `damaged_image`, `unsupported_format`, `storage_full`
 */
export async function makeMaster({ format, source, output, maxPixels }: MasterJob): Promise<MasterResult> {
  try {
    await decodeMaster(format, source, output, maxPixels);
    return { bytes: (await stat(output)).size };
  } catch (error) {
    throw decodeError(error);
  }
}
