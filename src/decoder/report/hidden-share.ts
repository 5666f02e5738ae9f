import { unlink } from "node:fs/promises";
import { decodeMaster } from "#decoder/decode/decoders.ts";
import { hiddenPixels } from "#decoder/inspect/hidden-pixels.ts";
import { openSource, type Source } from "#decoder/open-source.ts";
import { formatOf } from "#picture/formats.ts";

/** A file whose pixels can be looked at. */
export interface PixelSource {
  path: string;
  /** a key of the format table */
  format: string;
  hasAlpha: boolean;
  maxPixels: number;
  /** a path for a moment, for the master of a format that sharp does not read */
  scratch: string;
}

/** How much lies under full transparency, as a share of all pixels; null where it is not known. */
export async function hiddenShare({ path, format, hasAlpha, maxPixels, scratch }: PixelSource): Promise<number | null> {
  if (!hasAlpha) return 0;
  const master = formatOf(format)?.master;
  try {
    if (master) await decodeMaster(format, path, scratch, maxPixels);
    const source: Source = { path: master ? scratch : path, format: master ?? format, maxPixels, damaged: true };
    return await hiddenPixels(source, await (await openSource(source)).metadata());
  } catch {
    return null;
  } finally {
    if (master) await unlink(scratch).catch(() => {});
  }
}
