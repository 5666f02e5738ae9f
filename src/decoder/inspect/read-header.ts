import type { Header } from "#decoder/decode/decoder.ts";
import { formatDecoderOf } from "#decoder/decode/decoders.ts";
import { openSource, type Source } from "#decoder/open-source.ts";
import type { Format } from "#picture/formats.ts";

/**
 * What a file says before a pixel is decoded, by whoever decodes its format. Without sharp's own limit: ours counts
 * frames too, and says the numbers. Throws what reading a broken file throws.
 */
export async function readHeader(source: Source, format: Format): Promise<Header> {
  if (format.master) return (await formatDecoderOf(format.id)).readHeader(source.path);
  return (await openSource(source, { limitInputPixels: false })).metadata();
}
