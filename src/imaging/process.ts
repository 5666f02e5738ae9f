import { decodeError } from "./decode-error.ts";
import { derive } from "./derive/derive.ts";
import type { Format } from "./formats.ts";
import { extensionWarning } from "./inspect/extension-warning.ts";
import { identify } from "./inspect/identify.ts";
import { readMetadata } from "./inspect/read-metadata.ts";
import { refuseEndlessSvg } from "./inspect/svg-size.ts";
import type { ProcessJob, ProcessResult } from "./jobs.ts";
import { readFacts, refuseTooMuch } from "./read-facts.ts";
import type { SharpMetadata } from "./sharp-setup.ts";
import { openSource } from "./source.ts";

/**
 * Everything that is known of a new upload: what it is, what it says of itself, what it looks like. The thumbnail is
 * written to `job.thumbnail`. Headers are read, and refused, before the first pixel is decoded.
 *
 * @throws AppError `not_an_image`, `unsupported_format`, `damaged_image`, `too_many_pixels`, `too_many_frames`,
 *   `too_complex`, `storage_full`
 */
export async function processUpload(job: ProcessJob): Promise<ProcessResult> {
  const format = await identify(job.source);
  try {
    const sharpMetadata = await readHeaders(job.source, format);
    if (format.id === "svg") await refuseEndlessSvg(job.source);
    const header = readFacts(sharpMetadata, format);
    refuseTooMuch(header, job.maxPixels);
    const { metadata, warnings, orientation } = await readMetadata(job.source, { format, sharpMetadata });
    const source = { path: job.source, format: format.id, maxPixels: job.maxPixels };
    const { histogram, thumbhash, palette } = await derive(source, sharpMetadata, job.thumbnail);
    const mismatch = extensionWarning(job.name, format);
    return {
      facts: { ...header, orientation, thumbhash, palette, warnings: mismatch ? [mismatch, ...warnings] : warnings },
      details: { metadata, histogram },
    };
  } catch (error) {
    throw decodeError(error);
  }
}

/** Without sharp's own limit: ours counts frames too, and says the numbers. */
async function readHeaders(path: string, format: Format): Promise<SharpMetadata> {
  const image = await openSource({ path, format: format.id, maxPixels: 0 }, { limitInputPixels: false });
  return image.metadata();
}
